import { v7 as uuid } from "uuid";
import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import type { Grade } from "#domain/grading.ts";
import type { LeadStatus } from "#domain/lead.ts";
import { firstContactDueAt } from "#domain/lead-clock.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { type BreachEnd, endBreach } from "./breach.ts";
import { armedClock, clockRules, whoseClock } from "./clock.ts";
import type { Lead } from "./lead.ts";
import { redrawLeads } from "./redraw-leads.ts";
import { tellFormerOwner } from "./tell-former-owner.ts";

/** A change of hands, conditional on the version of `lead`. */
type Handing = {
  readonly lead: Lead;
  /** Absent for what the program does by itself. */
  readonly byId?: string;
  readonly reason?: string;
  /** Approved in the same moment; else the lead keeps its grade. */
  readonly grade?: Grade;
  readonly now: Date;
  readonly settings: Settings;
  /** The message that was pressed, which the answer changes. */
  readonly on?: MessageRef | undefined;
};

export type Giving = Handing & {
  readonly toId: string;
  readonly why: "assigned" | "reassigned" | "claimed" | "transferred";
  /** The decision that gives it: the new owner is told of both in one card. */
  readonly approvalId?: string;
};
export type Releasing = Handing & {
  readonly why: "handed_back" | "recycled" | "released" | "left" | "unassigned";
};
/** `toId` keeps the nurture pool. */
export type Nurturing = Handing & { readonly toId: string };

/** What `lead.assigned` is to the outbox; the feature builds it. Payload: `{ leadId, approvalId? }`. */
export const leadAssignedKind = { kind: "lead.assigned", bundled: true } as const;

/**
 * Somebody becomes the owner and owes a first contact, also where another owner has made one. The new owner is told
 * unless it was his or her own doing, the former one where somebody else took it. False where the lead changed meanwhile.
 */
export async function giveLead(scope: Scope, giving: Giving): Promise<boolean> {
  const { lead, toId, byId, now, settings, approvalId } = giving;
  const rules = await clockRules(scope, settings, toId);
  const grade = giving.grade ?? lead.grade;
  const anew = { assignedAt: now, firstContactDueAt: firstContactDueAt(grade ?? "B", now, rules) };
  const change = {
    ...{ ...freshStart, status: "assigned" as const, grade, ownerId: toId },
    ...(runningClock(giving) ?? anew),
  };
  const clock = armedClock({ ...lead, ...change }, now, rules);
  const handoverId = await hand(scope, giving, {
    ...{ change: { ...change, ...clock }, toId, why: giving.why, endedBy: "reassigned" },
  });
  if (handoverId === undefined) return false;
  if (toId !== byId) {
    const key = `${leadAssignedKind.kind}:${handoverId}`;
    const message = { kind: leadAssignedKind, key, personId: toId, dueAt: now };
    const payload = { leadId: lead.id, ...(approvalId !== undefined && { approvalId }) };
    await enqueue(scope.db, scope.workspaceId, [{ ...message, payload }]);
  }
  return true;
}

/**
 * The first contact's clock that goes on: between colleagues it is not stopped, or two of them could hand a lead to and
 * fro for ever. Once the deadline has passed there is nothing to keep: the breach stays on record.
 */
function runningClock({ lead, why, now }: Giving) {
  const { status, assignedAt, firstContactDueAt: dueAt } = lead;
  const isRunning = why === "transferred" && status === "assigned" && dueAt !== null && dueAt > now;
  return isRunning ? { assignedAt, firstContactDueAt: dueAt } : undefined;
}

/** The lead goes to the public pool. False where it changed meanwhile. */
export async function releaseLead(scope: Scope, releasing: Releasing): Promise<boolean> {
  return takeAway(scope, releasing, { status: "pooled", ownerId: null, why: releasing.why });
}

/** The lead goes to the nurture pool. False where it changed meanwhile. */
export async function nurtureLead(scope: Scope, nurturing: Nurturing): Promise<boolean> {
  return takeAway(scope, nurturing, { status: "nurturing", ownerId: nurturing.toId, why: "nurtured" });
}

/** What one owner has planned and put off is not the next one's. */
const freshStart = {
  ...{ firstContactAt: null, nextAt: null, nextHasTime: false, nextMethod: null, nextGoal: null },
  ...{ extendedAt: null, assignedAt: null, firstContactDueAt: null },
} as const;

async function takeAway(
  scope: Scope,
  handing: Handing,
  to: { readonly status: "pooled" | "nurturing"; readonly ownerId: string | null; readonly why: string },
): Promise<boolean> {
  const { lead, now, settings } = handing;
  const { status, ownerId, why } = to;
  const change = { ...freshStart, status, ownerId, grade: handing.grade ?? lead.grade };
  const rules = await clockRules(scope, settings, whoseClock({ ...lead, ownerId }));
  const clock = armedClock({ ...lead, ...change }, now, rules);
  const handed = { change: { ...change, ...clock }, toId: ownerId, why, endedBy: "released" as const };
  return (await hand(scope, handing, handed)) !== undefined;
}

type Handed = {
  readonly change: { readonly status: LeadStatus; readonly ownerId: string | null };
  readonly toId: string | null;
  readonly why: string;
  readonly endedBy: BreachEnd;
};

/** The id of the handover; `undefined` where the lead changed meanwhile, and nothing is done. */
async function hand(
  scope: Scope,
  { lead, byId, reason, now, on }: Handing,
  { change, toId, why, endedBy }: Handed,
): Promise<string | undefined> {
  const { db, workspaceId } = scope;
  const { count } = await db.lead.updateMany({
    where: { workspaceId, id: lead.id, version: lead.version },
    data: { ...change, version: { increment: 1 } },
  });
  if (count === 0) return undefined;
  await endBreach(scope, lead, { now, endedBy });
  const id = uuid();
  const who = { fromId: lead.ownerId, toId, byId: byId ?? null, reason: reason ?? null };
  await db.leadHandover.createMany({ data: [{ workspaceId, id, leadId: lead.id, at: now, why, ...who }] });
  await tellFormerOwner(scope, { handoverId: id, why, fromId: who.fromId, byId: who.byId, now });
  await redrawLeads(scope, { leadIds: [lead.id], now, on });
  return id;
}
