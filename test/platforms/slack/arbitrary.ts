import fc from "fast-check";
import type { Block, Button, Card } from "#chat/card.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Text, TextPart } from "#chat/text.ts";

/** What people paste: mentions, markup, control characters, halves of emoji, both directions. */
const nasty = fc.constantFrom(
  "<!channel>",
  "<@U1>",
  "@here",
  "**",
  "*a* _b_ ~c~ `d`",
  ":smile:",
  "> quoted",
  "&amp;",
  "<https://evil.example|click>",
  "a_b_c@example.com",
  "\u0000\u0007",
  "👩‍👩‍👧‍👦",
  "\ud83d",
  "\n\n",
  "‏עברית",
  "客户很满意，周五再谈",
  '"quoted" \\ slashes',
  "",
);

/** Short as a rule, sometimes far beyond every limit. */
export const phrases = fc.oneof(
  { weight: 6, arbitrary: fc.array(nasty, { maxLength: 4 }).map((parts) => parts.join(" ")) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(nasty, fc.integer({ min: 1, max: 4000 })).map(([one, times]) => one.repeat(times)),
  },
);

const part: fc.Arbitrary<TextPart> = fc.oneof(
  phrases.map((text): TextPart => ({ type: "value", text })),
  phrases.map((text): TextPart => ({ type: "authored", text })),
  fc
    .tuple(phrases, fc.constantFrom("U123", "W9", "ou_1", "U1>"))
    .map(([name, userId]): TextPart => ({ type: "person", name, userId })),
  fc
    .tuple(phrases, fc.constantFrom("https://genjin.example/a|b?q=1 2&c=<d>", "javascript:alert(1)", ""))
    .map(([label, url]): TextPart => ({ type: "link", label, url })),
);
const texts: fc.Arbitrary<Text> = fc.array(part, { maxLength: 5 });
const moreText = "… {count} more";

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

const button: fc.Arbitrary<Button> = fc
  .record({
    label: phrases,
    style: fc.constantFrom("primary" as const, "danger" as const, undefined),
    confirms: fc.boolean(),
    target: fc.oneof(
      phrases.map((todoId) => ({ action: { id: "todo.done", payload: { todoId } } })),
      fc.constantFrom("https://genjin.example/x", "javascript:alert(1)").map((url) => ({ url })),
    ),
  })
  .map(({ label, style, confirms, target }) => ({
    label,
    ...target,
    ...(style && { style }),
    ...(confirms && { confirm: { title: label, text: label, yes: label, no: label } }),
  }));

const block: fc.Arbitrary<Block> = fc.oneof(
  texts.map((text): Block => ({ type: "text", text })),
  texts.map((text): Block => ({ type: "note", text })),
  fc.constant<Block>({ type: "divider" }),
  many(fc.record({ label: phrases, value: texts })).map((fields): Block => ({ type: "fields", fields })),
  many(fc.record({ text: texts, buttons: fc.array(button, { maxLength: 4 }) })).map(
    (items): Block => ({ type: "list", items, moreText, more: 3 }),
  ),
  many(button).map((buttons): Block => ({ type: "buttons", buttons })),
  fc
    .tuple(phrases, fc.constantFrom("https://genjin.example/chart.png", "chart.png"))
    .map(([alt, url]): Block => ({ type: "image", url, alt })),
  fc
    .record({ columns: many(phrases), rows: many(fc.array(phrases, { maxLength: 4 })) })
    .map(({ columns, rows }): Block => ({ type: "table", columns, rows, moreText })),
);

export const cards: fc.Arbitrary<Card> = fc.record({
  title: phrases,
  tone: fc.constantFrom("neutral", "info", "success", "warning", "danger", "muted"),
  body: fc.oneof(
    { weight: 5, arbitrary: fc.array(block, { maxLength: 5 }) },
    { weight: 1, arbitrary: many(texts.map((text): Block => ({ type: "text", text }))) },
    { weight: 1, arbitrary: fc.tuple(many(button), block).map(([all, last]) => [...all.map(rowOf), last]) },
  ),
});

function rowOf(one: Button): Block {
  return { type: "buttons", buttons: [one] };
}

const option: fc.Arbitrary<Option> = fc.record({ value: fc.uuid(), label: phrases });
const options = many(option).map((all) =>
  all.map((one, index) => ({ ...one, value: `${one.value}${index}` })),
);

const fieldKind = fc.oneof(
  fc.record({
    type: fc.constantFrom("text" as const, "multiline" as const),
    initial: phrases,
    placeholder: phrases,
    maxLength: fc.integer({ min: 1, max: 9000 }),
  }),
  fc.record({
    type: fc.constant("number" as const),
    initial: fc.integer({ min: -99, max: 99 }),
    min: fc.integer({ min: -99, max: 0 }),
    max: fc.integer({ min: 1, max: 99 }),
  }),
  fc.record({ type: fc.constant("select" as const), options, initial: fc.string() }),
  fc.record({
    type: fc.constant("search" as const),
    source: fc.constant("customer"),
    suggestions: options,
    initial: option,
  }),
  fc.record({ type: fc.constant("person" as const), initial: fc.constant("U1") }),
  fc.record({ type: fc.constant("date" as const), initial: fc.constantFrom("2026-11-23", "") }),
  fc.record({ type: fc.constant("datetime" as const), initial: fc.constantFrom("2026-11-23 09:30", "") }),
  fc.record({ type: fc.constant("checkboxes" as const), options, initial: fc.array(fc.string()) }),
);

const fields: fc.Arbitrary<FormField[]> = fc
  .array(fc.tuple(fieldKind, phrases, phrases, fc.boolean()), { maxLength: 8 })
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
  title: phrases,
  submit: phrases,
  cancel: phrases,
  payload: fc.constant({ customerId: "0190-1" }),
  intro: texts,
  fields,
});
