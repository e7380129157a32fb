import {
  type Block,
  type Card,
  type Field,
  type ListBlock,
  moreLine,
  type TableBlock,
  type Tone,
} from "#chat/card.ts";
import type { Text } from "#chat/text.ts";
import { assertNever } from "#src/errors.ts";
import {
  button,
  buttonRow,
  cardOf,
  type Element,
  type FeishuCard,
  markdown,
  smallPrint,
} from "./elements.ts";
import { cut, fits, limits } from "./limits.ts";
import { cutText, escapeMarkdown, toMarkdown } from "./markdown.ts";

/** Green is done, orange a warning, red an error, grey void: the platform's design guide for card headers. */
const templates = {
  neutral: "default",
  info: "blue",
  success: "green",
  warning: "orange",
  danger: "red",
  muted: "grey",
} as const satisfies Record<Tone, string>;

/** How much of a card is drawn. `text` and `cell` count characters, the others things. */
type Room = Readonly<Record<"blocks" | "text" | "fields" | "items" | "rows" | "cell" | "buttons", number>>;

const wholeRoom: Room = { blocks: 60, text: 6000, fields: 50, items: 50, rows: 100, cell: 200, buttons: 20 };

/**
 * A card as Feishu's card JSON 2.0, within its limits at any length: what is long is cut first, all of it in the
 * same measure, and only then the last blocks are left out.
 */
export function renderCard(card: Card): FeishuCard {
  for (const room of rooms()) {
    const drawn = draw(card, room);
    if (fits(drawn)) return drawn;
  }
  return draw(card, { ...wholeRoom, blocks: 0 });
}

function* rooms(): Generator<Room> {
  let room = wholeRoom;
  for (let share = 1; share > 0.02; share *= 0.8) {
    room = shrink(share);
    yield room;
  }
  for (let blocks = wholeRoom.blocks; blocks > 0; blocks = Math.floor(blocks / 2)) yield { ...room, blocks };
}

function shrink(share: number): Room {
  const part = (of: number, least: number) => Math.max(least, Math.floor(of * share));
  return {
    blocks: wholeRoom.blocks,
    text: part(wholeRoom.text, 100),
    fields: part(wholeRoom.fields, 5),
    items: part(wholeRoom.items, 3),
    rows: part(wholeRoom.rows, 3),
    cell: part(wholeRoom.cell, 20),
    buttons: part(wholeRoom.buttons, 3),
  };
}

function draw(card: Card, room: Room): FeishuCard {
  const blocks = card.body.slice(0, room.blocks);
  const tables = blocks.flatMap((block, index) => (block.type === "table" ? [index] : []));
  const elements = blocks.flatMap((block, index) =>
    block.type === "table" && tables.indexOf(index) >= limits.tables
      ? drawLines(block, room)
      : drawOne(block, room),
  );
  const isCut = card.body.length > room.blocks;
  return cardOf(
    { title: card.title, template: templates[card.tone], summary: card.summary ?? card.title },
    isCut ? [...elements, smallPrint("…")] : elements,
  );
}

function drawOne(block: Block, room: Room): readonly Element[] {
  switch (block.type) {
    case "text":
      return drawText(block.text, room.text);
    case "note":
      return drawMarkdown([toMarkdown(cutText(block.text, room.text))], smallPrint);
    case "fields":
      return drawFields(block.fields, room);
    case "list":
      return drawList(block, room);
    case "divider":
      return [{ tag: "hr" }];
    case "buttons":
      return buttonRow(block.buttons.slice(0, room.buttons).map((spec) => button(spec)));
    case "image":
      // An `img` takes only keys of pictures that the bot uploaded before; a drawing has no side effects, so a link.
      return [
        markdown(
          toMarkdown([{ type: "link", label: cut(block.alt || block.url, room.cell), url: block.url }]),
        ),
      ];
    case "table":
      return drawTable(block, room);
    default:
      return assertNever(block);
  }
}

function drawText(text: Text, max: number): readonly Element[] {
  return drawMarkdown([toMarkdown(cutText(text, max))]);
}

/** One line each: two columns would leave 15 letters a column on a phone. */
function drawFields(fields: readonly Field[], room: Room): readonly Element[] {
  const max = Math.ceil(room.text / 3);
  const lines = fields.slice(0, room.fields).map(({ label, value }) => {
    const name = escapeMarkdown(cut(label, room.cell)).replaceAll("\n", " ");
    return `<font color="grey">${name}</font>  ${toMarkdown(cutText(value, max))}`;
  });
  if (fields.length > room.fields) lines.push("…");
  return drawMarkdown(lines);
}

function drawList(list: ListBlock, room: Room): readonly Element[] {
  const max = Math.ceil(room.text / 6);
  const items = list.items
    .slice(0, room.items)
    .flatMap((item) => [
      ...drawText(item.text, max),
      ...buttonRow((item.buttons ?? []).slice(0, room.buttons).map((spec) => button(spec, "small"))),
    ]);
  const hidden = list.items.length - Math.min(list.items.length, room.items) + (list.more ?? 0);
  return hidden > 0 ? [...items, smallPrint(escapeMarkdown(moreLine(list.moreText, hidden)))] : items;
}

function drawTable(table: TableBlock, room: Room): readonly Element[] {
  const columns = table.columns.slice(0, limits.tableColumns);
  const rows = table.rows.slice(0, room.rows);
  if (columns.length === 0 || rows.length === 0) return [];
  const element = {
    tag: "table",
    page_size: Math.min(limits.tablePageSize, rows.length),
    columns: columns.map((name, index) => ({
      name: `c${index}`,
      display_name: cut(name, room.cell),
      data_type: "text",
    })),
    rows: rows.map((cells) =>
      Object.fromEntries(columns.map((_, index) => [`c${index}`, cut(cells[index] ?? "", room.cell)])),
    ),
  };
  return [element, ...hiddenRows(table, rows.length)];
}

/** A table beyond the platform's number of tables. */
function drawLines(table: TableBlock, room: Room): readonly Element[] {
  const rows = table.rows.slice(0, room.rows);
  const lines = [table.columns, ...rows].map((cells) =>
    cells
      .slice(0, limits.tableColumns)
      .map((cell) => escapeMarkdown(cut(cell, room.cell)))
      .join(" · "),
  );
  return [...drawMarkdown(lines), ...hiddenRows(table, rows.length)];
}

function hiddenRows(table: TableBlock, shown: number): readonly Element[] {
  const hidden = table.rows.length - shown;
  return hidden > 0 ? [smallPrint(escapeMarkdown(moreLine(table.moreText, hidden)))] : [];
}

function drawMarkdown(lines: readonly string[], make = markdown): readonly Element[] {
  const content = lines.join("\n");
  return content.trim() === "" ? [] : [make(content)];
}
