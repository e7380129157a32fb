import { createHash } from "node:crypto";
import type { Card, Tone } from "#chat/card.ts";
import type { PlatformHost } from "#chat/host.ts";
import type { Locale } from "#chat/locale.ts";
import { DeliveryError } from "#chat/port.ts";
import type { Reply } from "#chat/reply.ts";
import { value } from "#chat/text.ts";
import { assertNever } from "#src/errors.ts";
import { log } from "#src/log.ts";
import type { Api } from "./api.ts";
import type { FeishuCard } from "./elements.ts";
import { cut, limits, singleLine } from "./limits.ts";
import type { Action, Press, Submission } from "./receive-press.ts";
import { renderCard } from "./render-card.ts";
import { renderForm } from "./render-form.ts";
import { words } from "./words.ts";

/** What a callback is answered with: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
export type Answer = {
  readonly toast?: { readonly type: "info" | "success" | "warning" | "error"; readonly content: string };
  readonly card?: { readonly type: "raw"; readonly data: FeishuCard };
};

/** What the dispatch answered to something done on a card. */
export type Answered<D extends Action | Submission = Action | Submission> = {
  readonly press: Press;
  readonly deed: D;
  readonly reply: Reply;
};

export type Tools = { readonly host: PlatformHost; readonly api: Api };

const toastTypes = { info: "info", success: "success", warning: "warning", danger: "error" } as const;

/**
 * Does what a reply says and gives the answer to the callback. What the platform refuses is queued, and the answer
 * says that the result follows.
 */
export async function perform({ press, deed, reply }: Answered, tools: Tools): Promise<Answer> {
  try {
    return deed.type === "action"
      ? await performAction({ press, deed, reply }, tools)
      : await performSubmission({ press, deed, reply }, tools);
  } catch (error) {
    await queue({ press, deed, reply }, tools, error);
    const { tryAgain, working } = words[await localeOf(press, tools)];
    return { toast: notice(canWait(reply) ? working : tryAgain) };
  }
}

/**
 * Shows an answer for which the callback could not wait: a card in its place, and a mere notice, for which it is too
 * late, as a small message.
 */
export async function showLate(answered: Answered, answer: Answer, tools: Tools): Promise<void> {
  const { press, reply } = answered;
  const isNotice = reply.type === "toast" || reply.type === "invalid";
  try {
    if (answer.card !== undefined) await tools.api.updateLater(press.token, answer.card.data);
    else if (answer.toast !== undefined && isNotice) {
      await sendToPerson(press, tools, oneLine(answer.toast.content));
    }
  } catch (error) {
    await queue(answered, tools, error);
  }
}

/** A form that was put away becomes one line. */
export function cancelled(title: string, locale: Locale): Answer {
  return showing(oneLine(`${title} · ${words[locale].cancelled}`));
}

export function refusing(errors: Readonly<Record<string, string>>): Answer {
  return { toast: { type: "error", content: cut(Object.values(errors).join("; "), limits.toast) } };
}

export function notice(text: string): NonNullable<Answer["toast"]> {
  return { type: "info", content: cut(text, limits.toast) };
}

export async function localeOf({ tenant, userId }: Press, { host }: Tools): Promise<Locale> {
  return await host.locale(tenant, userId);
}

/** The card that was pressed changes in the answer; what is new goes to the person alone. */
async function performAction({ press, deed, reply }: Answered<Action>, tools: Tools): Promise<Answer> {
  switch (reply.type) {
    case "nothing":
    case "options":
      return {};
    case "toast":
      return { toast: { type: toastTypes[reply.tone], content: cut(reply.text, limits.toast) } };
    case "update": {
      const toast = reply.toast && { toast: notice(reply.toast) };
      const beside = await tellBesides({ press, deed, reply }, tools);
      return { ...beside, ...(await replacing({ press, deed }, tools, reply.card)), ...toast };
    }
    case "say":
      return await tellBeside({ press, deed }, tools, reply.card);
    case "ask": {
      const card = renderForm(reply.form, { locale: await localeOf(press, tools), on: press.card });
      const { conversation } = await sendToPerson(press, tools, card);
      // A card that is pressed may stand far above the end of its chat, where the form is.
      const isHere = conversation === press.card.conversation;
      return await telling(press, isHere ? "openedBelow" : "openedPrivately", tools);
    }
    case "invalid":
      return refusing(reply.errors);
    default:
      return assertNever(reply);
  }
}

