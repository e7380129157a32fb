import type { Card } from "#chat/card.ts";
import type { MessageRef } from "#chat/event.ts";
import { DeliveryError } from "#chat/port.ts";
import type { Reply } from "#chat/reply.ts";
import { assertNever } from "#src/errors.ts";
import type { Api } from "./clients.ts";
import { formWaits } from "./form-waits.ts";
import { errorWords, originFor } from "./in-body.ts";
import type { Received } from "./receive.ts";
import { type Drawn, renderCard, renderNotice } from "./render-card.ts";
import { renderForm } from "./render-form.ts";
import { type Response, respond } from "./respond.ts";
import { type Delivery, post, redraw } from "./send.ts";
import { words } from "./words.ts";

/** An event under way: how it reached us, and the calls by which it can be answered. */
export type Act = Received & {
  readonly api: Api;
  /** A card stands in a message now. */
  stands(ref: MessageRef, card: Card): Promise<void>;
  locale(): Promise<keyof typeof words>;
  /** A modal can no longer be opened: its trigger lives three seconds. */
  readonly isLate: boolean;
  /** Under which a new message is sent. */
  readonly deliveryId: string;
};
type ReplyOf<T extends Reply["type"]> = Extract<Reply, { readonly type: T }>;

/** Performs a reply by calls to Slack. Throws `DeliveryError` when it could not be performed. */
export async function perform(act: Act, reply: Reply): Promise<void> {
  switch (reply.type) {
    case "nothing":
    case "options":
      return;
    case "say":
      return tell(act, reply.card);
    case "update":
      return change(act, reply);
    case "toast":
      return notify(act, reply.text);
    case "ask":
      return open(act, reply);
    case "invalid":
      return notify(act, errorWords(reply.errors));
    default:
      return assertNever(reply);
  }
}

/** A notice for the person alone. */
export async function notify(act: Act, text: string): Promise<void> {
  const drawn = renderNotice(text);
  const url = answerUrl(act);
  if (url !== undefined) return respond(url, ephemeral(act, drawn));
  await postOnce(act, { drawn, isFleeting: true });
}

/** A new message: where it is the bot's own chat a lasting one, elsewhere for the person alone, which nothing changes later. */
async function tell(act: Act, card: Card): Promise<void> {
  const url = answerUrl(act);
  const drawn = renderCard(card);
  const isDirectPress = act.event.type === "action" && act.event.conversation?.kind === "direct";
  if (url !== undefined && !isDirectPress) return respond(url, ephemeral(act, drawn));
  const ref = await postOnce(act, { drawn });
  if (card.shows !== undefined) await act.stands(ref, card);
}

/** A form's response URL belongs to the message it was opened from and only replaces that. */
function answerUrl({ event, reach }: Act): string | undefined {
  return event.type === "form" ? undefined : reach.responseUrl;
}

function ephemeral({ event }: Act, drawn: Drawn): Response {
  const thread = event.conversation?.thread;
  return {
    ...drawn,
    response_type: "ephemeral",
    replace_original: false,
    ...(thread !== undefined && { thread_ts: thread }),
  };
}

/** After a lost answer it looks whether the message arrived before it posts again. */
async function postOnce(act: Act, content: Pick<Delivery, "drawn" | "isFleeting">): Promise<MessageRef> {
  const { conversation, userId } = act.event;
  const to =
    conversation === undefined
      ? ({ type: "direct", userId } as const)
      : ({ type: "conversation", conversation, userId } as const);
  const delivery = { ...content, to, deliveryId: act.deliveryId, maybeSent: false };
  try {
    return await post(act.api, delivery);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.failure === "unknown")) throw error;
    return await post(act.api, { ...delivery, maybeSent: true });
  }
}

/** The pressed message becomes the card; what comes besides is new. Slack shows the toast, if any, below it. */
async function change(act: Act, reply: ReplyOf<"update">): Promise<void> {
  const { event } = act;
  const on = event.type === "action" || event.type === "form" ? event.on : undefined;
  const isChanged = (await replaceOriginal(act, reply)) || (await redrawMessage(act, on, reply));
  if (isChanged && on !== undefined) await act.stands(on, reply.card);
  // At most one new message: a second would be taken for the first where it is looked up.
  const told = isChanged ? reply.besides : (reply.besides ?? reply.card);
  if (told !== undefined) await tell(act, told);
  if (reply.toast !== undefined) await notify(act, reply.toast);
}

/** Over the response URL: the only way to change an ephemeral message, and the quickest for any other. */
async function replaceOriginal({ event, reach }: Act, reply: ReplyOf<"update">): Promise<boolean> {
  const hasOriginal = event.type === "form" || reach.from === "message" || reach.from === "ephemeral";
  if (reach.responseUrl === undefined || !hasOriginal) return false;
  return orFalse(respond(reach.responseUrl, { ...renderCard(reply.card), replace_original: true }));
}

async function redrawMessage(
  { api }: Act,
  on: MessageRef | undefined,
  reply: ReplyOf<"update">,
): Promise<boolean> {
  return on === undefined ? false : orFalse(redraw(api, on, reply.card));
}

/** Whether it was done; false where Slack will never do it (used up, expired, deleted) and another way is taken. */
async function orFalse(done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if (!(error instanceof DeliveryError && error.failure === "rejected")) throw error;
    return false;
  }
}

/**
 * Opens the form, or shows a button that asks for it again where that is not possible any more. What only the very same
 * press can open is asked for by another one, and the person is told so.
 */
async function open(act: Act, { form, reopen }: ReplyOf<"ask">): Promise<void> {
  const { api, event, reach } = act;
  const { triggerId } = reach;
  try {
    if (act.isLate || triggerId === undefined)
      throw new DeliveryError("rejected", { code: "trigger_expired" });
    const request = { trigger_id: triggerId, view: renderForm(form, originFor(act)) };
    const isInModal = event.type === "action" && reach.from === "modal";
    await api((client) => (isInModal ? client.views.push(request) : client.views.open(request)));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const locale = await act.locale();
    if (reopen === undefined) return notify(act, words[locale].pressAgain);
    await tell(act, formWaits({ form, reopen, locale }));
  }
}
