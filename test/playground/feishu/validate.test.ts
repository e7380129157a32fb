import { describe, expect, it } from "vitest";
import { CARD_RULES, type CardRuleName } from "#playground/feishu/card-rules.ts";
import { isRecord, type Json, parseJson, record, records } from "#playground/feishu/json.ts";
import { validateCard } from "#playground/feishu/validate.ts";
import samples from "../../specs/feishu-card2-samples.json" with { type: "json" };
import { button, card } from "./app.ts";

const plain = (content: string) => ({ tag: "plain_text", content });
const markdown = (content: string) => ({ tag: "markdown", content });
const submit = { ...button("提交"), name: "submit", form_action_type: "submit" };
const form = (elements: readonly object[], name = "form") => ({ tag: "form", name, elements });
const columns = (elements: readonly object[]) => ({
  tag: "column_set",
  columns: [{ tag: "column", elements }],
});
const nested = (depth: number): object => (depth === 0 ? markdown("x") : columns([nested(depth - 1)]));
const column = (name: string) => ({ name, data_type: "text" });
const table = (more: object) => ({ tag: "table", columns: [column("a")], rows: [{ a: "1" }], ...more });
const input = { tag: "input", name: "note" };
const long = "长".repeat(101);

/** One card that breaks each rule; several where a rule has several sides. */
const BROKEN: readonly (readonly [CardRuleName, unknown])[] = [
  ["not-an-object", []],
  ["not-an-object", "card"],
  ["schema", { ...card([]), schema: "1.0" }],
  ["schema", { elements: [] }],
  ["not-shared", { ...card([]), config: { update_multi: false } }],
  ["unknown-property", card([{ ...markdown("x"), colour: "red" }])],
  ["unknown-property", { ...card([]), elements: [] }],
  ["unknown-property", card([{ ...button("x"), text: { ...plain("x"), bold: true } }])],
  ["unknown-property", { ...card([]), config: { update_multi: true, wide: true } }],
  ["removed-in-2", card([{ tag: "note", elements: [] }])],
  ["removed-in-2", card([{ tag: "action", actions: [] }])],
  ["removed-in-2", { ...card([]), i18n_elements: {} }],
  ["unknown-tag", card([{ tag: "carousel" }])],
  ["unknown-tag", card([{ tag: "column", elements: [] }])],
  ["unknown-tag", card([{ content: "x" }])],
  ["missing-property", card([{ tag: "markdown" }])],
  ["missing-property", card([{ ...button("x"), confirm: { title: plain("?") } }])],
  ["missing-property", card([{ ...button("x"), confirm: { text: plain("?") } }])],
  ["wrong-type", card([{ tag: "markdown", content: 7 }])],
  ["wrong-type", card([{ ...button("x"), disabled: "true" }])],
  ["wrong-type", card([{ tag: "column_set", columns: {} }])],
  ["not-one-of", card([{ ...button("x"), type: "green" }])],
  ["not-one-of", card([form([{ ...input, input_type: "number" }, submit])])],
  ["not-one-of", card([{ ...button("x"), text: { tag: "lark_md", content: "x" } }])],
  ["not-one-of", card([{ ...button("x"), behaviors: [{ type: "submit" }] }])],
  ["spacing-range", card([{ ...markdown("x"), margin: "100px" }])],
  ["spacing-range", card([form([submit]), { tag: "form", name: "b", padding: "-1px", elements: [submit] }])],
  ["spacing-range", card([{ ...markdown("x"), margin: "1px 1px 1px 1px 1px" }])],
  ["spacing-range", card([{ ...markdown("x"), margin: "1em" }])],
  ["too-large", card([markdown("字".repeat(10_300))])],
  ["too-many-elements", card(Array.from({ length: 100 }, (_, n) => button(`按 ${n}`)))],
  ["element-id-format", card([{ ...markdown("x"), element_id: "1st" }])],
  ["element-id-format", card([{ ...markdown("x"), element_id: "a".repeat(21) }])],
  ["element-id-unique", card([1, 2].map(() => ({ ...markdown("x"), element_id: "same" })))],
  ["root-only", card([columns([form([submit])])])],
  ["root-only", card([columns([table({})])])],
  ["nesting-depth", card([nested(6)])],
  ["form-name", card([form([submit], "")])],
  ["form-name", card([form([{ tag: "input" }, submit])])],
  ["form-name-unique", card([form([input, input, submit])])],
  ["form-name-unique", card([form([submit]), form([{ ...submit, name: "other" }])])],
  ["form-submit", card([form([input])])],
  ["form-submit", card([form([{ ...submit, form_action_type: "reset" }])])],
  ["multi-select-outside-form", card([{ tag: "multi_select_static", name: "tags", options: [] }])],
  ["text-length", card([button(long)])],
  ["text-length", card([form([{ ...input, placeholder: plain(long) }, submit])])],
  ["input-length", card([form([{ ...input, max_length: 1001 }, submit])])],
  ["input-length", card([form([{ ...input, max_length: 0 }, submit])])],
  ["table-count", card(Array.from({ length: 6 }, () => table({})))],
  ["table-count", card([...Array.from({ length: 5 }, () => table({})), markdown("|a|b|\n|---|---|\n|1|2|")])],
  [
    "table-columns",
    card([table({ columns: Array.from({ length: 51 }, (_, n) => column(`a${n}`)), rows: [] })]),
  ],
  ["table-page-size", card([table({ page_size: 11 })])],
  ["table-page-size", card([table({ page_size: 0 })])],
  ["table-row-keys", card([table({ rows: [{ a: "1", b: "2" }] })])],
  ["callback-value-object", card([{ ...button("x"), behaviors: [{ type: "callback", value: "x" }] }])],
  ["no-callback", card([form([{ ...submit, behaviors: [] }])])],
  ["no-callback", card([{ tag: "checker", text: plain("x") }])],
  ["image-alt", card([{ tag: "img", img_key: "img_x" }])],
];

