import type { FieldInput } from "../client.ts";
import { cardOf, type Field, fieldsOf, type Part, partsOf } from "./card-parts.ts";
import { encodeValue, type FormValue, initialValue } from "./form-values.ts";
import type { FeishuMessage, FeishuUser, World } from "./types.ts";
import { directChat, visibleMessages } from "./world.ts";

/**
 * One person at one client. `drafts` is what the person has put into forms so far: by message and version of its
 * card, then by field name.
 */
export type Seat = {
  readonly world: World;
  readonly user: FeishuUser;
  readonly drafts: Map<string, Map<string, FormValue>>;
};

export type Filled = { readonly field: Field; readonly value: FormValue | undefined };

/** The message a person acts on: the one named, or the newest that `fits`. */
export function pickMessage(
  seat: Seat,
  on: string | undefined,
  fits: (message: FeishuMessage) => boolean,
): FeishuMessage | undefined {
  if (on !== undefined) return messageById(seat, on);
  return visibleMessages(seat.world, seat.user.openId).findLast(fits);
}

export function messageById(seat: Seat, id: string): FeishuMessage {
  const found = visibleMessages(seat.world, seat.user.openId).find((message) => message.messageId === id);
  if (found === undefined) throw new Error(`${seat.user.name} sees no message ${id}`);
  return found;
}

/** A group by id or name; the direct chat with the bot without one. */
export function chatIdOf(seat: Seat, place: string | undefined): string {
  if (place === undefined) return directChat(seat.world, seat.user.openId).chatId;
  const found = [...seat.world.chats.values()].find((chat) => chat.chatId === place || chat.name === place);
  if (found?.members.has(seat.user.openId) !== true) throw new Error(`${seat.user.name} is not in ${place}`);
  return found.chatId;
}

export function formParts(message: FeishuMessage): readonly Part[] {
  return partsOf(cardOf(message)).filter((part) => part.form !== undefined);
}

/** The message with the form in front of the person: the one named, or the newest that holds one. */
export function formMessage(seat: Seat, on: string | undefined): FeishuMessage {
  const message = pickMessage(seat, on, (one) => formParts(one).length > 0);
  if (message === undefined) throw new Error("no form in sight");
  return message;
}

/** The fields of `parts` with what is in them: as filled, or as the card presets them. */
export function filledFields(seat: Seat, message: FeishuMessage, parts: readonly Part[]): readonly Filled[] {
  const draft = seat.drafts.get(draftKey(message));
  return fieldsOf(parts).map((field) => ({
    field,
    value: draft?.get(field.name) ?? initialValue(field, seat),
  }));
}

/** Keeps values for a later submission. They are gone when the card changes, as at the real client. */
export function fillForm(
  seat: Seat,
  message: FeishuMessage,
  values: Readonly<Record<string, FieldInput>>,
): void {
  const fields = fieldsOf(formParts(message));
  const draft = seat.drafts.get(draftKey(message)) ?? new Map<string, FormValue>();
  for (const [name, input] of Object.entries(values)) {
    const field = findField(fields, name);
    if (field.element["disabled"] === true) throw new Error(`"${name}" is disabled`);
    draft.set(field.name, encodeValue(field, input, seat));
  }
  seat.drafts.set(draftKey(message), draft);
}

/** By label first, then by name. Throws with the labels there are. */
export function findField(fields: readonly Field[], name: string): Field {
  const found = fields.find((field) => field.label === name) ?? fields.find((field) => field.name === name);
  if (found !== undefined) return found;
  throw new Error(`no field "${name}"; there are: ${fields.map((field) => field.label).join(", ")}`);
}

function draftKey(message: FeishuMessage): string {
  return `${message.messageId} ${message.history.length}`;
}
