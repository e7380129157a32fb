import fc from "fast-check";
import type { Block, Button, Card } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Text, TextPart } from "#chat/text.ts";

/** What people paste: mentions, markup of several kinds, control characters, emoji, both directions. */
const nasty = fc.constantFrom(
  "<at id=all></at>",
  "<!channel>",
  "**",
  "*a*",
  "[x](https://evil.example)",
  "`c`",
  "# h",
  "- 1\n- 2",
  "1. a",
  "| a | b |\n|---|---|\n| 1 | 2 |",
  "&amp;",
  "\u0000\u0007",
  "👩‍👩‍👧‍👦",
  "\ud83d",
  "‏עברית",
  "客户很满意，周五再谈",
  ":DONE:",
  "",
);

/** Short as a rule, sometimes far beyond every limit. */
const words = fc.oneof(
  { weight: 6, arbitrary: fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(" ")) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(nasty, fc.integer({ min: 1, max: 4000 })).map(([part, times]) => part.repeat(times)),
  },
);

const part: fc.Arbitrary<TextPart> = fc.oneof(
  words.map((text): TextPart => ({ type: "value", text })),
  words.map((text): TextPart => ({ type: "authored", text })),
  fc
    .tuple(words, fc.constantFrom("ou_0a1b2c", "U123", "all"))
    .map(([name, userId]): TextPart => ({ type: "person", name, userId })),
  fc
    .tuple(words, fc.constantFrom("https://genjin.example/a(b)?q=1 2", "javascript:alert(1)", "no url"))
    .map(([label, url]): TextPart => ({ type: "link", label, url })),
);
const text: fc.Arbitrary<Text> = fc.array(part, { maxLength: 5 });
const moreText = "还有 {count} 条";

const button: fc.Arbitrary<Button> = fc
  .record({
    label: words,
    style: fc.constantFrom("primary" as const, "danger" as const, undefined),
    confirms: fc.boolean(),
    id: fc.uuid(),
  })
  .map(({ label, style, confirms, id }) => ({
    label,
    action: { id: "todo.done", payload: { todoId: id } },
    ...(style && { style }),
    ...(confirms && { confirm: { title: label, text: label, yes: label, no: label } }),
  }));

/** Few things as a rule, sometimes hundreds. */
function many<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.array(item, { maxLength: 5 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(item, fc.integer({ min: 50, max: 300 }))
        .map(([one, times]) => Array<T>(times).fill(one)),
    },
  );
}

const block: fc.Arbitrary<Block> = fc.oneof(
  text.map((one): Block => ({ type: "text", text: one })),
  text.map((one): Block => ({ type: "note", text: one })),
  fc.constant<Block>({ type: "divider" }),
  many(fc.record({ label: words, value: text })).map((fields): Block => ({ type: "fields", fields })),
  many(fc.record({ text, buttons: fc.array(button, { maxLength: 4 }) })).map(
    (items): Block => ({ type: "list", items, moreText }),
  ),
  many(button).map((buttons): Block => ({ type: "buttons", buttons })),
  words.map((alt): Block => ({ type: "image", url: "https://genjin.example/chart.png", alt })),
  fc
    .record({ columns: many(words), rows: many(fc.array(words, { maxLength: 4 })) })
    .map(({ columns, rows }): Block => ({ type: "table", columns, rows, moreText })),
);

export const cards: fc.Arbitrary<Card> = fc.record({
  title: words,
  tone: fc.constantFrom("neutral", "info", "success", "warning", "danger", "muted"),
  body: many(block),
});

const option: fc.Arbitrary<Option> = fc.record({ value: fc.uuid(), label: words });
const options = many(option).map((all) =>
  all.map((one, index) => ({ ...one, value: `${one.value}${index}`.slice(-75) })),
);

const fieldKind = fc.oneof(
  fc.record({
    type: fc.constantFrom("text" as const, "multiline" as const),
    initial: words,
    placeholder: words,
  }),
  fc.record({ type: fc.constant("number" as const), initial: fc.integer(), min: fc.integer() }),
  fc.record({ type: fc.constant("select" as const), options }),
  fc.record({
    type: fc.constant("search" as const),
    source: fc.constant("customers"),
    suggestions: options,
    initial: option,
  }),
  fc.record({ type: fc.constant("person" as const), initial: fc.constant("ou_0a1b2c") }),
  fc.record({ type: fc.constant("date" as const), initial: fc.constant("2026-11-23") }),
  fc.record({ type: fc.constant("datetime" as const), initial: fc.constant("2026-11-23 09:00") }),
  fc.record({ type: fc.constant("checkboxes" as const), options }),
);

const fields: fc.Arbitrary<FormField[]> = fc
  .array(fc.tuple(fieldKind, words, words, fc.boolean()), { maxLength: 8 })
  .map((kinds) =>
    kinds.map(([kind, label, hint, required], index) => ({
      name: `field${index}`,
      label,
      hint,
      required,
      ...kind,
    })),
  );

export const forms: fc.Arbitrary<Form> = fc.record({
  id: fc.constant("follow-up.log"),
  title: words,
  submit: words,
  cancel: words,
  payload: fc.constant({ customerId: "0190-1" }),
  intro: text,
  fields,
});
