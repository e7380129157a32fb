import fc from "fast-check";
import { expect, test } from "vitest";
import type { Form, FormField } from "#chat/form.ts";
import { optionsBody } from "#platforms/slack/in-body.ts";
import { readForm } from "#platforms/slack/read-form.ts";
import { renderForm } from "#platforms/slack/render-form.ts";
import { forms } from "./arbitrary.ts";
import { complaints, optionComplaints } from "./schema.ts";

function formOf(...fields: FormField[]): Form {
  return { id: "f", title: "Title", submit: "Save", cancel: "Cancel", payload: { a: "1" }, fields };
}

function drawn(field: FormField) {
  return renderForm(formOf(field), {}).blocks;
}

test("no form of any length is too big for a modal", () => {
  fc.assert(
    fc.property(forms, (form) => {
      expect(
        complaints("ModalView", renderForm(form, { conversation: { id: "D1", kind: "direct" } })),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("a field is optional unless it is required, and its block has its name", () => {
  expect(drawn({ name: "a", label: "A", type: "text" })).toMatchObject([{ block_id: "a", optional: true }]);
  expect(drawn({ name: "a", label: "A", type: "text", required: true })).toMatchObject([{ optional: false }]);
});

test("a searched field asks its source from the first character and starts with what is known", () => {
  const field = {
    name: "customer",
    label: "Customer",
    type: "search",
    source: "customer",
    suggestions: [],
    initial: { value: "c1", label: "ACME" },
  } as const;
  expect(drawn(field)).toMatchObject([
    {
      element: {
        type: "external_select",
        action_id: "customer",
        min_query_length: 0,
        initial_option: { value: "c1", text: { text: "ACME" } },
      },
    },
  ]);
});

test("date and time are two pickers, for Slack's own would need the person's zone", () => {
  const blocks = drawn({
    name: "at",
    label: "At",
    type: "datetime",
    required: true,
    initial: "2026-11-24 15:30",
  });
  expect(blocks).toMatchObject([
    { block_id: "at", optional: false, element: { initial_date: "2026-11-24" } },
    { block_id: "at__time", optional: true, element: { initial_time: "15:30" } },
  ]);
  const date = { value: { type: "datepicker", selected_date: "2026-11-25" } };
  const time = (selected_time: string | null) => ({ value: { type: "timepicker", selected_time } });
  expect(readForm({ at: date, at__time: time("08:15") })).toEqual({
    at: { type: "datetime", local: "2026-11-25 08:15" },
  });
  expect(readForm({ at: date, at__time: time(null) })).toEqual({
    at: { type: "datetime", local: "2026-11-25 09:00" },
  });
  expect(
    readForm({ at: { value: { type: "datepicker", selected_date: null } }, at__time: time("08:15") }),
  ).toEqual({});
});

test("more boxes than Slack draws become a list to choose several from", () => {
  const options = Array.from({ length: 11 }, (_, index) => ({ value: String(index), label: `n${index}` }));
  const field = { name: "a", label: "A", type: "checkboxes", initial: ["2"] } as const;
  expect(drawn({ ...field, options: options.slice(0, 10) })).toMatchObject([
    { element: { type: "checkboxes" } },
  ]);
  expect(drawn({ ...field, options })).toMatchObject([
    { element: { type: "multi_static_select", initial_options: [{ value: "2" }] } },
  ]);
});

test("a number out of its range is not proposed", () => {
  const field = { name: "a", label: "A", type: "number", min: 1, max: 9 } as const;
  expect(drawn({ ...field, initial: 5 })).toMatchObject([
    { element: { initial_value: "5", min_value: "1", max_value: "9" } },
  ]);
  expect(drawn({ ...field, initial: 10 })).not.toMatchObject([{ element: { initial_value: "10" } }]);
});

test.each([
  [
    { type: "plain_text_input", value: "met" },
    { type: "text", text: "met" },
  ],
  [{ type: "plain_text_input", value: " " }, undefined],
  [{ type: "plain_text_input", value: null }, undefined],
  [
    { type: "number_input", value: "3.5" },
    { type: "number", number: 3.5 },
  ],
  [
    { type: "static_select", selected_option: { value: "visit" } },
    { type: "option", value: "visit" },
  ],
  [{ type: "static_select", selected_option: null }, undefined],
  [
    { type: "external_select", selected_option: { value: "typed:新客户" } },
    { type: "typed", text: "新客户" },
  ],
  [
    { type: "external_select", selected_option: { value: "c1" } },
    { type: "option", value: "c1" },
  ],
  [
    { type: "users_select", selected_user: "U1" },
    { type: "person", userId: "U1" },
  ],
  [
    { type: "datepicker", selected_date: "2026-11-24" },
    { type: "date", date: "2026-11-24" },
  ],
  [
    { type: "checkboxes", selected_options: [{ value: "a" }] },
    { type: "options", values: ["a"] },
  ],
  [{ type: "checkboxes", selected_options: [] }, undefined],
])("%o is read as %o", (entered, value) => {
  expect(readForm({ field: { value: entered } })).toEqual(value === undefined ? {} : { field: value });
});

test("what was typed is offered last, and never more options than Slack takes", () => {
  const found = Array.from({ length: 150 }, (_, index) => ({
    value: `c${index}`,
    label: `customer ${index}`,
  }));
  const answer = optionsBody(found, `  ${"长".repeat(200)} `, "en");
  expect(optionComplaints(answer)).toEqual([]);
  expect(answer).toMatchObject({ options: { length: 100, 99: { value: `typed:${"长".repeat(69)}` } } });
  expect(optionsBody([], "ACME", "zh")).toMatchObject({ options: [{ text: { text: "使用「ACME」" } }] });
  expect(optionsBody([], " ", "zh")).toEqual({ options: [] });
});

test("a response URL that makes the modal's memory too long is forgotten; a payload that does is a mistake", () => {
  const long = renderForm(formOf(), { responseUrl: `https://x.example/${"x".repeat(3000)}` });
  expect(long.private_metadata).toBe('{"payload":{"a":"1"},"origin":{}}');
  const form = { ...formOf(), payload: { a: "x".repeat(3000) } };
  expect(() => renderForm(form, {})).toThrow("longer than Slack keeps");
});
