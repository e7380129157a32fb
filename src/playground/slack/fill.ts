import { DateTime } from "luxon";
import type { FieldInput } from "../client.ts";
import { optionsOf, type Placed } from "./inputs.ts";
import type { Json, JsonObject } from "./json.ts";
import { numberAt, textAt } from "./json.ts";
import { labelOf, textOf } from "./seen.ts";
import { channelNamed, type Store } from "./store.ts";

/** Finds the options a searched select offers for a query. */
type Search = (placed: Placed, query: string) => Promise<readonly JsonObject[]>;
export type Filler = { readonly store: Store; readonly userId: string; readonly search: Search };

/** Where what a searched select offered is kept. */
export function offeredKey(userId: string, { blockId, actionId }: Placed): string {
  return `${userId} ${blockId} ${actionId}`;
}

type Reader = (filler: Filler, placed: Placed, words: readonly string[]) => Promise<Json>;

/** How the words a person enters become the value of each element. */
const READERS: Readonly<Record<string, Reader>> = {
  plain_text_input: first,
  email_text_input: first,
  url_text_input: first,
  number_input: first,
  datepicker: first,
  timepicker: first,
  datetimepicker: async (filler, _placed, [word = ""]) => unixSeconds(filler, word),
  rich_text_input: async (_filler, _placed, [text = ""]) => richText(text),
  static_select: async (...given) => (await options(...given))[0] ?? null,
  external_select: async (...given) => (await options(...given))[0] ?? null,
  radio_buttons: async (...given) => (await options(...given))[0] ?? null,
  checkboxes: options,
  multi_static_select: options,
  multi_external_select: options,
  users_select: async (...given) => (await users(...given))[0] ?? null,
  multi_users_select: users,
  channels_select: async (...given) => (await channels(...given))[0] ?? null,
  conversations_select: async (...given) => (await channels(...given))[0] ?? null,
  multi_channels_select: channels,
  multi_conversations_select: channels,
};

/** The element's new value; undefined clears it. Throws when the person could not have entered this. */
export async function readInput(
  filler: Filler,
  placed: Placed,
  input: FieldInput,
): Promise<Json | undefined> {
  const words = typeof input === "object" ? input : [String(input)];
  const given = words.filter((word) => word !== "");
  if (given.length === 0) return undefined;
  const read = READERS[placed.type];
  if (read === undefined) throw new Error(`cannot fill a ${placed.type}`);
  return read(filler, placed, given);
}

/** What the client itself complains about before it sends anything; undefined when all is well. */
export function clientComplaint(placed: Placed, value: Json): string | undefined {
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  if (empty) return placed.block["optional"] === true ? undefined : "Please complete this required field.";
  if (typeof value !== "string") return undefined;
  const length = [...value].length;
  const most = numberAt(placed.element, "max_length") ?? 3000;
  if (length > most) return `Please enter at most ${most} characters.`;
  const least = numberAt(placed.element, "min_length") ?? 0;
  if (length < least) return `Please enter at least ${least} characters.`;
  return FORMATS[placed.type]?.(placed.element, value);
}

const FORMATS: Readonly<Record<string, (element: JsonObject, value: string) => string | undefined>> = {
  number_input: badNumber,
  email_text_input: (_element, value) =>
    /^\S+@\S+\.\S+$/.test(value) ? undefined : "Please enter a valid email.",
  url_text_input: (_element, value) => (URL.canParse(value) ? undefined : "Please enter a valid URL."),
  datepicker: (_element, value) =>
    DateTime.fromFormat(value, "yyyy-MM-dd").isValid ? undefined : "Not a date.",
  timepicker: (_element, value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : "Not a time."),
};

function badNumber(element: JsonObject, value: string): string | undefined {
  const number = Number(value);
  const decimals = element["is_decimal_allowed"] === true;
  if (!Number.isFinite(number) || (!decimals && !Number.isInteger(number)))
    return "Please enter a valid number.";
  const least = Number(textAt(element, "min_value") ?? Number.NEGATIVE_INFINITY);
  const most = Number(textAt(element, "max_value") ?? Number.POSITIVE_INFINITY);
  return number < least || number > most ? "This number is out of range." : undefined;
}

async function first(_filler: Filler, _placed: Placed, [word = ""]: readonly string[]): Promise<Json> {
  return word;
}

function unixSeconds(filler: Filler, word: string): number {
  const zone = filler.store.users.get(filler.userId)?.tz ?? "UTC";
  const time = DateTime.fromFormat(word, "yyyy-MM-dd HH:mm", { zone });
  if (!time.isValid) throw new Error(`not a YYYY-MM-DD HH:mm: ${word}`);
  return time.toUnixInteger();
}

function richText(text: string): JsonObject {
  const elements = [{ type: "rich_text_section", elements: [{ type: "text", text }] }];
  return { type: "rich_text", elements };
}

async function options(filler: Filler, placed: Placed, words: readonly string[]): Promise<JsonObject[]> {
  const searched = placed.type.endsWith("external_select");
  return Promise.all(
    words.map(async (word) => {
      const isNamed = (o: JsonObject) =>
        textOf(filler.store, o["text"]) === word || textAt(o, "value") === word;
      const onScreen = filler.store.offered.get(offeredKey(filler.userId, placed))?.find(isNamed);
      if (onScreen !== undefined) return onScreen;
      const offered = searched ? await filler.search(placed, word) : optionsOf(placed.element);
      const named = offered.find(isNamed);
      if (named !== undefined) return named;
      const labels = offered.map((option) => textOf(filler.store, option["text"])).join(", ");
      throw new Error(`"${labelOf(filler.store, placed)}" has no option "${word}"; it offers: ${labels}`);
    }),
  );
}

async function users(filler: Filler, _placed: Placed, words: readonly string[]): Promise<string[]> {
  return words.map((word) => {
    const all = [...filler.store.users.values()];
    const user = all.find((u) => u.id === word || u.name === word || u.realName === word);
    if (user === undefined) throw new Error(`no such person: ${word}`);
    return user.id;
  });
}

async function channels(filler: Filler, _placed: Placed, words: readonly string[]): Promise<string[]> {
  return words.map((word) => {
    const channel = channelNamed(filler.store, word);
    if (channel === undefined) throw new Error(`no such channel: ${word}`);
    return channel.id;
  });
}
