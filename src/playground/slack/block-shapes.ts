import {
  atLeast,
  between,
  chars,
  FLAG,
  list,
  must,
  object,
  oneOf,
  type Prop,
  plain,
  type Shape,
  text,
} from "./shape.ts";

/** Interactive elements by where they may stand. https://docs.slack.dev/reference/block-kit/block-elements */
const SELECTS = [
  "static_select",
  "external_select",
  "users_select",
  "conversations_select",
  "channels_select",
];
const MENUS = [...SELECTS, ...SELECTS.map((select) => `multi_${select}`)];
const PICKERS = ["checkboxes", "radio_buttons", "datepicker", "timepicker"];
const IN_ACTIONS = [
  ...MENUS,
  ...PICKERS,
  "datetimepicker",
  "button",
  "overflow",
  "workflow_button",
  "rich_text_input",
];
const IN_SECTION = [...MENUS, ...PICKERS, "button", "overflow", "workflow_button", "image_element"];
const TYPED = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"];
const IN_INPUT = [...MENUS, ...PICKERS, ...TYPED, "datetimepicker", "file_input"];
const RICH = ["text", "link", "emoji", "user", "channel", "usergroup", "broadcast", "color", "date", "team"];

/** Where each block may stand. A block that is not listed is unknown to the product, and refused. */
const EVERYWHERE = ["message", "modal", "home"];
export const SURFACES: Readonly<Record<string, readonly string[]>> = {
  actions: EVERYWHERE,
  alert: ["modal"],
  card: ["message"],
  carousel: ["message"],
  container: EVERYWHERE,
  context: EVERYWHERE,
  context_actions: ["message"],
  data_table: ["message"],
  divider: EVERYWHERE,
  header: EVERYWHERE,
  image: EVERYWHERE,
  input: EVERYWHERE,
  markdown: ["message"],
  rich_text: EVERYWHERE,
  section: EVERYWHERE,
  table: ["message"],
  video: EVERYWHERE,
};

export const BLOCK_SHAPES: Readonly<Record<string, Shape>> = {
  actions: block("actions-block", { elements: must(list(object(...IN_ACTIONS), 25, 1)) }),
  alert: block("alert-block", {
    text: must(text(200)),
    level: oneOf("default", "info", "warning", "error", "success"),
  }),
  card: block("card-block", {
    title: { ...object("mrkdwn"), max: 150 },
    subtitle: { ...object("mrkdwn"), max: 150 },
    body: { ...object("mrkdwn"), max: 200 },
    hero_image: object("image_element"),
    icon: object("image_element"),
    actions: list(object("button"), 3),
  }),
  carousel: block("carousel-block", { elements: must(list(object("card"), 10, 1)) }),
  container: block("container-block", {
    child_blocks: must(
      list(
        object(
          "actions",
          "context",
          "divider",
          "header",
          "image",
          "input",
          "rich_text",
          "section",
          "table",
          "video",
        ),
        10,
        1,
      ),
    ),
    title: plain(150),
    rich_text_title: object("rich_text"),
    subtitle: text(150),
    icon: object("image_element"),
    width: oneOf("narrow", "standard", "wide", "full"),
    is_collapsible: FLAG,
    default_collapsed: FLAG,
    has_header_divider: FLAG,
  }),
  context: block("context-block", {
    elements: must(list(object("image_element", "plain_text", "mrkdwn"), 10, 1)),
  }),
  context_actions: block("context-actions-block", {
    elements: must(list(object("feedback_buttons", "icon_button"), 5, 1)),
  }),
  data_table: block("data-table-block", {
    caption: must(chars(undefined, 1)),
    rows: must(list(list(object("raw_text", "raw_number", "rich_text"), 20, 1), 101, 2)),
    page_size: between(1, 100),
    row_header_column_index: atLeast(0),
  }),
  divider: block("divider-block", {}),
  header: block("header-block", { text: must(plain(150)) }),
  image: block("image-block", {
    alt_text: must(chars(2000)),
    image_url: chars(3000),
    slack_file: object("slack_file"),
    title: plain(2000),
  }),
  input: block("input-block", {
    label: must(plain(2000)),
    element: must(object(...IN_INPUT)),
    hint: plain(2000),
    optional: FLAG,
    dispatch_action: FLAG,
  }),
  markdown: block("markdown-block", { text: must(chars(12_000, 1)) }),
  rich_text: block("rich-text-block", {
    elements: must(
      list(object("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")),
    ),
  }),
  section: block("section-block", {
    text: text(3000),
    fields: list(text(2000), 10, 1),
    accessory: object(...IN_SECTION),
    expand: FLAG,
  }),
  table: block("table-block", {
    rows: must(list(list(object("raw_text", "raw_number", "rich_text"), 20), 100, 1)),
    column_settings: list(object("column_setting"), 20),
  }),
  video: block("video-block", {
    alt_text: must(chars(200)),
    title: must(plain(200)),
    thumbnail_url: must(chars()),
    video_url: must(chars()),
    title_url: chars(),
    description: plain(200),
    author_name: chars(50),
    provider_name: chars(50),
    provider_icon_url: chars(),
  }),
};

