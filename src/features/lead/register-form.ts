import { z } from "zod";
import { leadDropped, needTextMax } from "#cards/lead/register.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { optionOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { isPhone } from "./edit-values.ts";
import { register } from "./register.ts";
import {
  draftKey,
  dropWords,
  fresh,
  type LeadWords,
  leadOf,
  openWords,
  type Registering,
} from "./register-draft.ts";
import { openRegisterForm } from "./register-line.ts";

const draft = z.object({ draftId: z.uuid() });

/** "Register a lead" where a card offers it. */
export const openRegister = action({
  id: "lead.register",
  payload: z.object({}),
  run: async (ctx) => ask(openRegisterForm(ctx)),
});

/** The submitted form. What it did not show of a draft is kept; similar ones are asked about, unless they were. */
export const registerSubmitted = form({
  id: "lead.register",
  payload: z.object({ draftId: z.uuid().optional() }),
  run: async (ctx, { payload: { draftId }, values }) => {
    const waiting = draftId === undefined ? undefined : await openWords(ctx, draftId);
    const errors = problems(ctx, values);
    if (Object.keys(errors).length > 0) return invalid(errors);
    const filled = filledIn(values, waiting?.words ?? { answers: {} });
    const registering: Registering =
      waiting === undefined ? fresh(ctx, filled) : { ...waiting, words: filled };
    return register(ctx, registering);
  },
});

function problems({ locale }: HandlerCtx, values: FormValues): Record<string, string> {
  const t = registerTexts[locale];
  const phone = textOf(values, "phone");
  return {
    ...(textOf(values, "company") === undefined && { company: t.needCompany }),
    ...(optionOf(values, "source") === undefined && { source: t.needSource }),
    ...(phone !== undefined && !isPhone(phone) && { phone: t.badPhone }),
  };
}

/** A field that was emptied is empty; a need that was too long for the form was not in it. */
function filledIn(values: FormValues, before: LeadWords): LeadWords {
  const isNeedHidden = (before.need?.length ?? 0) > needTextMax;
  return {
    ...before,
    company: textOf(values, "company"),
    source: optionOf(values, "source"),
    contactName: textOf(values, "contactName"),
    phone: textOf(values, "phone"),
    need: isNeedHidden ? before.need : textOf(values, "need"),
  };
}

/** "Fill in": the form with what is known. */
export const draftForm = action({
  id: "lead.draft-form",
  payload: draft,
  run: async (ctx, { draftId }) => ask(openRegisterForm(ctx, await openWords(ctx, draftId))),
});

/** Where it comes from, in one press. */
export const draftSource = action({
  id: "lead.draft-source",
  payload: draft.extend({ source: z.string().max(75), asked: z.string().optional() }),
  run: async (ctx, { draftId, source, asked }) => {
    const waiting = await openWords(ctx, draftId);
    return register(ctx, { ...waiting, words: { ...waiting.words, source } }, asked !== undefined);
  },
});

/** "It is different, register it." */
export const draftRegister = action({
  id: "lead.draft-register",
  payload: draft,
  run: async (ctx, { draftId }) => register(ctx, await openWords(ctx, draftId), true),
});

/** "Do not register." */
export const draftDrop = action({
  id: "lead.draft-drop",
  payload: draft,
  run: async (ctx, { draftId }) => {
    const { words } = await openWords(ctx, draftId);
    const t = registerTexts[ctx.locale];
    if (await dropWords(ctx, draftId)) return update(leadDropped(ctx.locale, words.company));
    const isLead = (await leadOf(ctx, draftKey(draftId))) !== undefined;
    return toast(isLead ? t.before : t.draftGone, "warning");
  },
});
