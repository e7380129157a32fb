import { describe, expect, test } from "vitest";
import { SURFACES } from "#playground/slack/block-shapes.ts";
import { MESSAGE_RULES, UPDATE_RULES, VIEW_RULES } from "#playground/slack/cross-rules.ts";
import type { JsonObject } from "#playground/slack/json.ts";
import { SHAPE_RULES } from "#playground/slack/shape-rules.ts";
import { checkShape, validateMessage, validateOptions, validateView } from "#playground/slack/validate.ts";
import { schemaErrors } from "./block-schema.ts";
import { SAMPLES } from "./samples.ts";

const divider = { type: "divider" };
const plain = (text: string) => ({ type: "plain_text", text });
const option = (value: string) => ({ text: plain(value), value });
const button = { type: "button", action_id: "a", text: plain("Go") };
const markdown = { type: "markdown", text: "x".repeat(6001) };
const table = { type: "table", rows: [[{ type: "raw_text", text: "x" }]] };
const input = (more: JsonObject = {}) => ({
  type: "input",
  label: plain("Name"),
  element: { type: "plain_text_input", ...more },
});
const modal = { type: "modal", title: plain("Log"), submit: plain("Save") };
const select = { type: "static_select", options: [option("a")] };

/** One broken value for every rule that no single property can tell. */
const BROKEN: Readonly<Record<string, JsonObject>> = {
  "section-has-content": { type: "section" },
  "image-has-one-source": { type: "image", alt_text: "x" },
  "slack-file-by-id-or-url": { id: "F1", url: "https://files.slack.com/x" },
  "options-or-groups": { type: "static_select", options: [option("a")], option_groups: [] },
  "initial-option-is-offered": { ...select, initial_option: option("b") },
  "action-id-unique": { type: "actions", elements: [button, button] },
  "number-range": { type: "number_input", is_decimal_allowed: false, min_value: "10", max_value: "9" },
  "length-range": { type: "plain_text_input", min_length: 10, max_length: 9 },
  "data-table-rows-equal": {
    type: "data_table",
    caption: "x",
    rows: [
      [{ type: "raw_text", text: "x" }],
      [
        { type: "raw_text", text: "x" },
        { type: "raw_text", text: "y" },
      ],
    ],
  },
  "message-blocks-count": { blocks: Array.from({ length: 51 }, () => divider) },
  "message-block-surface": { blocks: [{ type: "alert", text: plain("x") }] },
  "message-block-id-unique": {
    blocks: [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
  },
  "message-blocks-too-long": {
    blocks: Array.from({ length: 5 }, () => ({ type: "section", text: plain("x".repeat(2900)) })),
  },
  "message-one-table": { blocks: [table, table] },
  "message-markdown-length": { blocks: [markdown, markdown] },
  "markdown-text-length": { markdown_text: "x".repeat(12_001) },
  "markdown-text-alone": { markdown_text: "x", text: "y" },
  "message-attachments-count": { attachments: Array.from({ length: 101 }, () => ({ text: "x" })) },
  "update-text-length": { text: "x".repeat(4001) },
  "view-block-surface": { ...modal, blocks: [markdown] },
  "view-block-id-unique": {
    ...modal,
    blocks: [
      { ...divider, block_id: "a" },
      { ...divider, block_id: "a" },
    ],
  },
  "view-input-needs-submit": { type: "modal", title: plain("Log"), blocks: [input()] },
  "view-one-focus": { ...modal, blocks: [input({ focus_on_load: true }), input({ focus_on_load: true })] },
  "view-size": {
    ...modal,
    blocks: Array.from({ length: 90 }, () => ({ type: "section", text: plain("x".repeat(2900)) })),
  },
};

describe("rules across properties", () => {
  const shapeRules = SHAPE_RULES.map((rule) => ({
    ...rule,
    find: (value: JsonObject) => rule.shapes.flatMap((name) => checkShape(name, value)),
  }));
  const messageRules = [...MESSAGE_RULES, ...UPDATE_RULES].map((rule) => ({
    ...rule,
    find: (value: JsonObject) => validateMessage(value, "update"),
  }));
  const all = [
    ...shapeRules,
    ...messageRules,
    ...VIEW_RULES.map((rule) => ({ ...rule, find: validateView })),
  ];

  test.each(all)("$id", ({ id, cite, find }) => {
    expect(cite).toMatch(/^https:\/\//);
    const sample = BROKEN[id];
    if (sample === undefined) throw new Error(`no broken sample for ${id}`);
    expect(find(sample).map((finding) => finding.rule)).toContain(id);
  });

  test("every broken sample belongs to a rule", () => {
    expect(Object.keys(BROKEN).sort()).toEqual(all.map((rule) => rule.id).sort());
  });
});

describe("whole payloads", () => {
  const everyBlock = Object.keys(SURFACES).flatMap((type) => SAMPLES[type] ?? []);
  const placed = (surface: string) =>
    everyBlock
      .filter((block) => SURFACES[String(block["type"])]?.includes(surface))
      .map((block, index) => ({ ...block, block_id: `b${index}` }));

  test("a message with every block it may have passes here and in the schema", () => {
    for (const block of placed("message")) {
      const message = { text: "x", blocks: [block], unfurl_links: false };
      expect(validateMessage(message)).toEqual([]);
      expect(schemaErrors("MessagePayload", message)).toBe("");
    }
  });

  test.each(["modal", "home"])("a %s with every block it may have passes here and in the schema", (type) => {
    const frame = type === "modal" ? modal : { type };
    const definition = type === "modal" ? "ModalView" : "HomeView";
    const view = { ...frame, blocks: placed(type) };
    expect(validateView(view)).toEqual([]);
    expect(schemaErrors(definition, view)).toBe("");
  });

  test("an unknown block is refused with a pointer to it", () => {
    const found = validateMessage({ blocks: [divider, { type: "sparkline" }] });
    expect(found).toEqual([
      { path: "/blocks/1", rule: "message.blocks[].type", message: "unsupported type: sparkline" },
    ]);
  });

  test("blocks inside attachments are checked too", () => {
    const found = validateMessage({ attachments: [{ color: "#f00", blocks: [{ type: "header" }] }] });
    expect(found.map((finding) => finding.path)).toEqual(["/attachments/0/blocks/0/text"]);
  });

  test("an answer to a searched select has at most 100 options", () => {
    const options = Array.from({ length: 101 }, (_none, index) => option(String(index)));
    expect(validateOptions({ options }).map((finding) => finding.rule)).toEqual(["answer.options.max"]);
    expect(validateOptions({ options: options.slice(1) })).toEqual([]);
    expect(validateOptions({})).not.toEqual([]);
  });
});
