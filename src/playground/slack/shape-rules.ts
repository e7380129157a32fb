import { type CrossRule, docs, hasTwins } from "./cross-rules.ts";
import { optionsOf } from "./inputs.ts";
import { isList, type JsonObject, objectAt, objectsAt, textAt } from "./json.ts";

/** Rules of one object, with the shapes they hold for. */
export const SHAPE_RULES: readonly (CrossRule & { readonly shapes: readonly string[] })[] = [
  {
    id: "section-has-content",
    shapes: ["section"],
    cite: docs("blocks/section-block"),
    message: "must define text or fields",
    broken: (section) => section["text"] === undefined && section["fields"] === undefined,
  },
  {
    id: "image-has-one-source",
    shapes: ["image", "image_element"],
    cite: docs("blocks/image-block"),
    message: "must define exactly one of image_url and slack_file",
    broken: (image) => (image["image_url"] === undefined) === (image["slack_file"] === undefined),
  },
  {
    id: "slack-file-by-id-or-url",
    shapes: ["slack_file"],
    cite: docs("composition-objects/slack-file-object"),
    message: "must define exactly one of id and url",
    broken: (file) => (file["id"] === undefined) === (file["url"] === undefined),
  },
  {
    id: "options-or-groups",
    shapes: ["static_select", "multi_static_select"],
    cite: docs("block-elements/select-menu-element"),
    message: "must define exactly one of options and option_groups",
    broken: (select) => (select["options"] === undefined) === (select["option_groups"] === undefined),
  },
  {
    id: "initial-option-is-offered",
    shapes: ["static_select", "multi_static_select", "radio_buttons", "checkboxes"],
    cite: docs("block-elements/select-menu-element"),
    message: "initial_option must exactly match one of the options",
    broken: initialIsMissing,
  },
  {
    id: "action-id-unique",
    shapes: ["actions", "context_actions"],
    cite: docs("blocks/actions-block"),
    message: "action_id must be unique within the block",
    broken: (block) => hasTwins(objectsAt(block, "elements").map((element) => textAt(element, "action_id"))),
  },
  {
    id: "number-range",
    shapes: ["number_input"],
    cite: docs("block-elements/number-input-element"),
    message: "min_value cannot be greater than max_value",
    broken: (input) => Number(input["min_value"]) > Number(input["max_value"]),
  },
  {
    id: "length-range",
    shapes: ["plain_text_input"],
    cite: docs("block-elements/plain-text-input-element"),
    message: "min_length cannot be greater than max_length",
    broken: (input) => Number(input["min_length"]) > Number(input["max_length"]),
  },
  {
    id: "data-table-rows-equal",
    shapes: ["data_table"],
    cite: docs("blocks/data-table-block"),
    message: "every row must have the same number of cells",
    broken: (table) => new Set(rowsOf(table).map((row) => row.length)).size > 1,
  },
];

function rowsOf(table: JsonObject): readonly (readonly unknown[])[] {
  const rows = table["rows"];
  return isList(rows) ? rows.filter(isList) : [];
}

function initialIsMissing(element: JsonObject): boolean {
  const single = objectAt(element, "initial_option");
  const initial = [...(single ? [single] : []), ...objectsAt(element, "initial_options")];
  const offered = new Set(optionsOf(element).map((option) => textAt(option, "value")));
  return initial.some((option) => !offered.has(textAt(option, "value")));
}
