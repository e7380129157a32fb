import { z } from "zod";
import type { KindToSend } from "#outbox/enqueue.ts";

/** The kinds of messages that the feature `approval` declares and draws. */

const one = z.object({ approvalId: z.uuid() });

export const askedReasons = [
  "asked",
  "answered",
  "nudge",
  "escalated",
  "delegated",
  "instead",
  "changed",
] as const;

/**
 * To who may decide. `why`: it is new, was answered, waits for long, came up from below, the person stands in for an
 * absence, sits there instead of somebody who may decide no more, or has decided on what is not so any more.
 */
export const askedKind = { kind: "approval.asked", bundled: true } as const satisfies KindToSend;
export const askedPayload = one.extend({ why: z.enum(askedReasons) });
export type AskedReason = (typeof askedReasons)[number];

/** To who may decide: the list of what waits, where single messages would be too many. */
export const manyKind = { kind: "approval.many", bundled: true } as const satisfies KindToSend;
export const manyPayload = z.object({ why: z.enum(askedReasons) });

/** No message: on the first morning of an absence, whoever stands in gets the seats. */
export const absentKind = { kind: "approval.absent", bundled: false } as const satisfies KindToSend;

/** To whoever asked. */
export const decidedKind = { kind: "approval.decided", bundled: false } as const satisfies KindToSend;
export const returnedKind = { kind: "approval.returned", bundled: false } as const satisfies KindToSend;
/** The question once more, the next morning. */
export const unansweredKind = { kind: "approval.unanswered", bundled: true } as const satisfies KindToSend;
/** Nobody else could decide: an admin has to say who may. */
export const nobodyKind = { kind: "approval.nobody", bundled: true } as const satisfies KindToSend;
export const onePayload = one;

/** What the cards of an approval are about. */
export function approvalTopic(approvalId: string): string {
  return `approval:${approvalId}`;
}

/** Views that the feature `approval` draws: one approval as a person sees it, and as a group does. */
export const oneView = "approval.one";
export const groupView = "approval.group";

export function viewOf(view: typeof oneView | typeof groupView, approvalId: string): string {
  return `${view}:${approvalId}`;
}
