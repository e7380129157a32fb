import type { ChatClient, FieldInput, Outcome, SeenForm, SeenMessage } from "../client.ts";
import { type PressAt, pressAt, type SubmitAt, submitAt } from "./at.ts";
import { toastsOf } from "./callback.ts";
import { cardOf, fieldsOf, partsOf, pressables } from "./card-parts.ts";
import { messageText } from "./card-text.ts";
import { chatEntered, menuPressed, messageRecalled, messageReceived } from "./events.ts";
import { fileOf, keepFile } from "./files.ts";
import { optionsOf, shownValue } from "./form-values.ts";
import { parseJson, record, text as stringOf } from "./json.ts";
import { choose, press, pressForm } from "./press.ts";
import { writeText } from "./say.ts";
import {
  chatIdOf,
  filledFields,
  fillForm,
  findField,
  formMessage,
  formParts,
  messageById,
  pickMessage,
  type Seat,
} from "./seat.ts";
import type { FeishuUser, World } from "./types.ts";
import { addMessage, directChat, visibleMessages } from "./world.ts";

/** A person at a Feishu client: the shared vocabulary, and what only Feishu has. */
export type FeishuClient = ChatClient & {
  /** Opens the chat with the bot. */
  enterChat(): Promise<Outcome>;
  /** Presses an entry of the bot's menu. */
  pressMenu(eventKey: string): Promise<Outcome>;
  /** Sends any message: `post`, `image`, `file`, ... with its content object. Nobody is mentioned. */
  send(msgType: string, content: object, options?: { in?: string }): Promise<Outcome>;
  /** Replies to a message, in its thread if it has one. */
  reply(messageId: string, text: string): Promise<Outcome>;
  /** Takes back a message of one's own. */
  recall(messageId: string): Promise<Outcome>;
  /** Changes a select, picker or input outside forms, which calls the app at once. */
  choose(field: string, value: FieldInput, options?: { on?: string }): Promise<Outcome>;
  /** Fills fields of the form without submitting; what was filled stays until the card changes. */
  fill(values: Readonly<Record<string, FieldInput>>, options?: { on?: string }): void;
  /** The same as `press`, `choose` and `submit` for a client that draws: what is meant is named by its place in the card. */
  pressAt(press: PressAt): Promise<Outcome>;
  submitAt(submission: SubmitAt): Promise<Outcome>;
};

export function createClient(world: World, user: FeishuUser): FeishuClient {
  const seat: Seat = { world, user, drafts: new Map() };
  const say: FeishuClient["say"] = async (words, options) =>
    await messageReceived(world, writeText(seat, words, { chatId: chatIdOf(seat, options?.in) }));
  return {
    userId: user.openId,
    say,
    command: say,
    press: async (label, options) => await press(seat, label, options ?? {}),
    choose: async (name, value, options) => await choose(seat, name, { value, on: options?.on }),
    fill: (values, options) => fillForm(seat, formMessage(seat, options?.on), values),
    pressAt: async (pressed) => await pressAt(seat, pressed),
    submitAt: async (submission) => await submitAt(seat, submission),
    submit: async (values, options) => {
      const message = formMessage(seat, options?.on);
      fillForm(seat, message, values);
      return await pressForm(seat, message);
    },
    search: async (name, query) => search(seat, name, query),
    messages: (options) => seenMessages(seat, options?.in),
    form: () => seenForm(seat),
    toasts: () => toastsOf(world, user),
    enterChat: async () => await chatEntered(world, directChat(world, user.openId), user),
    pressMenu: async (eventKey) => await menuPressed(world, user, eventKey),
    send: async (msgType, content, options) => {
      const draft = { chatId: chatIdOf(seat, options?.in), msgType, content: JSON.stringify(content) };
      return await messageReceived(world, addMessage(world, { ...draft, sender: user.openId }));
    },
    reply: async (messageId, words) => {
      const parent = messageById(seat, messageId);
      return await messageReceived(world, writeText(seat, words, { chatId: parent.chatId, parent }));
    },
    sendFile: async (file, options) => {
      if (options?.text !== undefined) await say(options.text, options);
      const { key } = keepFile(world, { ...file, by: user.openId });
      const content = JSON.stringify({ file_key: key, file_name: file.name });
      const draft = { chatId: chatIdOf(seat, options?.in), msgType: "file", content, sender: user.openId };
      return await messageReceived(world, addMessage(world, draft));
    },
    files: (messageId) => {
      const file = fileOf(world, messageById(seat, messageId));
      return file === undefined ? [] : [{ name: file.name, bytes: file.bytes }];
    },
    recall: async (messageId) => {
      const message = messageById(seat, messageId);
      if (message.sender !== user.openId) throw new Error("only one's own messages can be recalled");
      message.deleted = true;
      return await messageRecalled(world, message);
    },
  };
}

/** Feishu asks nobody: the client filters what the newest card with that field offers. */
function search(seat: Seat, name: string, query: string): readonly { label: string; value: string }[] {
  const fieldsIn = (message: Parameters<typeof cardOf>[0]) => fieldsOf(partsOf(cardOf(message)));
  const message = pickMessage(seat, undefined, (one) =>
    fieldsIn(one).some((field) => field.label === name || field.name === name),
  );
  if (message === undefined) throw new Error(`no card with a field "${name}"`);
  const wanted = query.toLowerCase();
  const options = optionsOf(findField(fieldsIn(message), name), seat);
  return options.filter((option) => option.label.toLowerCase().includes(wanted));
}

function seenMessages(seat: Seat, place: string | undefined): readonly SeenMessage[] {
  const { world, user } = seat;
  const only = place === undefined ? undefined : chatIdOf(seat, place);
  return visibleMessages(world, user.openId)
    .filter((message) => only === undefined || message.chatId === only)
    .map((message) => ({
      id: message.messageId,
      in: message.chatId,
      from: message.sender === "bot" ? "bot" : "user",
      ephemeral: message.visibleTo !== undefined,
      text: messageText(world, message),
      buttons: pressables(partsOf(cardOf(message))).map((one) => one.label),
      raw: parseJson(message.content),
    }));
}

function seenForm(seat: Seat): SeenForm | undefined {
  const message = pickMessage(seat, undefined, (one) => formParts(one).length > 0);
  if (message === undefined) return undefined;
  const parts = formParts(message);
  const fields = filledFields(seat, message, parts).map(({ field, value }) => {
    const shown = shownValue({ ...field, options: optionsOf(field, seat) }, value);
    const options = optionsOf(field, seat).map((option) => option.label);
    return {
      label: field.label,
      required: field.required,
      ...(shown !== undefined && { value: shown }),
      ...(options.length > 0 && { options }),
    };
  });
  const card = cardOf(message);
  const title = stringOf(record(record(card["header"])["title"])["content"]) ?? "";
  const buttons = pressables(parts).map((one) => one.label);
  return { id: message.messageId, title, fields, buttons, raw: card };
}
