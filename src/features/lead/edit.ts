import { z } from "zod";
import { type EditFormView, editLeadForm, moreLeadForm } from "#cards/lead/change.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import { ask, invalid, type Reply, toast } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { redrawLeads } from "#directory/leads/redraw-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { isEnded } from "#domain/lead.ts";
import { changedFacts, factsOf } from "./approval-kind.ts";
import { gradeKindName } from "./approval-kind-name.ts";
import { isInGroup } from "./assigned-view.ts";
import { changesIn, type LeadChange, problemsIn, registrantTime } from "./edit-changes.ts";
import { sourceOptions } from "./edit-values.ts";
import { askAgain } from "./grade.ts";
import { pressedMessage, redrawLead, usableLead } from "./show.ts";

const payload = z.object({ leadId: z.uuid() });

/** "Edit". */
export const edit = action({
  id: "lead.edit",
  payload,
  run: (ctx, { leadId }) => openForm(ctx, leadId, editLeadForm),
});

/** "More details". */
export const more = action({
  id: "lead.more",
  payload,
  run: (ctx, { leadId }) => openForm(ctx, leadId, moreLeadForm),
});

async function openForm(ctx: HandlerCtx, leadId: string, draw: typeof editLeadForm): Promise<Reply> {
  const found = await editable(ctx, leadId);
  if ("refusal" in found) return toast(found.refusal, "warning");
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const { tz } = await registrantTime(ctx, settings, found.lead);
  return ask(draw(ctx.locale, formView(ctx, found.lead, tz)));
}

async function editable(
  ctx: HandlerCtx,
  leadId: string,
): Promise<{ readonly lead: Lead } | { readonly refusal: string }> {
  const found = await usableLead(ctx, leadId);
  if ("refusal" in found || !isEnded(found.lead.status)) return found;
  return { refusal: leadTexts[ctx.locale].notNow(leadStatusNames[ctx.locale][found.lead.status]) };
}

function formView(ctx: HandlerCtx, lead: Lead, tz: string): EditFormView {
  return {
    ...{ leadId: lead.id, version: lead.version, company: lead.company, source: lead.source },
    sources: sourceOptions(ctx.locale, lead.source),
    contactName: lead.contactName ?? "",
    contactTitle: lead.contactTitle ?? "",
    phone: lead.phone ?? "",
    email: lead.email ?? "",
    wechat: lead.wechat ?? "",
    need: lead.need ?? "",
    acquiredOn: localDateOf(lead.acquiredAt, tz),
    isInGroup: isInGroup(ctx),
  };
}

/**
 * The submitted form, of either part: what it did not show stays. Refused where somebody changed the lead since it was
 * opened. Where a grade waits that stands on what was changed, it is asked for again.
 */
export const edited = form({
  id: "lead.edit",
  payload: payload.extend({ version: z.coerce.number(), part: z.enum(["main", "more"]) }),
  run: async (ctx, { payload: { leadId, version, part }, values }) => {
    const t = leadTexts[ctx.locale];
    const found = await editable(ctx, leadId);
    const [first = "company"] = Object.keys(values);
    if ("refusal" in found) return invalid({ [first]: found.refusal });
    const settings = await settingsOf(ctx.database, ctx.workspaceId);
    const registrant = await registrantTime(ctx, settings, found.lead);
    const errors = problemsIn(ctx, part, { values, registrant });
    if (Object.keys(errors).length > 0) return invalid(errors);
    const change = changesIn(ctx, settings, { part, values, lead: found.lead, registrant });
    const saved = await save(ctx, settings, { lead: { ...found.lead, version }, change });
    if (saved === undefined) return invalid({ [first]: t.changedMeanwhile });
    const { company } = { ...found.lead, ...change };
    return redrawLead(ctx, leadId, saved === "asked-again" ? t.askedAgain(company) : t.edited(company));
  },
});

type Saving = { readonly lead: Lead; readonly change: LeadChange };

function save(
  ctx: HandlerCtx,
  settings: Settings,
  saving: Saving,
): Promise<"saved" | "asked-again" | undefined> {
  const { lead, change } = saving;
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    const { count } = await tx.lead.updateMany({
      where: { id: lead.id, version: lead.version },
      data: { ...change, version: { increment: 1 } },
    });
    if (count === 0) return undefined;
    await recordAudit(scope, {
      ...{ action: "lead.edited", at: ctx.now, personId: ctx.actor.personId, subjectId: lead.id },
      details: { changed: changedColumns(lead, change) },
    });
    await redrawLeads(scope, { leadIds: [lead.id], now: ctx.now, on: pressedMessage(ctx) });
    if (!isGradeTouched({ ...lead, ...change }, lead)) return "saved";
    const requestedById = await whoAsked(scope, lead.id);
    if (requestedById === undefined) return "saved";
    await askAgain(scope, { leadId: lead.id, requestedById, now: ctx.now, settings });
    return "asked-again";
  });
}

function isGradeTouched(now: Lead, before: Lead): boolean {
  if (before.status !== "grading") return false;
  const [old, fresh] = [factsOf(before), factsOf(now)];
  return old !== undefined && fresh !== undefined && changedFacts(old, fresh).length > 0;
}

/** Who asked for what waits: he or she is told of the decision, and never makes it. */
async function whoAsked({ db, workspaceId }: Scope, leadId: string): Promise<string | undefined> {
  const found = await db.approval.findFirst({
    where: { workspaceId, subjectId: leadId, kind: gradeKindName, status: { in: ["waiting", "returned"] } },
    select: { requestedById: true },
  });
  return found?.requestedById;
}

function changedColumns(row: object, change: object): string[] {
  return Object.entries(change)
    .filter(([column, value]) => JSON.stringify(Reflect.get(row, column)) !== JSON.stringify(value))
    .map(([column]) => column);
}
