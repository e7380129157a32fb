import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import { redraw } from "#outbox/views.ts";

/** What the cards of a lead are about. */
export function leadTopic(leadId: string): string {
  return `lead:${leadId}`;
}

/** The cards of leads that have changed are drawn afresh wherever they stand, in the transaction that changes them. */
export async function redrawLeads(
  { db, workspaceId }: Scope,
  changed: {
    readonly leadIds: readonly string[];
    readonly now: Date;
    /** The message that was pressed, which the answer changes. */
    readonly on?: MessageRef | undefined;
  },
): Promise<void> {
  const { leadIds, now, on } = changed;
  await redraw(db, workspaceId, { topics: leadIds.map(leadTopic), now, except: on });
}
