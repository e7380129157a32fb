import { isObject, textAt } from "../shared/json.ts";
import type { ClientView, MessageView } from "../wire.ts";

/** What of the guide can be read off a view. */
export type Progress = {
  /** A visit was logged. */
  readonly isLogged: boolean;
  /** The newest digest since then, and what can be ticked off in it. */
  readonly digest: Digest | undefined;
};

export type Digest = {
  readonly message: string;
  /** By to-do, the words on its "done" button. */
  readonly open: ReadonlyMap<string, string>;
};

/** Reads the buttons of all cards: their action ids are the bot's public contract. */
export function progressOf(view: ClientView): Progress {
  const direct = view.conversations.find(({ kind }) => kind === "direct");
  const messages = view.messages[direct?.id ?? ""] ?? [];
  const cards = messages.filter(({ from, kind }) => from.isBot && kind === "card").map(cardOf);
  const logged = cards.findIndex(({ buttons }) => buttons.some(({ id }) => id === "follow-up.undo"));
  const digest = cards.slice(logged + 1).findLast(({ buttons }) => buttons.some(isInDay));
  return {
    isLogged: logged >= 0,
    digest: digest && {
      message: digest.message,
      open: new Map(
        digest.buttons.filter(({ id }) => id === "todo.done").map(({ todoId, label }) => [todoId, label]),
      ),
    },
  };
}

type Button = { readonly id: string; readonly todoId: string; readonly view: string; readonly label: string };

/** The day as a message: what stands in it is drawn again as the day when it was pressed. */
function isInDay({ view }: Button): boolean {
  return view === "my-day";
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
