import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { Command, Shortcut } from "#chat/feature.ts";
import { ask } from "#chat/reply.ts";
import { keepDraft, openDraft, wordsOf } from "./drafts.ts";
import { openLogForm } from "./log-form.ts";
import { logText } from "./log-text.ts";

/** `跟进 华为 今天拜访了王总 ...` / `log Acme: called Jane ...`; alone it opens the form. */
export const logLine: Command = {
  id: "follow-up.log",
  words: { zh: ["跟进"], en: ["log"] },
  takesText: true,
  glued: true,
  help: { zh: followUpTexts.zh.commandHelp, en: followUpTexts.en.commandHelp },
  run: async (ctx, text) => (text === "" ? ask(await openLogForm(ctx)) : logText(ctx, wordsOf(ctx, text))),
};

/** Slack's global shortcut. */
export const logShortcut: Shortcut = {
  id: "follow-up.log",
  run: async (ctx) => ask(await openLogForm(ctx)),
};

/** Slack's message shortcut: the message becomes the note, the customer is chosen in the form. */
export const fromMessageShortcut: Shortcut = {
  id: "follow-up.from-message",
  run: async (ctx, text = "") => {
    if (text.trim() === "") return ask(await openLogForm(ctx));
    const draft = await openDraft(ctx, await keepDraft(ctx, wordsOf(ctx, text)));
    return ask(await openLogForm(ctx, { draft }));
  },
};
