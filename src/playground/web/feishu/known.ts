import type { Json } from "../shared/json.ts";
import { type KnownProperties, unknownIn } from "../shared/known.ts";

const pressable = ["behaviors", "value", "confirm", "disabled", "disabled_tips", "hover_tips"] as const;
const field = [...pressable, "name", "required", "width", "placeholder", "type"] as const;
const arranged = [
  "direction",
  "horizontal_spacing",
  "vertical_spacing",
  "horizontal_align",
  "vertical_align",
] as const;

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components: what is drawn of them. */
const known: KnownProperties = {
  markdown: ["content", "text_size", "text_align"],
  div: ["text", "fields", "width"],
  plain_text: ["content", "text_size", "text_color", "text_align", "lines"],
  lark_md: ["content", "text_size", "text_align"],
  hr: [],
  img: ["img_key", "alt", "title", "mode", "scale_type", "size", "corner_radius", "preview", "transparent"],
  person: ["user_id", "size", "show_avatar", "show_name", "style"],
  person_list: ["persons", "size", "show_avatar", "show_name", "lines"],
  table: ["columns", "rows", "page_size", "row_height", "header_style", "freeze_first_column"],
  column_set: ["columns", "flex_mode", "background_style", "action", ...arranged],
  column: ["elements", "width", "weight", "background_style", "action", ...arranged],
  form: ["name", "elements", ...arranged],
  collapsible_panel: ["header", "elements", "expanded", "background_color", "border", ...arranged],
  interactive_container: [
    "elements",
    "width",
    "height",
    "background_style",
    "has_border",
    "border_color",
    "corner_radius",
    ...pressable,
    ...arranged,
  ],
  button: [...pressable, "name", "text", "type", "size", "width", "form_action_type", "action_type"],
  overflow: [...pressable, "options", "width"],
  input: [
    ...field,
    "label",
    "label_position",
    "default_value",
    "max_length",
    "input_type",
    "rows",
    "auto_resize",
    "max_rows",
  ],
  select_static: [...field, "options", "initial_option", "initial_index"],
  multi_select_static: [...field, "options", "selected_values"],
  select_person: [...field, "options", "initial_option"],
  date_picker: [...field, "initial_date"],
  picker_time: [...field, "initial_time"],
  picker_datetime: [...field, "initial_datetime"],
  checker: [...pressable, "name", "text", "checked", "overall_checkable", "checked_style"],
};

const shared = ["tag", "element_id", "margin", "padding"];

/** The part of an element that would not be drawn, by name; `undefined` when everything is. */
export function unknownInElement(element: Json): string | undefined {
  return unknownIn(element, typeof element["tag"] === "string" ? element["tag"] : "", { known, shared });
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure */
export function unknownInCard(card: Json, header: Json): string | undefined {
  const structure = {
    known: { card: ["schema", "config", "card_link", "header", "body"], header: headerParts },
    shared: [],
  };
  return unknownIn(card, "card", structure) ?? unknownIn(header, "header", structure);
}

const headerParts = ["title", "subtitle", "template", "text_tag_list", "padding"];
