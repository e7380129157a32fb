import type { SeenForm, SeenMessage } from "../client.ts";
import { holdsValue, optionsOf, type Placed, placedElements, valueIn } from "./inputs.ts";
import { isList, isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";
import type { Message, StateValues, Store, View } from "./store.ts";

/** A message as a person sees it. */
export function seenMessage(store: Store, message: Message): SeenMessage {
  const blocks = objectsAt(message.body, "blocks");
  const attached = objectsAt(message.body, "attachments");
  const shown = [...blocks, ...attached.flatMap((attachment) => objectsAt(attachment, "blocks"))];
  const own = blocks.length > 0 ? [] : [plain(store, textAt(message.body, "text") ?? "")];
  const files = objectsAt(message.body, "files").map((file) => textAt(file, "title") ?? "");
  const legacy = attached.flatMap((a) => [textAt(a, "pretext"), textAt(a, "title"), textAt(a, "text")]);
  const lines = [...own, ...shown.flatMap((block) => linesOf(store, block)), ...legacy, ...files];
  return {
    id: message.ts,
    in: message.channel,
    from: message.user === store.botUserId ? "bot" : "user",
    ephemeral: message.ephemeralFor !== undefined,
    text: lines.filter((line) => line !== undefined && line !== "").join("\n"),
    buttons: buttonsOf(store, placedElements(shown)),
    raw: message.body,
  };
}

/** A form with every visible word below its title, one line for each element. */
export type SeenView = SeenForm & { readonly text: string };

/** A modal or Home tab as a person sees it. */
export function seenView(store: Store, view: View): SeenView {
  const blocks = objectsAt(view.source, "blocks");
  const placed = placedElements(blocks);
  const fields = placed.filter(holdsValue).map((at) => seenField(store, at, view.state));
  const foot = ["submit", "close"].map((key) => textOf(store, view.source[key]));
  const isModal = textAt(view.source, "type") === "modal";
  return {
    id: view.id,
    title: textOf(store, view.source["title"]),
    text: blocks.flatMap((block) => linesOf(store, block)).join("\n"),
    fields,
    buttons: [...buttonsOf(store, placed), ...(isModal ? foot.filter((label) => label !== "") : [])],
    raw: view.source,
  };
}

function seenField(store: Store, placed: Placed, state: StateValues): SeenForm["fields"][number] {
  const shown = shownValue(store, valueIn(state, placed));
  const options = optionsOf(placed.element).map((option) => textOf(store, option["text"]));
  const required = textAt(placed.block, "type") === "input" && placed.block["optional"] !== true;
  return {
    label: labelOf(store, placed),
    required,
    ...(shown !== "" && { value: shown }),
    ...(options.length > 0 && { options }),
  };
}

/** The words beside an element: its input label, its section's text, else its placeholder, else its id. */
export function labelOf(store: Store, placed: Placed): string {
  const { block, element, actionId } = placed;
  const beside = textAt(block, "type") === "section" ? textOf(store, block["text"]) : "";
  return textOf(store, block["label"]) || beside || textOf(store, element["placeholder"]) || actionId;
}

/** Buttons and the entries of overflow menus, by label. */
export function pressable(
  store: Store,
  placed: readonly Placed[],
): readonly { label: string; at: Placed; option?: JsonObject }[] {
  return placed.flatMap((at) => {
    if (holdsValue(at)) return [];
    const options = optionsOf(at.element);
    if (options.length === 0) return [{ label: textOf(store, at.element["text"]), at }];
    return options.map((option) => ({ label: textOf(store, option["text"]), at, option }));
  });
}

function buttonsOf(store: Store, placed: readonly Placed[]): readonly string[] {
  return pressable(store, placed).map(({ label }) => label);
}

function shownValue(store: Store, value: Json): string {
  if (isList(value)) return value.map((item) => shownValue(store, item)).join(", ");
  if (isObject(value)) return textOf(store, value["text"]) || wordsIn(store, value).join("");
  return value === null ? "" : String(value);
}

/** The visible text of a text object or a plain string. */
export function textOf(store: Store, value: Json | undefined): string {
  if (typeof value === "string") return plain(store, value);
  return isObject(value)
    ? plain(store, textAt(value, "text") ?? "", textAt(value, "type") !== "plain_text")
    : "";
}

/** One line for each element of a block. */
function linesOf(store: Store, block: JsonObject): readonly string[] {
  const type = textAt(block, "type") ?? "";
  if (type === "rich_text") return [wordsIn(store, block).join("")];
  if (type === "table" || type === "data_table") {
    const rows = isList(block["rows"]) ? block["rows"].filter(isList) : [];
    const caption = textAt(block, "caption") ?? "";
    return [caption, ...rows.map((row) => row.map((cell) => wordsIn(store, cell).join("")).join(" | "))];
  }
  const named = ["title", "subtitle", "text", "body", "label"].map((key) => textOf(store, block[key]));
  const fields = objectsAt(block, "fields").map((field) => textOf(store, field));
  const elements = [
    objectAt(block, "accessory"),
    objectAt(block, "element"),
    ...objectsAt(block, "elements"),
  ];
  const shown = elements.filter((e) => e !== undefined).flatMap((e) => elementLines(store, e));
  const image = type === "image" ? [textAt(block, "alt_text") ?? ""] : [];
  const nested = objectsAt(block, "child_blocks").flatMap((child) => linesOf(store, child));
  const lines = [...named, ...fields, ...shown, ...image, ...nested, textOf(store, block["hint"])];
  return lines.filter((line) => line !== "");
}

function elementLines(store: Store, element: JsonObject): readonly string[] {
  const type = textAt(element, "type");
  if (type === "image") return [textAt(element, "alt_text") ?? ""];
  if (type === "plain_text" || type === "mrkdwn") return [textOf(store, element)];
  if (type === "card") return linesOf(store, element);
  const options = type?.endsWith("select") ? [] : optionsOf(element);
  return [textOf(store, element["text"]), ...options.map((option) => textOf(store, option["text"]))];
}

/** Text of rich text and table cells, in order. */
function wordsIn(store: Store, value: Json | undefined): readonly string[] {
  if (isList(value)) return value.flatMap((item) => wordsIn(store, item));
  if (!isObject(value)) return [];
  const userId = textAt(value, "user_id");
  if (userId !== undefined) return [`@${store.users.get(userId)?.realName ?? userId}`];
  const text = textAt(value, "text") ?? textAt(value, "url") ?? textAt(value, "name");
  return text === undefined ? wordsIn(store, value["elements"]) : [text];
}

/**
 * What a client shows for Slack's markup: references and links by name, formatting marks taken away where Slack reads them as such,
 * and only the three entities decoded. https://docs.slack.dev/messaging/formatting-message-text
 */
function plain(store: Store, text: string, markup = true): string {
  const read = markup
    ? formatted(text.replace(/<([^<>]+)>/g, (_all, inner: string) => reference(store, inner)))
    : text;
  return read.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function reference(store: Store, inner: string): string {
  const [target = "", label] = inner.split("|");
  if (target.startsWith("@"))
    return `@${store.users.get(target.slice(1))?.realName ?? label ?? target.slice(1)}`;
  if (target.startsWith("#")) return `#${store.channels.get(target.slice(1))?.name ?? label ?? ""}`;
  if (target.startsWith("!date")) return label ?? target;
  return target.startsWith("!") ? `@${target.slice(1)}` : (label ?? target);
}

/** Marks count only between spaces, punctuation or the ends of a line, which is why `客户*张三*` shows its stars. */
function formatted(text: string): string {
  return text.replace(/(^|[\s\p{P}])([*_~`])(\S(?:[^\n]*?\S)?)\2(?=$|[\s\p{P}])/gmu, "$1$3");
}