describe("a card of JSON 2.0", () => {
  it.each(BROKEN)("is refused for %s (%#)", (rule, broken) => {
    const faults = validateCard(broken, { hazards: true });
    expect(faults.map((fault) => fault.rule)).toContain(rule);
    const { code } = CARD_RULES[rule];
    expect(faults.find((fault) => fault.rule === rule)).toMatchObject({ code });
  });

  it("has a broken example and a page of the documentation for every rule", () => {
    expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set(Object.keys(CARD_RULES)));
    for (const rule of Object.values(CARD_RULES))
      expect(rule.cite).toMatch(/^https:\/\/open\.feishu\.cn\/document\//);
  });

  it("passes when it stays on the right side of every limit", () => {
    const fields = [
      { ...input, max_length: 1000, placeholder: plain("字".repeat(100)) },
      { tag: "multi_select_static", name: "tags", options: [{ text: plain("重点"), value: "key" }] },
      submit,
    ];
    const body = [
      ...Array.from({ length: 5 }, () => table({ page_size: 10 })),
      form(fields),
      nested(5),
      { ...markdown("x"), element_id: `a${"1".repeat(19)}`, margin: "-99px 99px" },
      { tag: "img", img_key: "img_x", alt: plain("图") },
    ];
    expect(validateCard(card(body), { hazards: true })).toEqual([]);
    const ninetyNine = Array.from({ length: 99 }, (_, n) => button(`按 ${n}`));
    expect(validateCard(card(ninetyNine))).toEqual([]);
  });

  it("tells hazards only when asked for, because the platform takes such cards", () => {
    const silent = card([{ tag: "img", img_key: "img_x" }]);
    expect(validateCard(silent)).toEqual([]);
    expect(validateCard(silent, { hazards: true })).toMatchObject([
      { rule: "image-alt", path: "body.elements[0]" },
    ]);
  });

  it("says where a fault is", () => {
    const broken = card([columns([markdown("a"), { ...button("x"), text: { ...plain("x"), bold: 1 } }])]);
    expect(validateCard(broken)).toEqual([
      {
        path: "body.elements[0].columns[0].elements[1].text.bold",
        rule: "unknown-property",
        code: 200621,
        message: "2.0 knows no such property here",
      },
    ]);
  });
});

/** Slips of the documentation's own samples, by position: what each breaks, and the sample put right. */
const SLIPS: Readonly<Record<number, { rules: readonly CardRuleName[]; repair: (sample: Json) => unknown }>> =
  {
    4: {
      rules: ["unknown-tag", "element-id-unique"],
      repair: (sample) => ({ ...sample, body: { elements: [] } }),
    },
    36: { rules: ["element-id-unique"], repair: withoutIds },
    57: { rules: ["table-row-keys"], repair: withDeclaredRows },
    59: { rules: ["element-id-unique"], repair: withoutIds },
  };

describe("the documentation's sample cards", () => {
  it("are all there", () => expect(samples).toHaveLength(74));

  it.each(samples.map(([page, sample], index) => [index, page, sample] as const))(
    "%i pass: %s",
    (index, _, sample) => {
      const slip = SLIPS[index];
      const found = validateCard(sample).map((fault) => fault.rule);
      expect(found).toEqual(slip?.rules ?? []);
      if (slip !== undefined) expect(validateCard(slip.repair(record(sample)))).toEqual([]);
    },
  );
});

/** The pages write `"element_id": "custom_id"` wherever one may stand. */
function withoutIds(sample: Json): unknown {
  return parseJson(JSON.stringify(sample).replaceAll('"element_id":"custom_id",', ""));
}

/** The page's columns and rows come from two different tables. */
function withDeclaredRows(sample: Json): unknown {
  const elements = records(record(sample["body"])["elements"]).map((element) => {
    if (element["tag"] !== "table" || !isRecord(records(element["rows"])[0])) return element;
    const names = new Set(records(element["rows"]).flatMap(Object.keys));
    return { ...element, columns: [...names].map(column) };
  });
  return { ...sample, body: { elements } };
}
