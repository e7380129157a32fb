import type { Inline } from "../shared/inline.tsx";
import { nameOf, type RenderContext } from "../shared/surface.tsx";

/** How a text's markup is to be read. */
type Reading = { readonly ctx: RenderContext; readonly isVerbatim: boolean };

const marks = { "*": "bold", _: "italic", "~": "strike" } as const;

/**
 * Slack's markup: references in angle brackets, marks that count only between spaces, punctuation and the ends of a line, three entities.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export function readMrkdwn(text: string, reading: Reading): readonly Inline[] {
  const runs: Inline[] = [];
  let words = "";
  const flush = () => {
    if (words !== "") runs.push(...readWords(words, reading));
    words = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = readAt(text, at, reading);
    if (found === undefined) {
      words += text[at] ?? "";
      at += 1;
      continue;
    }
    flush();
    runs.push(found.run);
    at = found.end;
  }
  flush();
  return runs;
}

type Found = { readonly run: Inline; readonly end: number };

function readAt(text: string, at: number, reading: Reading): Found | undefined {
  const sign = text[at] ?? "";
  if (sign === "<") return readReference(text, at, reading);
  if (sign === "`") return readCode(text, at);
  if (sign !== "*" && sign !== "_" && sign !== "~") return undefined;
  const end = closingMark(text, at, sign);
  if (end === undefined) return undefined;
  return { run: { kind: marks[sign], inner: readMrkdwn(text.slice(at + 1, end), reading) }, end: end + 1 };
}

function closingMark(text: string, at: number, sign: string): number | undefined {
  if (!isBorder(text[at - 1]) || isSpace(text[at + 1]) || text[at + 1] === sign) return undefined;
  for (let end = at + 2; end < text.length && text[end] !== "\n"; end += 1) {
    if (text[end] === "<") end = Math.max(end, text.indexOf(">", end));
    if (text[end] === sign && !isSpace(text[end - 1]) && isBorder(text[end + 1])) return end;
  }
  return undefined;
}

function isBorder(sign: string | undefined): boolean {
  return sign === undefined || /[\s\p{P}~]/u.test(sign);
}

function isSpace(sign: string | undefined): boolean {
  return sign === undefined || /\s/u.test(sign);
}

function readCode(text: string, at: number): Found | undefined {
  const code = /```([\s\S]+?)```|`([^`\n]+)`/y;
  code.lastIndex = at;
  const match = code.exec(text);
  if (match === null) return undefined;
  return { run: { kind: "code", text: decode(match[1] ?? match[2] ?? "") }, end: code.lastIndex };
}

function readReference(text: string, at: number, { ctx }: Reading): Found | undefined {
  const end = text.indexOf(">", at);
  if (end < 0) return undefined;
  const [target = "", label] = text.slice(at + 1, end).split("|");
  return { run: reference(target, label, ctx), end: end + 1 };
}

function reference(target: string, label: string | undefined, ctx: RenderContext): Inline {
  const id = target.slice(1);
  if (target.startsWith("@")) return { kind: "mention", text: `@${nameOf(ctx, id) ?? label ?? id}` };
  if (target.startsWith("#")) return { kind: "mention", text: `#${label || id}` };
  if (target.startsWith("!date")) return { kind: "text", text: decode(label ?? target) };
  if (target.startsWith("!subteam")) return { kind: "mention", text: label ?? target };
  if (target.startsWith("!")) return { kind: "mention", text: `@${id}` };
  return { kind: "link", url: decode(target), inner: [{ kind: "text", text: decode(label ?? target) }] };
}

/** Slack goes looking for addresses in what is not `verbatim`. */
function readWords(text: string, { isVerbatim }: Reading): readonly Inline[] {
  if (isVerbatim) return [{ kind: "text", text: decode(text) }];
  return text
    .split(/(https?:\/\/[^\s<>]*[^\s<>.,;:!?)\]}'"])/)
    .filter((part) => part !== "")
    .map((part): Inline => {
      const run: Inline = { kind: "text", text: decode(part) };
      return /^https?:\/\//.test(part) ? { kind: "link", url: decode(part), inner: [run] } : run;
    });
}

/** These three and no other. */
export function decode(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
