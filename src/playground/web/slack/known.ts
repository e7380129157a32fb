import type { Json } from "../shared/json.ts";
import { type KnownProperties, unknownIn } from "../shared/known.ts";

const select = ["placeholder", "confirm", "focus_on_load"] as const;
const typed = [
  "placeholder",
  "initial_value",
  "min_length",
  "max_length",
  "dispatch_action_config",
  "focus_on_load",
] as const;

/** https://docs.slack.dev/reference/block-kit/blocks and .../block-elements: what is drawn of them. */
const known: KnownProperties = {
  header: ["text", "level"],
  section: ["text", "fields", "accessory", "expand"],
  context: ["elements"],
  divider: [],
  actions: ["elements"],
  image: ["image_url", "alt_text", "title", "slack_file"],
  input: ["label", "element", "hint", "optional", "dispatch_action"],
  plain_text: ["text", "emoji"],
  mrkdwn: ["text", "verbatim"],
  button: ["text", "url", "value", "style", "confirm", "accessibility_label"],
  overflow: ["options", "confirm"],
  plain_text_input: [...typed, "multiline"],
  email_text_input: typed,
  url_text_input: typed,
  number_input: [...typed, "is_decimal_allowed", "min_value", "max_value"],
  static_select: [...select, "options", "option_groups", "initial_option"],
  external_select: [...select, "initial_option", "min_query_length"],
  multi_static_select: [...select, "options", "option_groups", "initial_options", "max_selected_items"],
  users_select: [...select, "initial_user"],
  radio_buttons: [...select, "options", "initial_option"],
  checkboxes: [...select, "options", "initial_options"],
  datepicker: [...select, "initial_date"],
  timepicker: [...select, "initial_time", "timezone"],
  datetimepicker: [...select, "initial_date_time"],
};

const shared = ["type", "block_id", "action_id"];

/** The part of a block or element that would not be drawn, by name; `undefined` when everything is. */
export function unknownInBlock(block: Json): string | undefined {
  return unknownIn(block, typeof block["type"] === "string" ? block["type"] : "", { known, shared });
}
