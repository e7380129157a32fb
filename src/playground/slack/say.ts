import type { Outcome, SeenFile } from "../client.ts";
import { addFile, fileJson } from "./api-files.ts";
import { isObject, type JsonObject, parseJson, textAt } from "./json.ts";
import { type Actor, failed, NOT_SENT, outcomeOf } from "./outcome.ts";
import { sendCommand, sendEvent } from "./payloads.ts";
import { addMessage } from "./posting.ts";
import { answer as showAnswer } from "./respond.ts";
import {
  type Channel,
  channelNamed,
  directChannel,
  newId,
  type Store,
  type StoredFile,
  showError,
} from "./store.ts";
import { ApiError } from "./world.ts";

/** Types a message to the bot, in a channel with its mention. Resolves with the app's answer to the first delivery. */
export async function say(actor: Actor, text: string, where: string | undefined): Promise<Outcome> {
  const channel = channelOf(actor, where);
  const typed = escaped(actor.world.store, text, (id) => `<@${id}>`);
  const words = channel.kind === "im" ? typed : `<@${actor.world.store.botUserId}> ${typed}`;
  const body = { text: words, client_msg_id: newId(actor.world.store, "msg-") };
  return deliverMessage(actor, channel, { body });
}

/** Sends a file, with words or without. https://docs.slack.dev/reference/events/message/file_share */
export async function sendFile(
  actor: Actor,
  sent: SeenFile,
  options: { in?: string; text?: string } = {},
): Promise<Outcome> {
  const { world, userId } = actor;
  const channel = channelOf(actor, options.in);
  const file = addFile(world, userId, sent);
  const text = escaped(world.store, options.text ?? "", (id) => `<@${id}>`);
  const upload = { subtype: "file_share", upload: false, files: [fileJson(world, file)] };
  return deliverMessage(actor, channel, { body: { text, ...upload }, file });
}

type Typed = { readonly body: JsonObject; readonly file?: StoredFile };

async function deliverMessage(
  { world, userId }: Actor,
  channel: Channel,
  { body, file }: Typed,
): Promise<Outcome> {
  const direct = channel.kind === "im";
  const { ts } = addMessage(world, { channel: channel.id, user: userId, body });
  file?.shares.set(channel.id, ts);
  const words = textAt(body, "text") ?? "";
  const message = {
    ...body,
    type: "message",
    user: userId,
    ts,
    event_ts: ts,
    team: world.store.team.id,
    channel: channel.id,
    channel_type: CHANNEL_TYPES[channel.kind],
    ...(words !== "" && { blocks: [richText(words)] }),
  };
  const { channel_type: _none, ...mention } = { ...message, type: "app_mention" };
  const general = sendEvent(world, message);
  const told =
    direct || !channel.members.has(world.store.botUserId) ? [general] : [sendEvent(world, mention), general];
  const answers = await Promise.all(told);
  const first = answers.find((answer) => answer !== undefined);
  // The client shows nothing when an event fails: Slack tries again.
  return first === undefined ? NOT_SENT : { status: first.status, tookMs: first.tookMs };
}

const CHANNEL_TYPES = { public: "channel", private: "group", im: "im" } as const;

function richText(text: string) {
  const elements = [{ type: "rich_text_section", elements: [{ type: "text", text }] }];
  return { type: "rich_text", block_id: "typed", elements };
}

/** Types a slash command; without a leading slash the app's first command is put before the text. */
export async function command(actor: Actor, text: string, where: string | undefined): Promise<Outcome> {
  const { world, userId } = actor;
  const channel = channelOf(actor, where);
  const line = text.startsWith("/") ? text : `${world.settings.commands[0] ?? "/"} ${text}`;
  const [, name = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(line) ?? [];
  const known = world.settings.commands.includes(name) && world.settings.scopes.includes("commands");
  if (!known) {
    showError(world.store, userId, `${name} is not a valid command.`);
    return { ...NOT_SENT, error: "invalid_command" };
  }
  // The manifest's should_escape gives people as <@id|name>.
  const typed = escaped(world.store, rest, (id, person) => `<@${id}|${person}>`);
  const answer = await sendCommand(world, userId, { command: name, text: typed, channel });
  const outcome = outcomeOf(actor, answer, name);
  if (outcome.error !== undefined || answer.body.trim() === "") return outcome;
  const json = parseJson(answer.body);
  const content = isObject(json) ? json : { text: answer.body };
  try {
    showAnswer(
      world,
      { userId, channel: channel.id, original: undefined, createdAt: world.settings.now(), uses: 0 },
      content,
    );
    return outcome;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return failed(actor, outcome, { what: name, error: error.code });
  }
}

function channelOf(actor: Actor, where: string | undefined): Channel {
  const { store } = actor.world;
  if (where === undefined) return directChannel(store, actor.userId);
  const channel = channelNamed(store, where);
  if (channel?.members.has(actor.userId)) return channel;
  throw new Error(`${actor.userId} is not in ${where}`);
}

/**
 * What Slack makes of typed text: only & < > are escaped, and @name of a known person becomes a reference.
 * https://docs.slack.dev/messaging/formatting-message-text/#escaping
 */
function escaped(store: Store, text: string, reference: (id: string, name: string) => string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return safe.replace(/@([\p{L}\p{N}._-]+)/gu, (all, name: string) => {
    const user = [...store.users.values()].find((u) => u.name === name);
    return user === undefined ? all : reference(user.id, user.name);
  });
}
