import { z } from "zod";
import {
  type LeadNotice,
  type LeadNoticeView,
  leadNotice,
  leadNoticeItem,
  leadNotices,
} from "#cards/lead/watch.ts";
import { momentText } from "#cards/shared/dates.ts";
import type { Card, Shows } from "#chat/card.ts";
import { type MessageCtx, type MessageKind, messageKind, type View, type ViewCtx } from "#chat/feature.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { leadTopic } from "#directory/leads/redraw-leads.ts";
import { namesOf } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { isOwned } from "#domain/lead.ts";
import { recycleAt } from "#domain/lead-idle.ts";
import { contactPersonOf, datesOf, planOf } from "./assigned-view.ts";
import { drawLeadIn, drawOwned } from "./draw-lead.ts";

const payload = z.object({
  leadId: z.uuid(),
  /** Whose it is, or was. */
  ownerId: z.uuid(),
  /** The deadline, plan or recycling that is told of. */
  of: z.iso.datetime().transform((text) => new Date(text)),
});
type Told = z.output<typeof payload>;
/** What is stored of a notice. */
export type StoredNotice = z.input<typeof payload>;

/** Told about one lead. Built when it is due: what has been dealt with by then is not said. */
export const noticeKinds = {
  "contact-warning": kindOf("contact-warning"),
  "contact-due": kindOf("contact-due"),
  "contact-overdue": kindOf("contact-overdue"),
  "contact-grace": kindOf("contact-grace"),
  "plan-due": kindOf("plan-due"),
  "visit-missing": kindOf("visit-missing"),
  "idle-warning": kindOf("idle-warning"),
  recycled: kindOf("recycled"),
  "handed-back": kindOf("handed-back"),
} as const satisfies Record<LeadNotice, MessageKind>;

function kindOf(notice: LeadNotice): MessageKind {
  return messageKind({
    kind: `lead.${notice}`,
    payload,
    bundled: true,
    urgent: false,
    build: async (ctx, told) => {
      const lead = await leadById(ctx, told.leadId);
      if (lead === undefined || !(await stands(ctx, notice, { lead, told }))) return undefined;
      const view = await viewOf(ctx, notice, { lead, told });
      const { text, buttons = [] } = leadNoticeItem(ctx.actor.locale, notice, view);
      const card = { ...leadNotice(ctx.actor.locale, notice, view), shows: showsOf(notice, told) };
      return { card, item: { text, buttons } };
    },
  });
}

/** A notice that stands in a chat: what its card is drawn from whenever the lead changes. */
function showsOf(notice: LeadNotice, { leadId, ownerId, of }: Told): Shows {
  return {
    view: `${viewId}:${[notice, leadId, ownerId, of.getTime()].join("/")}`,
    topics: [leadTopic(leadId)],
  };
}

const viewId = "lead.notice";

const shown = z.tuple([
  z.enum(leadNotices),
  z.uuid(),
  z.uuid(),
  z.coerce.number().transform((ms) => new Date(ms)),
]);

/** A notice that stands in a chat; once it is settled or the lead is gone, the lead as its reader may see it now. */
export const noticeView: View = {
  id: viewId,
  draw: async (ctx, argument) => {
    const [notice, leadId, ownerId, of] = shown.parse(argument.split("/"));
    const lead = await leadById(ctx, leadId);
    return lead && drawNotice(ctx, notice, { lead, told: { leadId, ownerId, of } });
  },
};

async function drawNotice(ctx: ViewCtx, notice: LeadNotice, about: About): Promise<Card> {
  const { lead, told } = about;
  const shows = showsOf(notice, told);
  if (await stands(ctx, notice, about)) {
    return { ...leadNotice(ctx.locale, notice, await viewOf(ctx, notice, about)), shows };
  }
  const card = toManager.has(notice)
    ? await drawLeadIn(ctx, lead, { isInGroup: false })
    : await drawOwned(ctx, lead);
  return { ...card, shows };
}

type About = { readonly lead: Lead; readonly told: Told };

/** Whether what is told is still so. */
async function stands(ctx: MessageCtx, notice: LeadNotice, { lead, told }: About): Promise<boolean> {
  const owes =
    lead.status === "assigned" && isAt(lead.firstContactDueAt, told) && lead.ownerId === told.ownerId;
  switch (notice) {
    case "contact-warning":
      return owes && told.of > ctx.now;
    case "contact-due":
    case "contact-overdue":
    case "contact-grace":
      return owes;
    case "plan-due":
    case "visit-missing":
      return isOwned(lead.status) && lead.ownerId === told.ownerId && isAt(lead.nextAt, told);
    case "idle-warning":
      return lead.ownerId === told.ownerId && told.of > ctx.now && isAt(await recycling(ctx, lead), told);
    case "recycled":
    case "handed-back":
      return lead.status === "pooled";
  }
}

async function recycling(ctx: MessageCtx, lead: Lead): Promise<Date | null> {
  if (!isOwned(lead.status)) return null;
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  return recycleAt(lead, ctx.now, { ...settings, person: ctx.actor }) ?? null;
}

function isAt(at: Date | null, { of }: Told): boolean {
  return at?.getTime() === of.getTime();
}

const toManager: ReadonlySet<LeadNotice> = new Set(["contact-overdue", "contact-grace", "handed-back"]);
const withoutContact: ReadonlySet<LeadNotice> = new Set([...toManager, "recycled"]);

async function viewOf(ctx: MessageCtx, notice: LeadNotice, { lead, told }: About): Promise<LeadNoticeView> {
  const owner = toManager.has(notice) ? (await namesOf(ctx, [told.ownerId])).get(told.ownerId) : undefined;
  const isPlan = notice === "plan-due" || notice === "visit-missing";
  const when = isPlan ? planOf(ctx, lead) : momentText(told.of, datesOf(ctx));
  const { policy } = await settingsOf(ctx.database, ctx.workspaceId);
  const canExtend = lead.extendedAt === null && policy.lead.extendDays > 0;
  const reason = notice === "handed-back" ? await reasonOf(ctx, lead) : undefined;
  return {
    ...{ leadId: lead.id, company: lead.company, canExtend },
    ...(withoutContact.has(notice) ? {} : contactPersonOf(lead)),
    ...(when !== undefined && notice !== "handed-back" && { when }),
    ...(owner !== undefined && { owner }),
    ...(reason !== undefined && { reason }),
    ...(isPlan && lead.nextGoal !== null && { goal: lead.nextGoal }),
  };
}

/** Why it was handed back the last time. */
async function reasonOf({ db, workspaceId }: MessageCtx, lead: Lead): Promise<string | undefined> {
  const last = await db.leadHandover.findFirst({
    where: { workspaceId, leadId: lead.id, why: "handed_back" },
    orderBy: { at: "desc" },
    select: { reason: true },
  });
  return last?.reason ?? undefined;
}