/** What stands inside rich text and tables. */
export const CELL_SHAPES: Readonly<Record<string, Shape>> = {
  raw_text: shape("raw_text", "blocks/table-block", { text: must(chars(undefined, 1)) }),
  raw_number: shape("raw_number", "blocks/data-table-block", {
    text: must(chars(undefined, 1)),
    value: must({ kind: "number" }),
  }),
  column_setting: shape(undefined, "blocks/table-block", {
    align: oneOf("left", "center", "right"),
    is_wrapped: FLAG,
  }),
  rich_text_section: rich("rich_text_section", { elements: must(list(object(...RICH))) }),
  rich_text_quote: rich("rich_text_quote", { elements: must(list(object(...RICH))), border: between(0, 1) }),
  rich_text_preformatted: rich("rich_text_preformatted", {
    elements: must(list(object("text", "link"))),
    border: between(0, 1),
  }),
  rich_text_list: rich("rich_text_list", {
    elements: must(list(object("rich_text_section"))),
    style: must(oneOf("bullet", "ordered")),
    indent: atLeast(0),
    border: between(0, 1),
  }),
  text: rich("text", { text: must(chars()), style: object("text_style") }),
  link: rich("link", { url: must(chars()), text: chars(), unsafe: FLAG, style: object("text_style") }),
  emoji: rich("emoji", { name: must(chars()), unicode: chars(), url: chars(), style: object("text_style") }),
  user: rich("user", { user_id: must(chars()), style: object("text_style") }),
  channel: rich("channel", { channel_id: must(chars()), style: object("text_style") }),
  usergroup: rich("usergroup", { usergroup_id: must(chars()), style: object("text_style") }),
  broadcast: rich("broadcast", {
    range: must(oneOf("here", "channel", "everyone")),
    style: object("text_style"),
  }),
  color: rich("color", { value: must(chars()), style: object("text_style") }),
  team: rich("team", { team_id: must(chars()), style: object("text_style") }),
  date: rich("date", {
    timestamp: must({ kind: "number" }),
    format: must(chars()),
    url: chars(),
    fallback: chars(),
    style: object("text_style"),
  }),
  text_style: rich(undefined, { bold: FLAG, italic: FLAG, strike: FLAG, code: FLAG, underline: FLAG }),
};

function block(page: string, props: Readonly<Record<string, Prop>>): Shape {
  const type = page.replace(/-block$/, "").replaceAll("-", "_");
  return shape(type, `blocks/${page}`, { block_id: chars(255), ...props });
}

function rich(type: string | undefined, props: Readonly<Record<string, Prop>>): Shape {
  return shape(type, "blocks/rich-text-block", props);
}

/** `page` is below https://docs.slack.dev/reference/block-kit/. */
export function shape(type: string | undefined, page: string, props: Readonly<Record<string, Prop>>): Shape {
  return { cite: `https://docs.slack.dev/reference/block-kit/${page}`, type, props };
}
