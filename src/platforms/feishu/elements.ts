import type { ActionRef, Button } from "#chat/card.ts";
import { cut, limits } from "./limits.ts";
import { escapeMarkdown } from "./markdown.ts";

/** One element or component of a card. */
export type Element = { readonly tag: string; readonly [property: string]: unknown };

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure */
export type FeishuCard = {
  readonly schema: "2.0";
  readonly config: {
    /** Cards are updated only where this stands; 2.0 knows no other kind. */
    readonly update_multi: true;
    readonly width_mode: "default";
    readonly summary: { readonly content: string };
  };
  readonly header?: { readonly title: Element; readonly template: string };
  readonly body: { readonly elements: readonly Element[] };
};

/** A card without header where `title` is blank. */
export function cardOf(
  head: { readonly title: string; readonly template: string; readonly summary?: string },
  elements: readonly Element[],
): FeishuCard {
  const title = cut(head.title, limits.title);
  const summary = cut(head.summary ?? head.title, limits.summary);
  return {
    schema: "2.0",
    config: { update_multi: true, width_mode: "default", summary: { content: summary } },
    ...(title.trim() === "" ? {} : { header: { title: plainText(title), template: head.template } }),
    // Whether the platform takes a card without elements is not documented.
    body: { elements: elements.length > 0 ? elements : [markdown(escapeMarkdown(summary))] },
  };
}

export function plainText(content: string): Element {
  return { tag: "plain_text", content };
}

export function markdown(content: string): Element {
  return { tag: "markdown", content };
}

/** Small grey print. A `font` tag ends with its line. */
export function smallPrint(content: string): Element {
  const lines = content.split("\n").map((line) => (line === "" ? "" : `<font color="grey">${line}</font>`));
  return { tag: "markdown", content: lines.join("\n"), text_size: "notation" };
}

/** Buttons that stand beside each other where there is room and below each other on a phone. */
export function buttonRow(buttons: readonly Element[]): readonly Element[] {
  if (buttons.length < 2) return buttons;
  const columns = buttons.map((button) => ({ tag: "column", width: "auto", elements: [button] }));
  return [{ tag: "column_set", flex_mode: "flow", horizontal_spacing: "small", columns }];
}

export function button(spec: Button, size: "medium" | "small" = "medium"): Element {
  const type =
    spec.style === undefined
      ? "default"
      : ({ primary: "primary_filled", danger: "danger" } as const)[spec.style];
  const behavior = "url" in spec ? { type: "open_url", default_url: spec.url } : callback(spec.action);
  const { confirm } = spec;
  return {
    tag: "button",
    type,
    size,
    text: plainText(cut(spec.label, limits.buttonText)),
    behaviors: [behavior],
    // The client names the two buttons of its dialog itself.
    ...(confirm && {
      confirm: {
        title: plainText(cut(confirm.title, limits.title)),
        text: plainText(cut(confirm.text, limits.confirmText)),
      },
    }),
  };
}

/** What comes back with a press. The value has to be an object. */
export function callback(value: ActionRef | object): object {
  return { type: "callback", value };
}
