import { leadIncomplete, leadResembles } from "#cards/lead/register.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { Card } from "#chat/card.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say, toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { cleanName } from "#directory/customer-name.ts";
import { leadById } from "#directory/leads/lead.ts";
import { registerLead } from "#directory/leads/register-lead.ts";
import { settingsOf } from "#directory/settings.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import { instantOf, localDateOf } from "#domain/calendar/zone.ts";
import type { GradeAnswers } from "#domain/grading.ts";
import { findAlike } from "./duplicates.ts";
import { sourceOptions } from "./edit-values.ts";
import { keepWords, type LeadWords, leadOf, type Registering } from "./register-draft.ts";
import { drawLead } from "./show.ts";

/**
 * Words become a lead: asked for what is missing, and about what may be there already, before. `isAsked`: the person
 * has seen what it resembles.
 */
export async function register(ctx: HandlerCtx, registering: Registering, isAsked = false): Promise<Reply> {
  const { locale } = ctx;
  const t = registerTexts[locale];
  const before = await leadOf(ctx, registering.sourceKey);
  if (before !== undefined) return drawn(ctx, before, t.before);
  const { source } = registering.words;
  const company = cleanName(registering.words.company ?? "");
  if (company === "" || source === undefined) {
    const draftId = await keepWords(ctx, registering);
    const known = company === "" ? { isEmpty: isWordless(registering.words) } : { company };
    return place(
      ctx,
      leadIncomplete(locale, { draftId, ...known, isAsked, sources: sourceOptions(locale, undefined) }),
    );
  }
  const alike = isAsked ? [] : await findAlike(ctx, { ...registering.words, company });
  if (alike.length > 0) {
    const draftId = await keepWords(ctx, registering);
    return place(ctx, leadResembles(locale, { draftId, company, alike }));
  }
  const leadId = await make(ctx, registering, { company, source });
  return drawn(ctx, leadId, t.registered(company));
}

/** Signs alone say nothing. */
function isWordless({ answers, ...facts }: LeadWords): boolean {
  return [...Object.values(facts), ...Object.values(answers)].every(
    (fact = "") => !/[\p{L}\p{N}]/u.test(fact),
  );
}

async function drawn(ctx: HandlerCtx, leadId: string, title: string): Promise<Reply> {
  const lead = await leadById(ctx, leadId);
  if (lead === undefined) return toast(registerTexts[ctx.locale].draftGone, "warning");
  return place(ctx, await drawLead(ctx, lead, title));
}

/** In the place of the card that was pressed; what was typed has an answer of its own. */
function place({ event }: HandlerCtx, card: Card): Reply {
  return event.type === "action" || event.type === "form" ? update(card) : say(card);
}

async function make(
  ctx: HandlerCtx,
  { words, sourceKey, saidAt, draftId }: Registering,
  needed: { readonly company: string; readonly source: string },
): Promise<string> {
  const { now, actor } = ctx;
  const { answers, acquiredOn, ...facts } = words;
  const settings = await settingsOf(ctx.database, ctx.workspaceId);
  const acquiredAt = acquiredOn === undefined ? saidAt : acquiredInstant(ctx, acquiredOn);
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    const who = { registeredById: actor.personId, registeredAt: now, acquiredAt };
    const lead = { ...facts, ...needed, answers: given(answers), ...who, sourceKey };
    const { id, isNew } = await registerLead(scope, lead, settings);
    if (draftId !== undefined) {
      await tx.followUpDraft.updateMany({
        where: { id: draftId, settledAt: null },
        data: { settledAt: now },
      });
    }
    if (isNew) {
      await recordAudit(scope, {
        action: "lead.registered",
        at: now,
        personId: actor.personId,
        subjectId: id,
      });
    }
    return id;
  });
}

function given({ urgency, budget, influence }: Registering["words"]["answers"]): Partial<GradeAnswers> {
  return { ...(urgency && { urgency }), ...(budget && { budget }), ...(influence && { influence }) };
}

/** The day, of who registers it, is all that is known: now where it is today, else the start of work. */
export function acquiredInstant(
  { actor, now }: { readonly actor: Pick<PersonTime, "tz" | "workingHours">; readonly now: Date },
  day: string,
): Date {
  if (day === localDateOf(now, actor.tz)) return now;
  return instantOf(day, actor.workingHours[0], actor.tz);
}
