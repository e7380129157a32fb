import type { types } from "@slack/bolt";
import {
  type Block,
  type Button,
  type Field,
  type ListBlock,
  type ListItem,
  moreLine,
  type TableBlock,
} from "#chat/card.ts";
import { plain, type Text } from "#chat/text.ts";
import { assertNever } from "#src/errors.ts";
import { drawButtons } from "./draw-button.ts";
import { limits } from "./limits.ts";
import { isWebAddress, plainText, textObject } from "./text-object.ts";

/** A block of a card, drawable with fewer of its rows. What is not a list or a table has none. */
export type Piece = { readonly rows: number; draw(rows: number): types.KnownBlock[] };

/** How a block of the card language looks on Slack, each text of it at most `charsMax` long. */
export function drawBlock(block: Block, charsMax: number): Piece {
  switch (block.type) {
    case "text":
      return fixed(section(block.text, Math.min(charsMax, limits.section)));
    case "fields":
      return fixed(drawFields(block.fields, charsMax));
    case "list":
      return drawList(block, charsMax);
    case "divider":
      return fixed([{ type: "divider" }]);
    case "note":
      return fixed(context(block.text, charsMax));
    case "buttons":
      return fixed(buttonRows(block.buttons));
    case "image":
      return fixed(drawImage(block, charsMax));
    case "table":
      return drawTable(block, charsMax);
    default:
      return assertNever(block);
  }
}

function fixed(blocks: types.KnownBlock[]): Piece {
  return { rows: 0, draw: () => blocks };
}

function section(text: Text, charsMax: number): types.SectionBlock[] {
  return isBlank(text) ? [] : [{ type: "section", text: textObject(text, charsMax) }];
}

function context(text: Text, charsMax: number): types.ContextBlock[] {
  return isBlank(text) ? [] : [{ type: "context", elements: [textObject(text, charsMax)] }];
}

function buttonRows(buttons: readonly Button[]): types.ActionsBlock[] {
  return chunks(buttons, limits.buttonsPerRow)
    .map((row) => drawButtons(row))
    .filter((elements) => elements.length > 0)
    .map((elements) => ({ type: "actions", elements }));
}

/** Beyond this a value is hard to read in half the width. */
const halfWidthChars = 80;

/** Short fields two by two, a long one over the whole width. */
function drawFields(fields: readonly Field[], charsMax: number): types.SectionBlock[] {
  const sections: types.SectionBlock[] = [];
  let pair: TextObject[] = [];
  const close = () => {
    if (pair.length > 0) sections.push({ type: "section", fields: pair });
    pair = [];
  };
  for (const field of fields) {
    const labelled = withLabel(field);
    if (isBlank(labelled)) continue;
    if (plain(field.value).length > halfWidthChars) {
      close();
      sections.push(...section(labelled, Math.min(charsMax, limits.section)));
      continue;
    }
    pair.push(textObject(labelled, Math.min(charsMax, limits.field)));
    if (pair.length === limits.fieldsPerSection) close();
  }
  close();
  return sections;
}

type TextObject = ReturnType<typeof textObject>;

function withLabel({ label, value }: Field): Text {
  return label.trim() === "" ? value : [...bold(label), { type: "authored", text: "\n" }, ...value];
}

function bold(text: string): Text {
  return [
    { type: "authored", text: "**" },
    { type: "value", text },
    { type: "authored", text: "**" },
  ];
}

/** An item is a line in a list, not a page. */
const itemCharsMax = 1000;

function drawList(list: ListBlock, charsMax: number): Piece {
  const more = list.more ?? 0;
  // Several lengths are tried; each item is drawn once.
  const drawn: types.KnownBlock[][] = [];
  const draw = (item: ListItem, index: number) => {
    const blocks = drawn[index] ?? drawItem(item, Math.min(charsMax, itemCharsMax));
    drawn[index] = blocks;
    return blocks;
  };
  return {
    rows: list.items.length,
    draw: (rows) => [
      ...list.items.slice(0, rows).flatMap(draw),
      ...moreLines(list.items.length - rows + more, list.moreText),
    ],
  };
}

/** One button stands beside the text, several below it. */
function drawItem(item: ListItem, charsMax: number): types.KnownBlock[] {
  const lines = section(item.text, charsMax);
  const [line] = lines;
  const [accessory, ...others] = drawButtons(item.buttons ?? []);
  if (line !== undefined && accessory !== undefined && others.length === 0) return [{ ...line, accessory }];
  return [...lines, ...buttonRows(item.buttons ?? [])];
}

function moreLines(count: number, moreText: string): types.ContextBlock[] {
  return count > 0 ? context([{ type: "value", text: moreLine(moreText, count) }], limits.section) : [];
}

/**
 * Slack's own tables cannot be read on a phone: each row is drawn as two fields, its name and its labelled
 * numbers, which a narrow screen puts below one another.
 */
function drawTable(table: TableBlock, charsMax: number): Piece {
  const fieldChars = Math.min(charsMax, limits.field);
  return {
    rows: table.rows.length,
    draw: (rows) => [
      ...context([{ type: "value", text: table.columns.join(" · ") }], fieldChars),
      ...chunks(table.rows.slice(0, rows), limits.fieldsPerSection / 2).map(
        (group): types.SectionBlock => ({
          type: "section",
          fields: group.flatMap((row) =>
            rowTexts(table.columns, row).map((text) => textObject(text, fieldChars)),
          ),
        }),
      ),
      ...moreLines(table.rows.length - rows, table.moreText),
    ],
  };
}

function rowTexts(columns: readonly string[], row: readonly string[]): readonly Text[] {
  const [name = "", ...cells] = row;
  const numbers = cells.map((cell, index) => `${columns[index + 1] ?? ""} ${cell}`.trim()).join(" · ");
  return [bold(orDash(name)), [{ type: "value", text: orDash(numbers) }]];
}

function orDash(text: string): string {
  return text.trim() === "" ? "–" : text;
}

/** A picture that Slack cannot load is drawn as its words. */
function drawImage(
  image: { readonly url: string; readonly alt: string },
  charsMax: number,
): types.KnownBlock[] {
  if (!isWebAddress(image.url) || image.url.length > limits.url) {
    return context([{ type: "value", text: image.alt }], charsMax);
  }
  const alt = plainText(image.alt, Math.min(charsMax, limits.imageAlt)).text;
  return [{ type: "image", image_url: image.url, alt_text: alt }];
}

function isBlank(text: Text): boolean {
  return plain(text).trim() === "";
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
