import type { ApprovalKind, DecidedScope } from "#chat/approval.ts";
import type { MessageRef } from "#chat/event.ts";
import { redraw } from "#outbox/views.ts";
import { hold } from "./hold.ts";
import { approvalTopic } from "./messages.ts";
import { refresh } from "./refresh.ts";
import { reseat } from "./reseat.ts";
import { seatsOf } from "./seat-of.ts";
import { type StoredApproval, shownKey } from "./stored.ts";

export type Press = {
  readonly kind: ApprovalKind;
  readonly approvalId: string;
  readonly personId: string;
  /** What the card was shown with, see `shownKey`. */
  readonly key: string;
  /** The message that was pressed. */
  readonly on?: MessageRef | undefined;
};

/** What became of a press. `moved`: the card showed other facts than there are now. */
export type Pressed =
  | "gone"
  | "not-yours"
  | "own"
  /** It was theirs to decide, and is not any more. */
  | "passed-on"
  | "over"
  | "moved"
  /** Noted; others decide after or beside. */
  | "counted"
  | "decided";
/** Nothing was changed. */
export type Refused = Exclude<Pressed, "counted" | "decided">;

/** Whether the press may be taken as things are. What is found to have moved is brought up to date. */
export async function look(
  scope: DecidedScope,
  press: Press,
): Promise<{ readonly approval: StoredApproval } | { readonly refused: Refused }> {
  const { personId } = press;
  const held = await hold(scope, press);
  if (held === undefined) return { refused: "gone" };
  if (held.status !== "waiting" && held.status !== "returned") return { refused: "over" };
  if (held.requestedById === personId) return { refused: "own" };
  const seat = (await seatsOf(scope, held)).find((each) => each.personId === personId);
  if (seat === undefined) return { refused: "not-yours" };
  const refreshed = await refresh(scope, press.kind, held);
  const { approval, deciders, isChanged } = await reseat(scope, refreshed.approval, scope.now);
  if (refreshed.isMoved || isChanged) {
    const changed = { topics: [approvalTopic(approval.id)], now: scope.now, except: press.on };
    await redraw(scope.db, scope.workspaceId, changed);
  }
  if (approval.status === "withdrawn") return { refused: "moved" };
  if (approval.barredIds.includes(personId)) return { refused: "own" };
  if (!deciders.includes(personId)) return { refused: seat.decidedAt === null ? "passed-on" : "over" };
  const isAsShown = !refreshed.isMoved && shownKey(approval) === press.key;
  return isAsShown ? { approval } : { refused: "moved" };
}
