import type { Asker } from "#directory/customer-access.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import type { Scope } from "#directory/scope.ts";
import type { LeadStatus } from "#domain/lead.ts";
import type { Keepers } from "#domain/visibility.ts";

/** A lead of any status, as it is stored. */
export async function leadById({ db, workspaceId }: Scope, leadId: string) {
  const row = await db.lead.findFirst({ where: { workspaceId, id: leadId } });
  return row ?? undefined;
}
export type Lead = NonNullable<Awaited<ReturnType<typeof leadById>>>;

/** Whose it is. Until somebody is given the lead, and if it ended before, it is in the hands of who registered it. */
export function leadKeepers(lead: {
  readonly status: LeadStatus;
  readonly ownerId: string | null;
  readonly registeredById: string;
  readonly collaboratorIds: readonly string[];
}): Keepers {
  const isRegistrants = lead.status !== "pooled" && lead.status !== "nurturing";
  const ownerId = lead.ownerId ?? (isRegistrants ? lead.registeredById : null);
  return { ownerId, collaboratorIds: lead.collaboratorIds };
}

/** Whether the actor sees all of a lead: as with customers, and besides whoever has to decide about it. */
export async function mayUseLead(asker: Asker, lead: Lead): Promise<boolean> {
  return (await mayUseCustomer(asker, leadKeepers(lead))) || decidesAbout(asker, lead.id);
}

async function decidesAbout({ db, workspaceId, actor }: Asker, leadId: string): Promise<boolean> {
  const [seat] = await db.$queryRaw<{ found: number }[]>`
    SELECT 1 AS found FROM approval a
    JOIN approval_seat s ON s.workspace_id = a.workspace_id AND s.approval_id = a.id
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.subject_id = ${leadId}::uuid
      AND a.status IN ('waiting', 'returned') AND s.is_open AND s.person_id = ${actor.personId}::uuid
    LIMIT 1`;
  return seat !== undefined;
}
