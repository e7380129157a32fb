import type { types } from "@slack/bolt";
import { plain, type Text, type TextPart } from "#chat/text.ts";
import { cut, wellFormed } from "./limits.ts";

export type TextObject = types.MrkdwnElement | types.PlainTextElement;

/**
 * A text as Slack shows it. Slack's markup has no escape for `* _ ~ :` and the backtick, so a text in which any of them
 * could be read as markup is sent as plain text: less pretty, and exactly what the person wrote. So is one that must be cut.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function textObject(text: Text, charsMax: number): TextObject {
  const words = plain(text);
  if (words.length <= charsMax && !readAsMarkup.test(words)) {
    const markup = toMarkup(text);
    // Verbatim: Slack does not go looking for `@channel`, `#general` and links in what people wrote.
    if (markup.length <= charsMax && markup.trim() !== "")
      return { type: "mrkdwn", text: markup, verbatim: true };
  }
  return plainText(inWords(text), charsMax);
}

/** Shown as it stands: no markup, no `:emoji:`. Never empty, for Slack refuses that. */
export function plainText(text: string, charsMax: number): types.PlainTextElement {
  const shown = cut(text, charsMax);
  return { type: "plain_text", text: shown.trim() === "" ? "–" : shown, emoji: false };
}

/** As `plain`, with the address of a link behind its label. */
export function inWords(text: Text): string {
  return text
    .map((part) =>
      part.type === "link" && part.label !== part.url && !isPhone(part.url)
        ? `${part.label} (${part.url})`
        : plain([part]),
    )
    .join("");
}

/** https://docs.slack.dev/messaging/formatting-message-text#escaping: these three and no other. */
export function escapeText(text: string): string {
  return wellFormed(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Bold, strike, code; italics other than inside_a_word; emoji, in whose names no dash stands; a quoted line. */
const readAsMarkup = /[*~`]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:[^\s:–]+:|^[ \t]*>/mu;

type Run = { readonly text: string; readonly bold: boolean };

/** `**` may open in one part and close in another: md`**${name}** came`. */
function toMarkup(text: Text): string {
  const runs: Run[] = [];
  let bold = false;
  for (const part of text) {
    if (part.type !== "authored") {
      runs.push({ text: partMarkup(part), bold });
      continue;
    }
    for (const [index, piece] of part.text.split("**").entries()) {
      if (index > 0) bold = !bold;
      if (piece !== "") runs.push({ text: escapeText(piece), bold });
    }
  }
  return joinRuns(runs);
}

function joinRuns(runs: readonly Run[]): string {
  let markup = "";
  let content = "";
  for (const [index, run] of runs.entries()) {
    content += run.text;
    const next = runs[index + 1];
    if (next?.bold === run.bold) continue;
    markup += run.bold ? emphasised(content, { before: markup, after: next?.text ?? "" }) : content;
    content = "";
  }
  return markup;
}

/** Slack reads `*` only beside spaces, punctuation and the ends of a line, and never across lines. */
function emphasised(content: string, beside: { readonly before: string; readonly after: string }): string {
  if (content.trim() === "") return content;
  const lines = content.split("\n").map((line) => line.replace(/\S(.*\S)?/u, "*$&*"));
  const gapBefore = /[^\s\p{P}]$/u.test(beside.before) && /^\S/u.test(content) ? hairSpace : "";
  const gapAfter = /^[^\s\p{P}]/u.test(beside.after) && /\S$/u.test(content) ? hairSpace : "";
  return gapBefore + lines.join("\n") + gapAfter;
}

/** Chinese is written without spaces; this one is hardly seen. */
const hairSpace = "\u200a";

function partMarkup(part: Exclude<TextPart, { type: "authored" }>): string {
  if (part.type === "value") return escapeText(part.text);
  if (part.type === "person") {
    const known = part.userId !== undefined && /^[UW][A-Z0-9]+$/.test(part.userId);
    return known ? `<@${part.userId}>` : escapeText(part.name);
  }
  if (!isWebAddress(part.url) && !isPhone(part.url)) return escapeText(inWords([part]));
  const url = part.url.replace(/[\s<>|]/g, encodeURIComponent);
  return `<${escapeText(url)}|${escapeText(part.label.replaceAll("\n", " "))}>`;
}

/** A link that dials; its label says the number already. */
function isPhone(url: string): boolean {
  return /^tel:\+?\d+$/.test(url);
}

export function isWebAddress(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
