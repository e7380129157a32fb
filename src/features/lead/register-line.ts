import { type RegisterFormView, registerForm } from "#cards/lead/register.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { Command, HandlerCtx, Shortcut } from "#chat/feature.ts";
import type { Form } from "#chat/form.ts";
import { ask } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { understandLead } from "#understanding/lead.ts";
import { sourceOptions } from "./edit-values.ts";
import { register } from "./register.ts";
import { fresh, keepWords, type LeadWords, type Registering } from "./register-draft.ts";
import { showNamed } from "./register-named.ts";

/** `线索 云深科技 王总 13800001234 展会 ...` / `lead Acme, Jane Miller, ...`; alone it opens the form. */
export const leadLine: Command = {
  id: "lead.line",
  words: { zh: ["线索"], en: ["lead"] },
  takesText: true,
  glued: true,
  help: { zh: registerTexts.zh.commandHelp, en: registerTexts.en.commandHelp },
  run: async (ctx, text) => {
    const said = [text, quotedIn(ctx)].filter((part) => part !== "").join("\n");
    if (said === "") return ask(openRegisterForm(ctx));
    const registering = fresh(ctx, await understand(ctx, said));
    return (await showNamed(ctx, registering)) ?? register(ctx, registering);
  },
};

/** What the line answers: on Feishu a reply to a message that mentions the bot. */
function quotedIn({ event }: HandlerCtx): string {
  return event.type === "message" ? (event.quoted ?? "").trim() : "";
}

/** Slack's message shortcut: what the message says is in the form. */
export const leadFromMessage: Shortcut = {
  id: "lead.from-message",
  run: async (ctx, text = "") => {
    if (text.trim() === "") return ask(openRegisterForm(ctx));
    const registering = fresh(ctx, await understand(ctx, text));
    const draftId = await keepWords(ctx, registering);
    return ask(openRegisterForm(ctx, { ...registering, draftId }));
  },
};

async function understand(ctx: HandlerCtx, text: string): Promise<LeadWords> {
  const { calendar } = await settingsOf(ctx.database, ctx.workspaceId);
  return understandLead(text, { now: ctx.now, tz: ctx.actor.tz, calendar });
}

/** The form, with the words that are known. */
export function openRegisterForm({ locale }: HandlerCtx, registering?: Registering): Form {
  const { company, source, contactName, phone, need } = registering?.words ?? {};
  const known = { company, source, contactName, phone, need };
  const view: RegisterFormView = { ...known, sources: sourceOptions(locale, source) };
  return registerForm(locale, {
    ...view,
    ...(registering?.draftId !== undefined && { draftId: registering.draftId }),
  });
}
