import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import { isEnded } from "#domain/lead.ts";
import { endBreach } from "./breach.ts";
import type { Lead } from "./lead.ts";
import { redrawLeads } from "./redraw-leads.ts";

/** A lead ends: it became a customer, or is none. Its timer stops. False where it changed meanwhile or has ended. */
export async function closeLead(
  scope: Scope,
  closing: {
    readonly lead: Lead;
    readonly now: Date;
    /** The message that was pressed, which the answer changes. */
    readonly on?: MessageRef | undefined;
  } & (
    | { readonly status: "converted"; readonly customerId: string }
    | { readonly status: "disqualified"; readonly reason: string }
  ),
): Promise<boolean> {
  const { lead, now, on } = closing;
  if (isEnded(lead.status)) return false;
  const { db, workspaceId } = scope;
  const { count } = await db.lead.updateMany({
    where: { workspaceId, id: lead.id, version: lead.version },
    data: {
      ...{ status: closing.status, closedAt: now, clockAt: null, clockStep: null, version: { increment: 1 } },
      ...(closing.status === "converted" && { customerId: closing.customerId }),
      ...(closing.status === "disqualified" && { closeReason: closing.reason }),
    },
  });
  if (count === 0) return false;
  await endBreach(scope, lead, { now, endedBy: "closed" });
  await redrawLeads(scope, { leadIds: [lead.id], now, on });
  return true;
}
