import type { Text } from "./text.ts";

/**
 * A card is data in a small closed language. Each platform draws it in one exhaustive switch; a block enters the
 * language when both platforms can draw it. Any length is allowed here: renderers cut to their limits.
 */
export type Card = {
  readonly title: string;
  readonly tone: Tone;
  /** One plain line for the chat list, the notification and screen readers; the title alone if absent. */
  readonly summary?: string;
  readonly body: readonly Block[];
  /** Set where the message has to change when something is decided elsewhere; see `redraw` of the outbox. */
  readonly shows?: Shows;
};

/** How a message is drawn afresh (`id:argument` of a feature's view), and what it is about (`approval:<id>`). */
export type Shows = { readonly view: string; readonly topics: readonly string[] };

/** What the card means, not how it looks. */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "muted";

export type Block =
  | { readonly type: "text"; readonly text: Text }
  | { readonly type: "fields"; readonly fields: readonly Field[] }
  | ListBlock
  | { readonly type: "divider" }
  /** Small print. */
  | { readonly type: "note"; readonly text: Text }
  | { readonly type: "buttons"; readonly buttons: readonly Button[] }
  | { readonly type: "image"; readonly url: string; readonly alt: string }
  | TableBlock;

export type Field = { readonly label: string; readonly value: Text };

/** Items with buttons of their own. `more` counts what the feature left out; what a renderer cuts is added. */
export type ListBlock = {
  readonly type: "list";
  readonly items: readonly ListItem[];
  readonly more?: number;
  /** Says how many are not shown: `… and {count} more`; filled in by `moreLine`. */
  readonly moreText: string;
};
export type ListItem = { readonly text: Text; readonly buttons?: readonly Button[] };

/** Plain cells; a platform without tables draws lines. */
export type TableBlock = {
  readonly type: "table";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly moreText: string;
};

export type Button = {
  readonly label: string;
  readonly style?: "primary" | "danger";
  readonly confirm?: Confirm;
} & ({ readonly action: ActionRef } | { readonly url: string });

/** An action id is a public contract (old cards live on for days); the payload carries ids, never facts. */
export type ActionRef = { readonly id: string; readonly payload: Readonly<Record<string, string>> };

export type Confirm = {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
};

/** The line that says how many are not shown. */
export function moreLine(moreText: string, count: number): string {
  return moreText.replaceAll("{count}", String(count));
}

export function text(content: Text): Block {
  return { type: "text", text: content };
}

export function note(content: Text): Block {
  return { type: "note", text: content };
}

/** Fields with an empty value are left out. */
export function fields(...entries: readonly (Field | undefined)[]): Block {
  return {
    type: "fields",
    fields: entries.filter((entry): entry is Field => entry !== undefined && entry.value.length > 0),
  };
}

export function buttons(...entries: readonly (Button | undefined)[]): Block {
  return { type: "buttons", buttons: entries.filter((entry): entry is Button => entry !== undefined) };
}

/**
 * Buttons of something that is one of many in a card: after the press the whole view is drawn afresh, and what
 * became of the thing is told in a notice. The view's id travels in the payload; buttons that have one keep it.
 */
export function inView(view: string, entries: readonly Button[]): Button[] {
  return entries.map((button) =>
    "url" in button
      ? button
      : { ...button, action: { ...button.action, payload: { [viewKey]: view, ...button.action.payload } } },
  );
}

/** Key of a button's or form's payload that names the view it stands in. */
export const viewKey = "view";

export const divider: Block = { type: "divider" };
