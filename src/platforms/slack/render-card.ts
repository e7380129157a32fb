import type { types } from "@slack/bolt";
import { type Block, type Card, moreLine } from "#chat/card.ts";
import { assertNever } from "#src/errors.ts";
import { drawBlock, type Piece } from "./draw-block.ts";
import { cut, homeRoom, limits, messageRoom, type Room } from "./limits.ts";
import { escapeText, inWords, plainText } from "./text-object.ts";

/** What a Slack message consists of: blocks, and the same in words for notifications and screen readers. */
export type Drawn = { readonly text: string; readonly blocks: types.KnownBlock[] };

/**
 * Draws a card as a message. Any length of any text is allowed: what does not fit Slack's limits is cut with "…", lists
 * and tables by whole rows with their `moreText`. The tone is not drawn: Slack has no colours for it, and the title says it.
 */
export function renderCard(card: Card): Drawn {
  return { text: cardText(card), blocks: fitted(card, messageRoom) };
}

/** Draws a card as a person's Home tab. */
export function renderHome(card: Card): types.HomeView {
  return { type: "home", blocks: fitted(card, homeRoom) };
}

/** A line of our own words as a message: shown as it stands. */
export function renderNotice(text: string): Drawn {
  return {
    text: cutEscaped(text),
    blocks: [{ type: "section", text: plainText(text, limits.section) }],
  };
}

/** Texts are shortened before a block is lost. */
const textChars = [limits.section, 800, 200, 80] as const;

function fitted(card: Card, room: Room): types.KnownBlock[] {
  const header: Piece[] = card.title.trim() === "" ? [] : [headerOf(card.title)];
  // What a card has beyond this could not be shown anyway.
  const body = card.body.slice(0, room.blocks * 2);
  for (const charsMax of textChars) {
    const pieces = [...header, ...body.map((block) => drawBlock(block, charsMax))];
    const blocks = withMostRows(pieces, room);
    if (blocks !== undefined) return blocks.length > 0 ? blocks : noBlocks;
  }
  const pieces = [...header, ...body.map((block) => drawBlock(block, Math.min(...textChars)))];
  return asManyAsFit(pieces, room);
}

function headerOf(title: string): Piece {
  return { rows: 0, draw: () => [{ type: "header", text: plainText(title, limits.header) }] };
}

const ellipsis: types.KnownBlock = {
  type: "context",
  elements: [{ type: "plain_text", text: "…", emoji: false }],
};
const noBlocks: types.KnownBlock[] = [ellipsis];

/** Every row if they fit, else the same greatest number of rows for each list and table; `undefined` if even none fits. */
function withMostRows(pieces: readonly Piece[], room: Room): types.KnownBlock[] | undefined {
  const draw = (rows: number) => pieces.flatMap((piece) => piece.draw(Math.min(piece.rows, rows)));
  // A table's section holds five rows, so more than five a block can never be shown.
  let tooMany = Math.min(Math.max(0, ...pieces.map((piece) => piece.rows)), room.blocks * 5) + 1;
  const all = draw(tooMany - 1);
  if (fits(all, room)) return all;
  let best: types.KnownBlock[] | undefined;
  let enough = -1;
  while (tooMany - enough > 1) {
    const rows = Math.floor((enough + tooMany) / 2);
    const blocks = draw(rows);
    if (fits(blocks, room)) {
      enough = rows;
      best = blocks;
    } else {
      tooMany = rows;
    }
  }
  return best;
}

function fits(blocks: readonly types.KnownBlock[], room: Room): boolean {
  return blocks.length <= room.blocks && JSON.stringify(blocks).length <= room.chars;
}

/** For cards with more blocks than Slack has room for: from the top, and "…" at the end. */
function asManyAsFit(pieces: readonly Piece[], room: Room): types.KnownBlock[] {
  const kept: types.KnownBlock[] = [];
  let chars = JSON.stringify(noBlocks).length;
  for (const block of pieces.flatMap((piece) => piece.draw(0))) {
    const more = JSON.stringify(block).length + 1;
    if (chars + more > room.chars) continue;
    if (kept.length === room.blocks - 1) break;
    kept.push(block);
    chars += more;
  }
  return [...kept, ellipsis];
}

function cardText(card: Card): string {
  let words = card.summary ?? card.title;
  for (const block of card.body) {
    if (words.length > limits.text) break;
    for (const line of blockLines(block)) if (line.trim() !== "") words += `\n${line}`;
  }
  return cutEscaped(words.trim());
}

/** Escaping makes a text longer; an entity is never cut in two. */
function cutEscaped(text: string): string {
  const escaped = escapeText(cut(text, limits.text));
  const short = cut(escaped, limits.text);
  if (short === escaped) return escaped === "" ? "…" : escaped;
  return `${short.slice(0, -1).replace(/&[a-z]*$/, "")}…`;
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case "text":
    case "note":
      return [inWords(block.text)];
    case "fields":
      return block.fields.map((field) => `${field.label}: ${inWords(field.value)}`);
    case "list":
      return [
        ...block.items.map((item) => inWords(item.text)),
        ...moreLines(block.more ?? 0, block.moreText),
      ];
    case "table":
      return [block.columns, ...block.rows].map((cells) => cells.join(" · "));
    case "image":
      return [block.alt];
    case "divider":
    case "buttons":
      return [];
    default:
      return assertNever(block);
  }
}

function moreLines(count: number, moreText: string): readonly string[] {
  return count > 0 ? [moreLine(moreText, count)] : [];
}
