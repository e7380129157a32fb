import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { enqueue, newId } from "#outbox/enqueue.ts";
import { armedClock, clockRules } from "./clock.ts";
import { redrawLeads } from "./redraw-leads.ts";

/** What `lead.nurture-given` is to the outbox; the feature builds it. Payload: `{ byId }`. */
export const nurtureGivenKind = { kind: "lead.nurture-given", bundled: false } as const;

/**
 * All of the nurture pool goes to another keeper, with its history, and the keeper is told unless it was his or her own
 * doing. Thousands take as many statements as one. Returns how many leads are new to the keeper.
 */
export async function giveNurtured(
  scope: Scope,
  giving: {
    readonly toId: string;
    readonly byId: string;
    readonly now: Date;
    readonly settings: Settings;
  },
): Promise<number> {
  const { toId, byId, now, settings } = giving;
  const leadIds = await moveNurtured(scope, { ...giving, ...(await monthlyClock(scope, settings, giving)) });
  if (leadIds.length === 0) return 0;
  await redrawLeads(scope, { leadIds, now });
  if (toId !== byId) {
    const key = `${nurtureGivenKind.kind}:${toId}:${now.toISOString()}`;
    const message = { kind: nurtureGivenKind, key, personId: toId, payload: { byId }, dueAt: now };
    await enqueue(scope.db, scope.workspaceId, [message]);
  }
  return leadIds.length;
}

/** The month of the pool is the same for all of its leads: it goes by the keeper's hours. A card that is due goes to the keeper. */
async function monthlyClock(
  scope: Scope,
  settings: Settings,
  { toId, now }: { readonly toId: string; readonly now: Date },
) {
  const nurtured = {
    ...{ status: "nurturing" as const, grade: "C" as const, registeredAt: now, assignedAt: null },
    ...{ firstContactDueAt: null, lastFollowUpAt: null, nextAt: null, nextHasTime: false, extendedAt: null },
  };
  return armedClock(nurtured, now, await clockRules(scope, settings, toId));
}

async function moveNurtured(
  { db, workspaceId }: Scope,
  to: { readonly toId: string; readonly byId: string; readonly now: Date } & ReturnType<typeof armedClock>,
): Promise<string[]> {
  const { toId, byId, now, clockAt, clockStep } = to;
  const rows = await db.$queryRaw<{ leadId: string }[]>`
    WITH theirs AS (
      SELECT id, owner_id FROM lead
      WHERE workspace_id = ${workspaceId}::uuid AND status = 'nurturing' AND owner_id IS DISTINCT FROM ${toId}::uuid
      ORDER BY id FOR UPDATE
    ), moved AS (
      UPDATE lead l SET owner_id = ${toId}::uuid, version = l.version + 1,
        clock_at = CASE WHEN clock_at <= ${now}::timestamptz THEN clock_at ELSE ${clockAt}::timestamptz END,
        clock_step = CASE WHEN clock_at <= ${now}::timestamptz THEN clock_step ELSE ${clockStep} END
      FROM theirs WHERE l.workspace_id = ${workspaceId}::uuid AND l.id = theirs.id
      RETURNING l.id, theirs.owner_id
    )
    INSERT INTO lead_handover (workspace_id, id, lead_id, at, why, from_id, to_id, by_id)
    SELECT ${workspaceId}::uuid, ${newId}, id, ${now}::timestamptz, 'nurtured', owner_id, ${toId}::uuid, ${byId}::uuid
    FROM moved RETURNING lead_id AS "leadId"`;
  return rows.map(({ leadId }) => leadId);
}
