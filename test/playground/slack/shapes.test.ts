import { describe, expect, test } from "vitest";
import { checkShape, SHAPES } from "#playground/slack/validate.ts";
import { definitionOf, schema, schemaErrors } from "./block-schema.ts";
import { negativesOf, sized } from "./mutations.ts";
import { SAMPLES } from "./samples.ts";

const shapes = Object.entries(SHAPES);
const rules = shapes.map(([name, shape]) => ({
  name,
  shape,
  samples: SAMPLES[name] ?? [],
  negatives: negativesOf(name, shape, SAMPLES[name] ?? []),
}));

/** Refused here, though the schema, made from the SDK's types, does not know the rule. */
const ONLY_IN_THE_REFERENCE = new Set([
  "alert.text.max",
  "card.actions.max",
  "checkboxes.initial_options[].min",
  "confirm.confirm.required",
  "confirm.deny.required",
  "confirm.title.required",
  "data_table.page_size.max",
  "data_table.rows.max",
  "data_table.rows[].max",
  "datepicker.initial_date.pattern",
  "datetimepicker.initial_date_time.max",
  "file_input.max_files.max",
  "home.external_id.max",
  "image_element.alt_text.max",
  "image_element.image_url.max",
  "modal.external_id.max",
  "number_input.initial_value.pattern",
  "number_input.max_value.pattern",
  "number_input.min_value.pattern",
  "plain_text_input.initial_value.max",
  "plain_text_input.max_length.max",
  "plain_text_input.min_length.max",
  "timepicker.initial_time.pattern",
  ...["option", "box_option", "overflow_option"].flatMap((o) => [`${o}.value.required`, `${o}.value.max`]),
]);

describe.each(rules)("$name", ({ name, shape, samples, negatives }) => {
  test("takes its samples, as the schema does", () => {
    for (const sample of samples) {
      expect(checkShape(name, sample)).toEqual([]);
      expect(schemaErrors(definitionOf(name), sample)).toBe("");
    }
  });

  test("refuses a broken sample of each of its rules, as the schema does where it knows the rule", () => {
    for (const { rule, sample } of negatives) {
      expect(checkShape(name, sample).map((finding) => finding.rule)).toContain(rule);
      const unchecked =
        definitionOf(name) === undefined || rule.endsWith(".min") || ONLY_IN_THE_REFERENCE.has(rule);
      if (!unchecked) expect(schemaErrors(definitionOf(name), sample), rule).not.toBe("");
    }
  });

  test("takes the longest allowed, counted in code points, as the schema does", () => {
    for (const [key, prop] of Object.entries(shape.props)) {
      const base = samples.find((sample) => sample[key] !== undefined);
      const held = base?.[key];
      if (prop.max === undefined || held === undefined || prop.kind === "number") continue;
      const sample = { ...base, [key]: sized(prop, held, prop.max) };
      const found = checkShape(name, sample).map((finding) => finding.rule);
      expect(found.filter((rule) => rule.startsWith(`${name}.`))).toEqual([]);
      expect(schemaErrors(definitionOf(name), sample), `${name}.${key}`).toBe("");
    }
  });

  test("knows the properties that the schema knows, and cites its page", () => {
    expect(shape.cite).toMatch(/^https:\/\/docs\.slack\.dev\/reference\//);
    const known = schema.definitions[definitionOf(name) ?? ""]?.properties;
    if (known === undefined || name.endsWith("option")) return;
    const type = shape.type === undefined ? [] : ["type"];
    expect([...Object.keys(shape.props), ...type].sort()).toEqual(Object.keys(known).sort());
  });
});

test("the rule tables are not empty", () => {
  expect(rules.flatMap(({ negatives }) => negatives).length).toBeGreaterThan(500);
});
