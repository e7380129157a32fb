import { childrenOf } from "../feishu/fields.ts";
import { isObject, type Json, objectOf, objectsAt, textAt } from "../shared/json.ts";
import type { ClientView, ElementPath, PressDeed } from "../wire.ts";

/** A button of a card, on either platform. Its action's id is the bot's public contract. */
export type CardButton = {
  readonly id: string;
  readonly isPrimary: boolean;
  readonly label: string;
  /** Id of the form that it submits; `""` for any other button. */
  readonly form: string;
  /** `""` where its payload names none. */
  readonly todoId: string;
  readonly approvalId: string;
  readonly view: string;
};

/** All that can be pressed in what the bot sent. */
export function buttonsIn(json: unknown): readonly CardButton[] {
  if (Array.isArray(json)) return json.flatMap(buttonsIn);
  if (!isObject(json)) return [];
  const isButton = json["type"] === "button" || json["tag"] === "button";
  return isButton ? [buttonOf(json)] : Object.values(json).flatMap(buttonsIn);
}

/** What a press was on; `undefined` for what is gone. */
export function pressedButton(view: ClientView, { message: id, element }: PressDeed): CardButton | undefined {
  const message = Object.values(view.messages)
    .flat()
    .find((one) => one.id === id);
  if (message === undefined) return undefined;
  const pressed = "index" in element ? onFeishu(message.raw, element.index) : onSlack(message.raw, element);
  return buttonsIn(pressed)[0];
}

function onFeishu(card: unknown, index: readonly number[]): Json | undefined {
  const body = objectOf(objectOf(card)["body"]);
  return index.reduce<Json | undefined>((place, step) => place && childrenOf(place)[step], body);
}

function onSlack(message: unknown, { blockId, actionId }: SlackPath): Json | undefined {
  const block = objectsAt(objectOf(message), "blocks").find((one) => one["block_id"] === blockId);
  const inside = [...objectsAt(block ?? {}, "elements"), objectOf(block?.["accessory"])];
  return inside.find((one) => one["action_id"] === actionId);
}

type SlackPath = Exclude<ElementPath, { readonly index: readonly number[] }>;

/** Slack: the id is the action's, its payload the value. Feishu: both are the value of a callback. */
function buttonOf(json: Json): CardButton {
  const [behavior] = Array.isArray(json["behaviors"]) ? json["behaviors"] : [];
  const callback = isObject(behavior) && isObject(behavior["value"]) ? behavior["value"] : {};
  const payload = payloadOf(json["value"] ?? callback["payload"]);
  const text = isObject(json["text"]) ? json["text"] : {};
  return {
    id: textAt(callback, "id") ?? (textAt(json, "action_id") ?? "").replace(/#\d+$/, ""),
    isPrimary: (textAt(json, "style") ?? textAt(json, "type") ?? "").startsWith("primary"),
    form: textAt(callback, "form") ?? "",
    todoId: textAt(payload, "todoId") ?? "",
    approvalId: textAt(payload, "approvalId") ?? "",
    view: textAt(payload, "view") ?? "",
    label: textAt(text, "content") ?? textAt(text, "text") ?? "",
  };
}

function payloadOf(value: unknown): Json {
  if (isObject(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{")) return {};
  const parsed: unknown = JSON.parse(value);
  return isObject(parsed) ? parsed : {};
}
