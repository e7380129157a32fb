import type { Text, TextPart } from "#chat/text.ts";
import { assertNever } from "#src/errors.ts";
import { cut, printable } from "./limits.ts";

/**
 * What a card's Markdown would take for markup: tags, emphasis, code, headings, links, tables, escapes; lists, rules
 * and underlined headings at the start of a line; `:EMOJI:`.
 */
const markup = /[&<>*_~`#[\]\\|$]|(?<=^[ \t]*)[-+=]|(?<=^[ \t]*\d{1,9})[.)]|:(?=[A-Za-z]\w*:)/gm;

/**
 * Shows a text as it stands. The platform's own way is a numeric entity per character.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text
 */
export function escapeMarkdown(text: string): string {
  return printable(text).replace(markup, (found) => `&#${found.codePointAt(0)};`);
}

/** A text in the card's Markdown: our `**bold**` is markup, everything else is shown as it stands. */
export function toMarkdown(text: Text): string {
  const drawn = text.map(drawPart).join("");
  const marks = text.reduce((sum, part) => sum + (part.type === "authored" ? countBold(part.text) : 0), 0);
  return marks % 2 === 0 ? drawn : `${drawn}**`;
}

/** At most `max` characters, the last a "…" where something was cut. A mention is kept whole or left out. */
export function cutText(text: Text, max: number): Text {
  const kept: TextPart[] = [];
  let left = max;
  for (const part of text) {
    const size = (part.type === "person" ? part.name : part.type === "link" ? part.label : part.text).length;
    if (size > left) return [...kept, ...cutPart(part, left)];
    kept.push(part);
    left -= size;
  }
  return kept;
}

function cutPart(part: TextPart, max: number): Text {
  switch (part.type) {
    case "authored":
      // Half of a "**" would show as an asterisk.
      return [{ type: "authored", text: cut(part.text, max).replace(/(?<!\*)\*…$/, "…") }];
    case "value":
      return [{ type: "value", text: cut(part.text, max) }];
    case "link":
      return [{ ...part, label: cut(part.label, max) }];
    case "person":
      return [{ type: "authored", text: "…" }];
    default:
      return assertNever(part);
  }
}

function drawPart(part: TextPart): string {
  switch (part.type) {
    case "authored":
      return part.text.split("**").map(escapeMarkdown).join("**");
    case "value":
      return escapeMarkdown(part.text);
    case "person":
      return drawPerson(part);
    case "link":
      return drawLink(part.label, part.url);
    default:
      return assertNever(part);
  }
}

/** Another platform's account id stays a name: an unknown id would make the card invalid. */
function drawPerson({ name, userId }: { readonly name: string; readonly userId?: string }): string {
  return userId !== undefined && /^ou_\w+$/.test(userId) ? `<at id=${userId}></at>` : escapeMarkdown(name);
}

function drawLink(label: string, url: string): string {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return escapeMarkdown(label);
  const href = new URL(url).href.replaceAll("(", "%28").replaceAll(")", "%29");
  return `[${escapeMarkdown(label)}](${href})`;
}

function countBold(text: string): number {
  return text.split("**").length - 1;
}
