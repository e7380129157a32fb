import type { types } from "@slack/bolt";
import type { Button, Confirm } from "#chat/card.ts";
import { limits } from "./limits.ts";
import { isWebAddress, plainText } from "./text-object.ts";

/** A button that only opens an address is reported to the app as well; this id says that nothing is to be done. */
export const openUrlAction = "open-url";

/**
 * Buttons of one row. The position is added to the action id, which must be unique within a block; `readActionId` takes it
 * off. A button that Slack could not carry back whole (id or payload too long, no web address) is left out.
 */
export function drawButtons(buttons: readonly Button[]): types.Button[] {
  return buttons.flatMap((button, index) => drawButton(button, index) ?? []);
}

export function readActionId(actionId: string): string {
  return actionId.replace(/#\d+$/, "");
}

function drawButton(button: Button, index: number): types.Button | undefined {
  const target = "url" in button ? urlOf(button.url) : actionOf(button.action);
  if (target === undefined || button.label.trim() === "") return undefined;
  const actionId = `${target.id}#${index}`;
  if (actionId.length > limits.actionId) return undefined;
  return {
    type: "button",
    text: plainText(button.label, limits.buttonLabel),
    action_id: actionId,
    ...target.carries,
    ...(button.style && { style: button.style }),
    ...(button.confirm && { confirm: drawConfirm(button.confirm, button.style) }),
  };
}

type Target = {
  readonly id: string;
  readonly carries: { readonly url: string } | { readonly value: string };
};

function urlOf(url: string): Target | undefined {
  const fits = isWebAddress(url) && url.length <= limits.url;
  return fits ? { id: openUrlAction, carries: { url } } : undefined;
}

function actionOf(action: {
  readonly id: string;
  readonly payload: Readonly<Record<string, string>>;
}): Target | undefined {
  const value = JSON.stringify(action.payload);
  return value.length <= limits.buttonValue ? { id: action.id, carries: { value } } : undefined;
}

function drawConfirm(confirm: Confirm, style: Button["style"]): types.ConfirmationDialog {
  return {
    title: plainText(confirm.title, limits.confirm.title),
    text: plainText(confirm.text, limits.confirm.text),
    confirm: plainText(confirm.yes, limits.confirm.choice),
    deny: plainText(confirm.no, limits.confirm.choice),
    ...(style && { style }),
  };
}
