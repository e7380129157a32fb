import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { isEnded } from "#domain/lead.ts";
import { armedClock, clockRules, whoseClock } from "./clock.ts";
import type { Lead } from "./lead.ts";
import { lockLead } from "./lock-lead.ts";
import { redrawLeads } from "./redraw-leads.ts";

type Undoing = {
  readonly leadId: string;
  readonly followUpId: string;
  /** Who logged it. */
  readonly personId: string;
  /** What was logged before this stays. */
  readonly loggedAfter: Date;
  readonly now: Date;
  readonly settings: Settings;
  /** The message that was pressed, which the answer changes. */
  readonly on?: MessageRef | undefined;
};

/**
 * Takes a contact back, in the caller's transaction: its to-dos are cancelled, and the lead is what its other contacts
 * say, so that a first one is owed again, late if it was. Only the plan of before is not known any more: a first contact
 * has none then, a later one keeps the newer. False, with nothing changed, where it is not theirs to undo, or too late.
 */
export async function undoLeadContact(scope: Scope, undoing: Undoing): Promise<boolean> {
  const { db, workspaceId } = scope;
  const { leadId, followUpId, personId, loggedAfter, now, on } = undoing;
  const lead = await lockLead(scope, leadId);
  if (lead === undefined || isEnded(lead.status)) return false;
  const [undone] = await db.followUp.updateManyAndReturn({
    where: { workspaceId, id: followUpId, leadId, personId, undoneAt: null, loggedAt: { gte: loggedAfter } },
    data: { undoneAt: now },
    select: { loggedAt: true },
  });
  if (undone === undefined) return false;
  await db.todo.updateMany({
    where: { workspaceId, followUpId, status: "open" },
    data: { status: "cancelled", closedAt: now, remindAt: null },
  });
  await restore(scope, lead, { ...undoing, loggedAt: undone.loggedAt });
  await redrawLeads(scope, { leadIds: [leadId], now, on });
  return true;
}

async function restore(
  scope: Scope,
  lead: Lead,
  { settings, loggedAt }: { readonly settings: Settings; readonly loggedAt: Date },
): Promise<void> {
  const { db, workspaceId } = scope;
  const { id: leadId, assignedAt } = lead;
  const others = { workspaceId, leadId, undoneAt: null };
  const { _max } = await db.followUp.aggregate({
    where: others,
    _max: { occurredAt: true, loggedAt: true },
  });
  const since = assignedAt === null ? {} : { loggedAt: { gte: assignedAt } };
  const isOwed =
    lead.status === "contacted" && (await db.followUp.count({ where: { ...others, ...since } })) === 0;
  if (isOwed) await reopenBreach(scope, lead);
  const change = {
    ...{ lastFollowUpAt: _max.occurredAt, lastLoggedAt: _max.loggedAt },
    extendedAt: lead.extendedAt ?? (await lastExtension(scope, lead, _max.loggedAt)),
    ...(isOwed && waiting),
  };
  const rules = await clockRules(scope, settings, whoseClock(lead));
  // From when it was logged on: what came since would have come. A deadline of before may not have been looked at by
  // then; what was told of it is not told again.
  const dueAt = (isOwed && lead.firstContactDueAt) || loggedAt;
  const from = new Date(Math.min(loggedAt.getTime(), dueAt.getTime() - 1));
  const clock = armedClock({ ...lead, ...change }, from, rules);
  await db.lead.updateMany({
    where: { workspaceId, id: leadId },
    data: { ...change, ...clock, version: { increment: 1 } },
  });
}

const waiting = {
  ...{ status: "assigned" as const, firstContactAt: null },
  ...{ nextAt: null, nextHasTime: false, nextMethod: null, nextGoal: null },
};

async function reopenBreach(
  { db, workspaceId }: Scope,
  { id, firstContactDueAt: dueAt }: Lead,
): Promise<void> {
  if (dueAt === null) return;
  await db.leadBreach.updateMany({
    where: { workspaceId, leadId: id, dueAt, endedBy: "contacted" },
    data: { endedAt: null, endedBy: null },
  });
}

/** An extension since the last contact was logged counts again. */
async function lastExtension(
  { db, workspaceId }: Scope,
  { id, assignedAt }: Lead,
  lastLoggedAt: Date | null,
): Promise<Date | null> {
  const times = [assignedAt, lastLoggedAt].flatMap((at) => at?.getTime() ?? []);
  const row = await db.leadHandover.findFirst({
    where: { workspaceId, leadId: id, why: "extended", at: { gt: new Date(Math.max(0, ...times)) } },
    orderBy: { at: "desc" },
    select: { at: true },
  });
  return row?.at ?? null;
}
