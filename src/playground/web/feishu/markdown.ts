import type { Inline } from "../shared/inline.tsx";
import { nameOf, type RenderContext } from "../shared/surface.tsx";
import { words } from "../shared/words.ts";

/**
 * Runs of a card's Markdown. What is a character to be shown and not a mark is written as an entity.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/rich-text
 */
export function readInline(text: string, ctx: RenderContext): readonly Inline[] {
  const runs: Inline[] = [];
  let rest = text;
  while (rest !== "") {
    const found = nearest(rest);
    if (found === undefined) break;
    const { match, read } = found;
    if (match.index > 0) runs.push(plain(rest.slice(0, match.index)));
    runs.push(...read(match, ctx));
    rest = rest.slice(match.index + match[0].length);
  }
  return rest === "" ? runs : [...runs, plain(rest)];
}

type Read = (match: RegExpExecArray, ctx: RenderContext) => readonly Inline[];

/** What a run begins and ends with; of two at one place the upper counts. */
const readers: readonly { readonly pattern: RegExp; readonly read: Read }[] = [
  { pattern: /\\([\\*_~`[\]()<>#!|])/, read: ([, sign = ""]) => [{ kind: "text", text: sign }] },
  { pattern: /`([^`\n]+)`/, read: ([, code = ""]) => [{ kind: "code", text: decode(code) }] },
  {
    pattern: /\*\*([\s\S]+?)\*\*/,
    read: ([, inner = ""], ctx) => [{ kind: "bold", inner: readInline(inner, ctx) }],
  },
  {
    pattern: /~~([\s\S]+?)~~/,
    read: ([, inner = ""], ctx) => [{ kind: "strike", inner: readInline(inner, ctx) }],
  },
  {
    pattern: /\*([^*\n]+)\*/,
    read: ([, inner = ""], ctx) => [{ kind: "italic", inner: readInline(inner, ctx) }],
  },
  { pattern: /!?\[([^\]]*)\]\(([^)]*)\)/, read: readLink },
  { pattern: /<at\s+(?:id|ids|user_id)\s*=\s*["']?([^"'>\s]+)["']?\s*>[^<]*<\/at>/, read: readMention },
  { pattern: /<(font|text_tag)\s+color\s*=\s*["']?([a-z0-9-]+)["']?\s*>([\s\S]*?)<\/\1>/, read: readColor },
  { pattern: /<br\s*\/?>/, read: () => [{ kind: "text", text: "\n" }] },
  {
    pattern: /<(\/?[a-z_]+)[^>]*>/,
    read: ([, tag = ""]) => [{ kind: "unknown", text: `markdown <${tag}>` }],
  },
];

function nearest(text: string) {
  let best: { readonly match: RegExpExecArray; readonly read: Read } | undefined;
  for (const { pattern, read } of readers) {
    const match = pattern.exec(text);
    if (match !== null && (best === undefined || match.index < best.match.index)) best = { match, read };
  }
  return best;
}

function readLink([all, label = "", url = ""]: RegExpExecArray, ctx: RenderContext): readonly Inline[] {
  if (all.startsWith("!")) return [{ kind: "text", text: decode(label) }];
  return [{ kind: "link", url: decode(url), inner: readInline(label, ctx) }];
}

function readMention([, ids = ""]: RegExpExecArray, ctx: RenderContext): readonly Inline[] {
  const name = (id: string) => (id === "all" ? words[ctx.locale].everybody : (nameOf(ctx, id) ?? id));
  return ids.split(",").map((id) => ({ kind: "mention", text: `@${name(id)}` }));
}

function readColor(
  [, tag = "", color = "", inner = ""]: RegExpExecArray,
  ctx: RenderContext,
): readonly Inline[] {
  return [{ kind: tag === "font" ? "color" : "tag", color, inner: readInline(inner, ctx) }];
}

function plain(text: string): Inline {
  return { kind: "text", text: decode(text) };
}

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', nbsp: " " };

function decode(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|(lt|gt|amp|quot|nbsp));/g,
    (all, code: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? all;
      const point = Number(code);
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}

export type Paragraph =
  | { readonly kind: "words" | "quote" | "code"; readonly text: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "item"; readonly mark: string; readonly depth: number; readonly text: string }
  | { readonly kind: "rule" };

/** Lines that begin as a heading, an item, a quotation or a rule are paragraphs of their own; the others stay together. */
export function readParagraphs(markdown: string): readonly Paragraph[] {
  const fenced = markdown.split(/^```\w*\n([\s\S]*?)\n?```$/m);
  return fenced.flatMap((part, index) =>
    index % 2 === 1 ? [{ kind: "code" as const, text: part }] : together(part.split("\n").map(readLine)),
  );
}

function readLine(line: string): Paragraph {
  const heading = /^(#{1,6}) (.*)$/.exec(line);
  if (heading !== null) return { kind: "heading", level: (heading[1] ?? "#").length, text: heading[2] ?? "" };
  const item = /^(\s*)([-*+]|\d{1,9}[.)]) (.*)$/.exec(line);
  if (item !== null) {
    const [, indent = "", sign = "", text = ""] = item;
    return { kind: "item", mark: /\d/.test(sign) ? sign : "•", depth: Math.min(3, indent.length >> 1), text };
  }
  if (/^ *(-{3,}|\*{3,})\s*$/.test(line)) return { kind: "rule" };
  if (line.startsWith("> ")) return { kind: "quote", text: line.slice(2) };
  return { kind: "words", text: line };
}

function together(lines: readonly Paragraph[]): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const joins = (line.kind === "words" || line.kind === "quote") && last?.kind === line.kind;
    if (joins) paragraphs.splice(-1, 1, { kind: line.kind, text: `${last.text}\n${line.text}` });
    else paragraphs.push(line);
  }
  const marks = paragraphs.length > 1;
  return marks ? paragraphs.filter((one) => one.kind === "rule" || one.text.trim() !== "") : paragraphs;
}
