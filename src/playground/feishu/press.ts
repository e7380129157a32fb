import type { FieldInput, Outcome } from "../client.ts";
import { CLIENT_ERRORS, triggerAction } from "./callback.ts";
import {
  callbackValue,
  cardOf,
  fieldsOf,
  formAction,
  opensLink,
  type Part,
  type Pressable,
  partsOf,
  pressables,
} from "./card-parts.ts";
import { complaint, encodeValue, type FormValue, formValue } from "./form-values.ts";
import { type Json, text } from "./json.ts";
import { type Filled, filledFields, findField, formParts, pickMessage, type Seat } from "./seat.ts";
import type { FeishuMessage } from "./types.ts";

/** Nothing was delivered: a link was opened, a form reset, or the client itself refused. */
const NOT_DELIVERED: Outcome = { status: 0, tookMs: 0 };

/** Presses the `nth` (from 0) thing with that label, on the newest card that has one unless `on` names a message. */
export async function press(
  seat: Seat,
  label: string,
  { on, nth }: { on?: string; nth?: number },
): Promise<Outcome> {
  const labelled = (message: FeishuMessage): readonly Pressable[] =>
    pressables(partsOf(cardOf(message))).filter((one) => one.label === label);
  const message = pickMessage(seat, on, (one) => labelled(one).length > 0);
  const target = message === undefined ? undefined : labelled(message)[nth ?? 0];
  if (message === undefined || target === undefined) throw new Error(noButton(seat, label, message));
  return await act(seat, message, target);
}

/** Submits a form by its first submit button. */
export async function pressForm(seat: Seat, message: FeishuMessage): Promise<Outcome> {
  const button = pressables(formParts(message)).find((one) => formAction(one.element) === "submit");
  if (button === undefined) throw new Error("the form has no submit button");
  return await act(seat, message, button);
}

/** Changes a component outside forms; the client calls the app at once. */
export async function choose(
  seat: Seat,
  name: string,
  { value, on }: { value: FieldInput; on: string | undefined },
): Promise<Outcome> {
  const loose = (message: FeishuMessage) =>
    fieldsOf(partsOf(cardOf(message))).filter((field) => field.form === undefined);
  const message = pickMessage(seat, on, (one) =>
    loose(one).some((field) => field.label === name || field.name === name),
  );
  if (message === undefined) throw new Error(`no card with a field "${name}"`);
  const field = findField(loose(message), name);
  return await trigger(seat, message, {
    part: field,
    said: spoken(field.tag, encodeValue(field, value, seat)),
  });
}

async function act(seat: Seat, message: FeishuMessage, target: Pressable): Promise<Outcome> {
  const { element, tag, form } = target;
  const action = form === undefined ? undefined : formAction(element);
  if (action === "reset") return NOT_DELIVERED;
  if (action === "submit") return await submit(seat, message, target);
  if (tag === "overflow")
    return await trigger(seat, message, { part: target, said: { option: target.option } });
  if (tag === "checker") {
    return await trigger(seat, message, { part: target, said: { checked: element["checked"] !== true } });
  }
  return await trigger(seat, message, { part: target, said: {} });
}

/** The client checks required fields itself and delivers nothing while one is empty. */
async function submit(seat: Seat, message: FeishuMessage, button: Pressable): Promise<Outcome> {
  const parts = formParts(message).filter((part) => part.form?.["name"] === button.form?.["name"]);
  const filled = filledFields(seat, message, parts);
  return await send(seat, message, { button, filled });
}

/** Delivers a filled form, unless the client itself complains about a field. */
export async function send(
  seat: Seat,
  message: FeishuMessage,
  { button, filled }: { button: Part; filled: readonly Filled[] },
): Promise<Outcome> {
  const complaints = filled.flatMap(({ field, value }): [string, string][] => {
    const words = complaint(field, value);
    return words === undefined ? [] : [[field.label, words]];
  });
  if (complaints.length > 0) return { ...NOT_DELIVERED, fieldErrors: Object.fromEntries(complaints) };
  return await trigger(seat, message, { part: button, said: { form_value: formValue(filled) } });
}

export async function trigger(
  seat: Seat,
  message: FeishuMessage,
  { part, said }: { part: Part; said: Json },
): Promise<Outcome> {
  const { element, tag } = part;
  const value = callbackValue(element);
  if (value === undefined && opensLink(element)) return NOT_DELIVERED;
  // Reported from the field: a submit button or a checker without callback data fails at the client.
  if (value === undefined && tag !== "overflow") return { ...NOT_DELIVERED, error: CLIENT_ERRORS[200340] };
  const name = text(element["name"]);
  const action = { tag, ...(value !== undefined && { value }), ...(name !== undefined && { name }), ...said };
  return await triggerAction(seat.world, seat.user, { message, action });
}

/** How a component outside forms says what it holds now. */
export function spoken(tag: string, value: FormValue): Json {
  if (tag === "input") return { input_value: value };
  if (typeof value === "boolean") return { checked: value };
  return typeof value === "object" ? { options: value } : { option: value };
}

function noButton(seat: Seat, label: string, message: FeishuMessage | undefined): string {
  const where = message ?? pickMessage(seat, undefined, (one) => pressables(partsOf(cardOf(one))).length > 0);
  const there = where === undefined ? [] : pressables(partsOf(cardOf(where))).map((one) => one.label);
  return `${seat.user.name} sees no button "${label}"; the newest card has: ${there.join(", ")}`;
}
