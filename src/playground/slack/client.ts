import type { ChatClient, Outcome } from "../client.ts";
import { closeAt, type OptionsAt, optionsAt, type PressAt, pressAt, type SubmitAt, submitAt } from "./at.ts";
import { fillAndSubmit, searchField } from "./form.ts";
import { type JsonObject, objectsAt, textAt } from "./json.ts";
import { type Actor, NOT_SENT, outcomeOf } from "./outcome.ts";
import {
  channelJson,
  messageJson,
  newResponseUrl,
  newTrigger,
  sendEvent,
  sendInteraction,
  userJson,
} from "./payloads.ts";
import { press, visibleMessages } from "./press.ts";
import { command, say, sendFile } from "./say.ts";
import { type SeenView, seenMessage, seenView, textOf } from "./seen.ts";
import { channelNamed, directChannel, newTs } from "./store.ts";
import { closeTopView } from "./submit.ts";
import { modalsOf, viewJson } from "./views.ts";
import type { World } from "./world.ts";

/** A person at Slack: the shared vocabulary, and what only Slack has. */
export type SlackClient = ChatClient & {
  /** Opens the app's Home tab. */
  openHome(): Promise<Outcome>;
  /** The Home tab as published, if it was. */
  home(): SeenView | undefined;
  form(): SeenView | undefined;
  /** Runs a global shortcut. */
  shortcut(callbackId: string): Promise<Outcome>;
  /** Runs a shortcut on a message, by the message's id. */
  messageShortcut(callbackId: string, messageId: string): Promise<Outcome>;
  /** Closes the topmost modal. */
  close(): Promise<Outcome>;
  /** The same as `press`, `submit`, `close` and `search` for a client that draws: what is meant is named by its ids. */
  pressAt(press: PressAt): Promise<Outcome>;
  submitAt(submission: SubmitAt): Promise<Outcome>;
  closeAt(viewId: string): Promise<Outcome>;
  optionsAt(question: OptionsAt): Promise<readonly JsonObject[]>;
};

/** Acts for a user of the workspace. Throws for an unknown one. */
export function createSlackClient(world: World, userId: string): SlackClient {
  if (!world.store.users.has(userId)) throw new Error(`no such user: ${userId}`);
  const actor = { world, userId };
  const { store } = world;
  return {
    userId,
    say: (text, options) => say(actor, text, options?.in),
    sendFile: (file, options) => sendFile(actor, file, options),
    files(messageId) {
      const message = visibleMessages(actor).find(({ ts }) => ts === messageId);
      return objectsAt(message?.body, "files").flatMap((shown) => {
        const file = store.files.get(textAt(shown, "id") ?? "");
        return file?.bytes === undefined ? [] : [{ name: file.name, bytes: file.bytes }];
      });
    },
    command: (text, options) => command(actor, text, options?.in),
    press: (label, options) => press(actor, label, options ?? {}),
    submit: (values, options) => fillAndSubmit(actor, values, options?.on),
    async search(field, query) {
      const found = await searchField(actor, field, query);
      return found.map((o) => ({ label: textOf(store, o["text"]), value: textAt(o, "value") ?? "" }));
    },
    messages(options) {
      const channel = options?.in === undefined ? undefined : channelNamed(store, options.in);
      const seen = visibleMessages(actor).filter(
        (m) => options?.in === undefined || m.channel === channel?.id,
      );
      return seen.map((message) => seenMessage(store, message));
    },
    form() {
      const top = modalsOf(world, userId).at(-1);
      return top && seenView(store, top);
    },
    toasts: () => store.toasts.get(userId) ?? [],
    openHome: () => openHome(actor),
    home() {
      const view = store.homes.get(userId);
      return view && seenView(store, view);
    },
    shortcut: (callbackId) => shortcut(actor, callbackId),
    messageShortcut: (callbackId, messageId) => messageShortcut(actor, callbackId, messageId),
    close: () => closeTopView(actor),
    pressAt: (pressed) => pressAt(actor, pressed),
    submitAt: (submission) => submitAt(actor, submission),
    closeAt: (viewId) => closeAt(actor, viewId),
    optionsAt: (question) => optionsAt(actor, question),
  };
}

async function openHome(actor: Actor): Promise<Outcome> {
  const { world, userId } = actor;
  const view = world.store.homes.get(userId);
  const answer = await sendEvent(world, {
    type: "app_home_opened",
    user: userId,
    channel: directChannel(world.store, userId).id,
    tab: "home",
    event_ts: newTs(world.store, world.settings.now()),
    ...(view && { view: viewJson(world, view) }),
  });
  return answer === undefined ? NOT_SENT : { status: answer.status, tookMs: answer.tookMs };
}

async function shortcut(actor: Actor, callbackId: string): Promise<Outcome> {
  const { world, userId } = actor;
  const answer = await sendInteraction(world, {
    type: "shortcut",
    callback_id: callbackId,
    trigger_id: newTrigger(world, userId),
    user: userJson(world, userId),
    action_ts: newTs(world.store, world.settings.now()),
  });
  return outcomeOf(actor, answer, "The shortcut");
}

async function messageShortcut(actor: Actor, callbackId: string, messageId: string): Promise<Outcome> {
  const { world, userId } = actor;
  const message = visibleMessages(actor).find((m) => m.ts === messageId);
  const channel = world.store.channels.get(message?.channel ?? "");
  if (message === undefined || channel === undefined) throw new Error(`no such message: ${messageId}`);
  const ephemeral = message.ephemeralFor !== undefined;
  const original = { ts: message.ts, ephemeral };
  const answer = await sendInteraction(world, {
    type: "message_action",
    callback_id: callbackId,
    trigger_id: newTrigger(world, userId),
    user: userJson(world, userId),
    channel: channelJson(channel),
    message_ts: message.ts,
    message: messageJson(world, message),
    response_url: newResponseUrl(world, { userId, channel: channel.id, original }),
    action_ts: newTs(world.store, world.settings.now()),
  });
  return outcomeOf(actor, answer, "The shortcut");
}