/** The form is a card of its own: the answer takes its place, or one line where the answer stands elsewhere. */
async function performSubmission(
  { press, deed, reply }: Answered<Submission>,
  tools: Tools,
): Promise<Answer> {
  switch (reply.type) {
    case "nothing":
    case "options":
      return {};
    case "toast": {
      const { tone, text } = reply;
      const toast = { type: toastTypes[tone], content: cut(text, limits.toast) } as const;
      const isDone = tone === "info" || tone === "success";
      return isDone ? { toast, ...(await became({ press, deed }, { tone, text }, tools)) } : { toast };
    }
    case "update":
      return await updateOrigin({ press, deed, reply }, tools);
    case "say":
      return await replacing({ press, deed }, tools, reply.card);
    case "ask": {
      const { on } = deed.event;
      const locale = await localeOf(press, tools);
      return showing(renderForm(reply.form, { locale, ...(on && { on }) }));
    }
    case "invalid":
      return refusing(reply.errors);
    default:
      return assertNever(reply);
  }
}

type Update = Pick<Answered<Submission>, "press" | "deed"> & {
  readonly reply: Reply & { readonly type: "update" };
};

/** The message from which the form was opened changes. One that can not be changed any more leaves its place to the form. */
async function updateOrigin({ press, deed, reply }: Update, tools: Tools): Promise<Answer> {
  const { card, besides } = reply;
  const toast = reply.toast && { toast: notice(reply.toast) };
  const { on } = deed.event;
  const act = { press, deed };
  // What comes besides takes the form's place.
  if (on === undefined) return { ...(await replacing(act, tools, besides ?? card)), ...toast };
  try {
    await tools.api.patch(on.message, renderCard(card));
  } catch (error) {
    if (!(error instanceof DeliveryError && isFinal(error))) throw error;
    return { ...(await replacing(act, tools, besides ?? card)), ...toast };
  }
  await tools.host.stands(deed.event, on, card);
  if (besides !== undefined) return { ...(await replacing(act, tools, besides)), ...toast };
  const { title, tone } = card;
  return { ...(await became(act, { tone, text: reply.toast ?? title }, tools)), ...toast };
}

type Acted = Pick<Answered, "press" | "deed">;

/** The card that was pressed, or the form that was sent, becomes this one by the answer. */
async function replacing({ press, deed }: Acted, { host }: Tools, card: Card): Promise<Answer> {
  await host.stands(deed.event, press.card, card);
  return showing(renderCard(card));
}

async function tellBesides({ press, deed, reply }: Answered, tools: Tools): Promise<Answer> {
  if (reply.type !== "update" || reply.besides === undefined) return {};
  return tellBeside({ press, deed }, tools, reply.besides);
}

async function tellBeside({ press, deed }: Acted, tools: Tools, card: Card): Promise<Answer> {
  const sent = await sendToPerson(press, tools, renderCard(card));
  if (card.shows !== undefined) await tools.host.stands(deed.event, sent, card);
  // What is new stands in the direct chat; who pressed in a group is told where it went.
  return sent.conversation === press.card.conversation ? {} : await telling(press, "sentPrivately", tools);
}

type Where = "sentPrivately" | "openedPrivately" | "openedBelow";

async function telling(press: Press, where: Where, tools: Tools): Promise<Answer> {
  return { toast: notice(words[await localeOf(press, tools)][where]) };
}

/** At most once per callback: its key makes the `uuid`, under which a call whose answer was lost is made again. */
async function sendToPerson({ key, userId }: Press, { api }: Tools, card: FeishuCard) {
  const uuid = createHash("sha256").update(key).digest("hex").slice(0, limits.uuid);
  const send = () => api.create({ type: "open_id", id: userId }, card, uuid);
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof DeliveryError && error.failure === "unknown")) throw error;
    return await send();
  }
}

type Outcome = { readonly tone: Tone; readonly text: string };

/** A form that was taken is one line, which says what came of it: the card that has changed may be out of sight. */
async function became(
  { press, deed }: Pick<Update, "press" | "deed">,
  { tone, text }: Outcome,
  tools: Tools,
) {
  const said = singleLine(text, limits.toast);
  if (said !== "") return showing(oneLine(tone === "success" ? `✓ ${said}` : said));
  return showing(oneLine(`${deed.title} · ${words[await localeOf(press, tools)].done}`));
}

async function queue({ deed, reply }: Answered, { host }: Tools, error: unknown): Promise<void> {
  if (!(error instanceof DeliveryError)) throw error;
  const { code, failure } = error;
  log.warn({ code, failure, reply: reply.type }, "a reply could not be performed at once");
  if (canWait(reply)) await host.queue(deed.event, reply);
}

/** A form that nothing can open again is asked for by another press. */
function canWait(reply: Reply): boolean {
  return reply.type !== "ask" || reply.reopen !== undefined;
}

function isFinal({ failure }: DeliveryError): boolean {
  return failure === "rejected" || failure === "forbidden";
}

function oneLine(text: string): FeishuCard {
  return renderCard({ title: "", tone: "muted", summary: text, body: [{ type: "note", text: value(text) }] });
}

function showing(data: FeishuCard): Answer {
  return { card: { type: "raw", data } };
}
