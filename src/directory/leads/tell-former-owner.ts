import type { Scope } from "#directory/scope.ts";
import { enqueue } from "#outbox/enqueue.ts";

/** What `lead.taken` is to the outbox; the feature builds it. Payload: `{ handoverId }`. */
export const leadTakenKind = { kind: "lead.taken", bundled: true } as const;

type Taking = {
  readonly handoverId: string;
  readonly why: string;
  readonly fromId: string | null;
  /** Absent for what the program does by itself. */
  readonly byId: string | null;
  readonly now: Date;
};

/** What somebody above does to a lead: all else the owner has done, or is told of by another card. */
const whysTold: ReadonlySet<string> = new Set(["reassigned", "released"]);

/** Tells who had the lead that somebody else took it, in the transaction that takes it. */
export async function tellFormerOwner({ db, workspaceId }: Scope, taking: Taking): Promise<void> {
  const { handoverId, why, fromId, byId, now } = taking;
  if (!whysTold.has(why) || fromId === null || byId === null || fromId === byId) return;
  const key = `${leadTakenKind.kind}:${handoverId}`;
  const message = { kind: leadTakenKind, key, personId: fromId, dueAt: now };
  await enqueue(db, workspaceId, [{ ...message, payload: { handoverId } }]);
}
