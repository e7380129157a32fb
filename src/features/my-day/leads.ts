import type { DayBreach, DayLead, Part } from "#cards/my-day/day.ts";
import { momentText, plannedText } from "#cards/shared/dates.ts";
import { methodNames } from "#cards/shared/methods.ts";
import { hasRole } from "#chat/actor.ts";
import type { MessageCtx } from "#chat/feature.ts";
import { namesOf, peopleBelow } from "#directory/people.ts";
import { hasPassed } from "#domain/moment.ts";

type Until = { readonly before: Date; readonly limit: number };

type LeadsOfDay = {
  readonly leads: Part<DayLead>;
  readonly breaches: Part<DayBreach>;
  readonly approvals: number;
};

/** What leads ask of the actor today: contacts, for who is above others breaches, and decisions. */
export async function readLeads(ctx: MessageCtx, until: Until): Promise<LeadsOfDay> {
  const { db, workspaceId, actor } = ctx;
  const isAbove = hasRole(actor, "supervisor", "manager", "director", "admin");
  const [leads, breaches, approvals] = await Promise.all([
    ownLeads(ctx, until),
    isAbove ? openBreaches(ctx, until.limit) : { items: [], count: 0 },
    db.approvalSeat.count({ where: { workspaceId, personId: actor.personId, isOpen: true } }),
  ]);
  return { leads, breaches, approvals };
}

/** First contacts that are due by then, and follow-ups that are planned by then; the most pressing first. */
async function ownLeads(ctx: MessageCtx, { before, limit }: Until): Promise<Part<DayLead>> {
  const { db, workspaceId, actor, now } = ctx;
  const dates = { locale: actor.locale, tz: actor.tz, now };
  const where = {
    ...{ workspaceId, ownerId: actor.personId },
    OR: [
      { status: "assigned" as const, firstContactDueAt: { lt: before } },
      { status: { in: ["assigned" as const, "contacted" as const] }, nextAt: { lt: before } },
    ],
  };
  const orderBy = [
    { status: "asc" as const },
    { firstContactDueAt: "asc" as const },
    { nextAt: "asc" as const },
  ];
  const rows = await db.lead.findMany({ where, orderBy, take: limit });
  const count = rows.length < limit ? rows.length : await db.lead.count({ where });
  const items = rows.map((row): DayLead => {
    const { id: leadId, company, firstContactDueAt: dueAt, nextAt, nextHasTime, nextMethod } = row;
    if (row.status === "assigned" && dueAt !== null && dueAt < before) {
      const when = momentText(dueAt, dates);
      return { leadId, company, when, isFirstContact: true, isOverdue: dueAt <= now };
    }
    const at = nextAt === null ? "" : plannedText({ at: nextAt, hasTime: nextHasTime }, dates);
    const when = nextMethod === null ? at : `${at} · ${methodNames[actor.locale][nextMethod]}`;
    const isOverdue = nextAt !== null && hasPassed({ at: nextAt, hasTime: nextHasTime }, now, actor.tz);
    return { leadId, company, when, isFirstContact: false, isOverdue };
  });
  return { items, count };
}

/** First contacts that people below owe, the oldest first. */
async function openBreaches(ctx: MessageCtx, limit: number): Promise<Part<DayBreach>> {
  const { db, workspaceId, actor, now } = ctx;
  const dates = { locale: actor.locale, tz: actor.tz, now };
  const below = [...(await peopleBelow(ctx, actor))];
  const where = { workspaceId, ownerId: { in: below }, endedAt: null };
  const rows = await db.leadBreach.findMany({ where, orderBy: { dueAt: "asc" }, take: limit });
  const count = rows.length < limit ? rows.length : await db.leadBreach.count({ where });
  if (count === 0) return { items: [], count };
  const ids = rows.map(({ leadId }) => leadId);
  const companies = await db.lead.findMany({
    where: { workspaceId, id: { in: ids } },
    select: { id: true, company: true },
  });
  const companyOf = new Map(companies.map(({ id, company }) => [id, company]));
  const names = await namesOf(
    ctx,
    rows.map(({ ownerId }) => ownerId),
  );
  const items = rows.map(({ leadId, ownerId, dueAt }) => ({
    ...{ leadId, company: companyOf.get(leadId) ?? "", owner: names.get(ownerId) ?? "" },
    due: momentText(dueAt, dates),
  }));
  return { items, count };
}
