import { v7 as uuid } from "uuid";
import type { MessageRef } from "#chat/event.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import type { Method } from "#domain/method.ts";
import type { Moment } from "#domain/moment.ts";
import { armedClock, clockRules, isBehind, whoseClock } from "./clock.ts";
import type { Lead } from "./lead.ts";
import { redrawLeads } from "./redraw-leads.ts";

type Change = {
  readonly lead: Lead;
  readonly now: Date;
  readonly settings: Settings;
  /** The message that was pressed, which the answer changes. */
  readonly on?: MessageRef | undefined;
};

/** Sets the first or next follow-up of an owned lead; false where it changed meanwhile or nobody owns it. */
export async function planLead(
  scope: Scope,
  planning: Change & { readonly plan: Moment & { readonly method?: Method; readonly goal?: string } },
): Promise<boolean> {
  const { plan } = planning;
  return changeOwned(scope, planning, {
    ...{ nextAt: plan.at, nextHasTime: plan.hasTime },
    ...{ nextMethod: plan.method ?? null, nextGoal: plan.goal ?? null },
  });
}

/** Puts off the recycling of an idle lead, once until the next follow-up; false where that has been done. */
export async function extendLead(
  scope: Scope,
  extending: Change & { readonly byId: string; readonly reason: string },
): Promise<boolean> {
  const { lead, now, byId, reason } = extending;
  if (lead.extendedAt !== null) return false;
  if (!(await changeOwned(scope, extending, { extendedAt: now }))) return false;
  const { db, workspaceId } = scope;
  const row = { workspaceId, id: uuid(), leadId: lead.id, at: now, why: "extended", byId, reason };
  await db.leadHandover.createMany({ data: [row] });
  return true;
}

async function changeOwned(
  scope: Scope,
  { lead, now, settings, on }: Change,
  change: Partial<Pick<Lead, "nextAt" | "nextHasTime" | "nextMethod" | "nextGoal" | "extendedAt">>,
): Promise<boolean> {
  if (!isOwned(lead.status)) return false;
  const { db, workspaceId } = scope;
  const rules = await clockRules(scope, settings, whoseClock(lead));
  const clock = isBehind(lead, now) ? {} : armedClock({ ...lead, ...change }, now, rules);
  const { count } = await db.lead.updateMany({
    where: { workspaceId, id: lead.id, version: lead.version },
    data: { ...change, ...clock, version: { increment: 1 } },
  });
  if (count === 1) await redrawLeads(scope, { leadIds: [lead.id], now, on });
  return count === 1;
}
