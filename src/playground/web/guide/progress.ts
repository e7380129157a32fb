import { isObject, textAt } from "../shared/json.ts";
import type { ClientView, MessageView } from "../wire.ts";

/** What of the guide can be read off a view. */
export type Progress = {
  /** A visit was logged. */
  readonly isLogged: boolean;
  /** The newest message since then that has something to tick off: a digest, or reminders in one message. */
  readonly newest: Reminder | undefined;
  /** Message and to-do of everything in such messages that can be ticked off. */
  readonly open: readonly string[];
  /** A card since then says that something is done, and offers to take that back. */
  readonly isFinished: boolean;
};

export type Reminder = {
  readonly message: string;
  /** The words on its first "done" button. */
  readonly label: string;
};

/** Reads the buttons of all cards: their action ids are the bot's public contract. */
export function progressOf(view: ClientView): Progress {
  const direct = view.conversations.find(({ kind }) => kind === "direct");
  const messages = view.messages[direct?.id ?? ""] ?? [];
  const cards = messages.filter(({ from, kind }) => from.isBot && kind === "card").map(cardOf);
  const logged = cards.findIndex(({ buttons }) => buttons.some(({ id }) => id === "follow-up.undo"));
  const since = logged < 0 ? [] : cards.slice(logged + 1);
  const open = since.flatMap(({ message, buttons }) =>
    buttons.filter(isOpen).map(({ todoId, label }) => ({ message, label, key: `${message} ${todoId}` })),
  );
  const last = open.at(-1)?.message;
  return {
    isLogged: logged >= 0,
    newest: open.find(({ message }) => message === last),
    open: open.map(({ key }) => key),
    isFinished: since.some(({ buttons }) => buttons.some(({ id }) => id === "todo.reopen")),
  };
}

type Button = { readonly id: string; readonly todoId: string; readonly view: string; readonly label: string };

/** In a message about the day; what stands in a list of to-dos alone is no reminder. */
function isOpen({ id, view }: Button): boolean {
  return id === "todo.done" && view === "my-day";
}

function cardOf({ id, raw }: MessageView) {
  return { message: id, buttons: buttonsIn(raw) };
}

function buttonsIn(json: unknown): readonly Button[] {
  if (Array.isArray(json)) return json.flatMap(buttonsIn);
  if (!isObject(json)) return [];
  const isButton = json["type"] === "button" || json["tag"] === "button";
  return isButton ? [buttonOf(json)] : Object.values(json).flatMap(buttonsIn);
}

/** Slack: the id is the action's, its payload the value. Feishu: both are the value of a callback. */
function buttonOf(json: Readonly<Record<string, unknown>>): Button {
  const [behavior] = Array.isArray(json["behaviors"]) ? json["behaviors"] : [];
  const callback = isObject(behavior) && isObject(behavior["value"]) ? behavior["value"] : {};
  const payload = payloadOf(json["value"] ?? callback["payload"]);
  const text = isObject(json["text"]) ? json["text"] : {};
  return {
    id: textAt(callback, "id") ?? (textAt(json, "action_id") ?? "").replace(/#\d+$/, ""),
    todoId: textAt(payload, "todoId") ?? "",
    view: textAt(payload, "view") ?? "",
    label: textAt(text, "content") ?? textAt(text, "text") ?? "",
  };
}

function payloadOf(value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{")) return {};
  const parsed: unknown = JSON.parse(value);
  return isObject(parsed) ? parsed : {};
}
