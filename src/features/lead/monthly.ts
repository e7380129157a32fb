import { randomUUID } from "node:crypto";
import { z } from "zod";
import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadsTouched, touchForm } from "#cards/lead/watch-lists.ts";
import { watchTexts } from "#cards/lead/watch-texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { textOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { touchLeads } from "#directory/leads/touch-leads.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import { methodIn, methodOptions, submissionKey } from "./contact.ts";
import { nurturedBy, nurturedLeads } from "./watch-lists.ts";

const payload = z.object({ which: z.enum(["all", "some"]) });

/** More boxes than this nobody ticks on a phone. */
const choicesMax = 30;

/** "Log a touch for all", "choose some". */
export const touch = action({
  id: "lead.touch",
  payload,
  run: async (ctx, { which }) => {
    const count = await ctx.db.lead.count({ where: nurturedBy(ctx) });
    if (count === 0) return toast(watchTexts[ctx.locale].noneLeft);
    const methods = methodOptions(ctx.locale);
    const key = randomUUID();
    if (which === "all") return ask(touchForm(ctx.locale, { methods, count, key }));
    const rows = await nurturedLeads(ctx, choicesMax);
    const leads = rows.map(({ id, company }) => ({ value: id, label: company }));
    return ask(touchForm(ctx.locale, { methods, count, leads, key }));
  },
});

/** One touch for many: they stay in the nurture pool. */
export const touched = form({
  id: "lead.touch",
  payload: payload.extend({ key: z.uuid().exactOptional() }),
  run: async (ctx, { payload: { which, key }, values }) => {
    const { locale, actor, now } = ctx;
    const t = contactTexts[locale];
    const content = textOf(values, "content");
    const leadIds = which === "all" ? undefined : chosenIn(values);
    if (leadIds?.length === 0) return invalid({ leads: t.needLeads });
    if (content === undefined) return invalid({ content: t.needContent });
    const sourceKey = submissionKey(ctx, key);
    const made = await touchLeads(ctx, {
      ...{ leadIds, ownerId: actor.personId, content, now, method: methodIn(values) ?? "message" },
      occurredOn: localDateOf(now, actor.tz),
      sourceKey,
    });
    const count = made > 0 ? made : await madeBefore(ctx, sourceKey);
    return count === 0 ? toast(watchTexts[locale].noneLeft) : update(leadsTouched(locale, count));
  },
});

/** The form came a second time: it is answered as the first one was. */
function madeBefore({ db, workspaceId }: HandlerCtx, sourceKey: string): Promise<number> {
  return db.followUp.count({ where: { workspaceId, sourceKey: { startsWith: `${sourceKey}:` } } });
}

function chosenIn(values: FormValues): readonly string[] {
  const chosen = values["leads"];
  return chosen?.type === "options" ? chosen.values.filter((id) => z.uuid().safeParse(id).success) : [];
}
