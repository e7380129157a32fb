import type { ActionRef, Card } from "./card.ts";
import type { Form, Option } from "./form.ts";

/**
 * What a handler answers. A value: only a platform performs it, with all its differences of timing and place.
 */
export type Reply =
  | { readonly type: "nothing" }
  /** A new message for the person alone (ephemeral or direct where the conversation is a group). On the Home tab: its content. */
  | { readonly type: "say"; readonly card: Card }
  /** The card that was pressed, or from which the form was opened, becomes this one; without such a card, as `say`. */
  | {
      readonly type: "update";
      readonly card: Card;
      readonly toast?: string;
      /** The card asks something: pressed in a view of many, it comes as a message of its own. */
      readonly asks?: boolean;
      /** A new message besides, as `say`; set by the dispatch for a card that asks, whose view has changed too. */
      readonly besides?: Card;
    }
  /** A short notice that changes nothing on the screen. */
  | {
      readonly type: "toast";
      readonly text: string;
      readonly tone: "info" | "success" | "warning" | "danger";
    }
  /** `reopen` is set by the dispatch: the button that asks again where a platform cannot open a form by itself. */
  | { readonly type: "ask"; readonly form: Form; readonly reopen?: ActionRef }
  /** The form stays open; messages by field name. */
  | { readonly type: "invalid"; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: "options"; readonly options: readonly Option[] };

export const nothing: Reply = { type: "nothing" };

export function say(card: Card): Reply {
  return { type: "say", card };
}

export function update(card: Card, toast?: string): Extract<Reply, { type: "update" }> {
  return toast === undefined ? { type: "update", card } : { type: "update", card, toast };
}

export function toast(text: string, tone: "info" | "success" | "warning" | "danger" = "info"): Reply {
  return { type: "toast", text, tone };
}

export function ask(form: Form): Reply {
  return { type: "ask", form };
}

export function invalid(errors: Readonly<Record<string, string>>): Reply {
  return { type: "invalid", errors };
}
