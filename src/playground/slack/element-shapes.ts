import { shape } from "./block-shapes.ts";
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

type Props = Readonly<Record<string, Prop>>;

/** What every interactive element may have, and what most of them share. */
const ACTION: Props = { action_id: chars(255) };
const CONFIRM: Props = { confirm: object("confirm") };
const FOCUS: Props = { focus_on_load: FLAG };
const PLACEHOLDER: Props = { placeholder: plain(150) };
const MENU: Props = { ...ACTION, ...CONFIRM, ...FOCUS, ...PLACEHOLDER };
const DISPATCH: Props = { dispatch_action_config: object("dispatch_action_config") };
const TYPED: Props = { ...ACTION, ...FOCUS, ...PLACEHOLDER, ...DISPATCH };
const IDS: Prop = list(chars());
const MOST: Props = { max_selected_items: atLeast(1) };
const FILTER: Props = { filter: object("conversation_filter"), default_to_current_conversation: FLAG };
const CHOICES: Props = {
  options: list(object("option"), 100, 1),
  option_groups: list(object("option_group"), 100, 1),
};
const STYLE: Props = { style: oneOf("primary", "danger"), accessibility_label: chars(75) };
const QUERY: Props = { min_query_length: atLeast(0) };
const TEN: Prop = must(list(object("box_option"), 10, 1));

export const ELEMENT_SHAPES: Readonly<Record<string, Shape>> = {
  button: element("button", "button-element", {
    ...ACTION,
    ...CONFIRM,
    ...STYLE,
    text: must(plain(75)),
    value: chars(2000),
    url: chars(3000),
  }),
  workflow_button: element("workflow_button", "workflow-button-element", {
    ...ACTION,
    ...CONFIRM,
    ...STYLE,
    text: must(plain(75)),
    workflow: must(object()),
  }),
  feedback_buttons: element("feedback_buttons", "feedback-buttons-element", {
    ...ACTION,
    positive_button: must(object("feedback_button")),
    negative_button: must(object("feedback_button")),
  }),
  icon_button: element("icon_button", "icon-button-element", {
    ...ACTION,
    ...CONFIRM,
    icon: must(chars()),
    text: must(object("plain_text")),
    value: chars(),
    accessibility_label: chars(75),
    visible_to_user_ids: IDS,
  }),
  overflow: element("overflow", "overflow-menu-element", {
    ...ACTION,
    ...CONFIRM,
    options: must(list(object("overflow_option"), 5, 1)),
  }),
  checkboxes: element("checkboxes", "checkboxes-element", {
    ...ACTION,
    ...CONFIRM,
    ...FOCUS,
    options: TEN,
    initial_options: list(object("box_option")),
  }),
  radio_buttons: element("radio_buttons", "radio-button-group-element", {
    ...ACTION,
    ...CONFIRM,
    ...FOCUS,
    options: TEN,
    initial_option: object("box_option"),
  }),
  datepicker: element("datepicker", "date-picker-element", {
    ...MENU,
    initial_date: { kind: "text", pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ },
  }),
  timepicker: element("timepicker", "time-picker-element", {
    ...MENU,
    initial_time: { kind: "text", pattern: /^([01]\d|2[0-3]):[0-5]\d$/ },
    timezone: chars(),
  }),
  datetimepicker: element("datetimepicker", "datetime-picker-element", {
    ...ACTION,
    ...CONFIRM,
    ...FOCUS,
    initial_date_time: between(1_000_000_000, 9_999_999_999),
  }),
  static_select: menu("static_select", { ...CHOICES, initial_option: object("option") }),
  external_select: menu("external_select", { ...QUERY, initial_option: object("option") }),
  users_select: menu("users_select", { initial_user: chars() }),
  conversations_select: menu("conversations_select", {
    ...FILTER,
    initial_conversation: chars(),
    response_url_enabled: FLAG,
  }),
  channels_select: menu("channels_select", { initial_channel: chars(), response_url_enabled: FLAG }),
  multi_static_select: menu("multi_static_select", {
    ...CHOICES,
    ...MOST,
    initial_options: list(object("option")),
  }),
  multi_external_select: menu("multi_external_select", {
    ...QUERY,
    ...MOST,
    initial_options: list(object("option")),
  }),
  multi_users_select: menu("multi_users_select", { ...MOST, initial_users: IDS }),
  multi_conversations_select: menu("multi_conversations_select", {
    ...FILTER,
    ...MOST,
    initial_conversations: IDS,
  }),
  multi_channels_select: menu("multi_channels_select", { ...MOST, initial_channels: IDS }),
  plain_text_input: element("plain_text_input", "plain-text-input-element", {
    ...TYPED,
    initial_value: chars(3000),
    multiline: FLAG,
    min_length: between(0, 3000),
    max_length: between(1, 3000),
  }),
  email_text_input: element("email_text_input", "email-input-element", { ...TYPED, initial_value: chars() }),
  url_text_input: element("url_text_input", "url-input-element", { ...TYPED, initial_value: chars() }),
  number_input: element("number_input", "number-input-element", {
    ...TYPED,
    is_decimal_allowed: must(FLAG),
    initial_value: numeric(),
    min_value: numeric(),
    max_value: numeric(),
  }),
  rich_text_input: element("rich_text_input", "rich-text-input-element", {
    ...TYPED,
    initial_value: object("rich_text"),
    min_lines: atLeast(1),
    max_lines: atLeast(1),
  }),
  file_input: element("file_input", "file-input-element", {
    ...ACTION,
    filetypes: list(chars()),
    max_files: between(1, 10),
  }),
  image_element: element("image", "image-element", {
    alt_text: must(chars(2000)),
    image_url: chars(3000),
    slack_file: object("slack_file"),
  }),
};

/** Composition objects. https://docs.slack.dev/reference/block-kit/composition-objects */
export const OBJECT_SHAPES: Readonly<Record<string, Shape>> = {
  plain_text: composed("plain_text", "text-object", { text: must(chars(3000, 1)), emoji: FLAG }),
  mrkdwn: composed("mrkdwn", "text-object", { text: must(chars(3000, 1)), verbatim: FLAG }),
  confirm: composed(undefined, "confirmation-dialog-object", {
    title: must(plain(100)),
    text: must(text(300)),
    confirm: must(plain(30)),
    deny: must(plain(30)),
    style: oneOf("primary", "danger"),
  }),
  option: option(plain(75)),
  /** Checkboxes and radio buttons may have marked up options. */
  box_option: option(text(75)),
  /** Only overflow menus may have links. */
  overflow_option: option(plain(75), { url: chars(3000) }),
  option_group: composed(undefined, "option-group-object", {
    label: must(plain(75)),
    options: must(list(object("option"), 100, 1)),
  }),
  dispatch_action_config: composed(undefined, "dispatch-action-configuration-object", {
    trigger_actions_on: list(oneOf("on_enter_pressed", "on_character_entered")),
  }),
  conversation_filter: composed(undefined, "conversation-filter-object", {
    include: list(oneOf("im", "mpim", "private", "public")),
    exclude_external_shared_channels: FLAG,
    exclude_bot_users: FLAG,
  }),
  slack_file: composed(undefined, "slack-file-object", { id: chars(), url: chars() }),
  feedback_button: shape(undefined, "block-elements/feedback-buttons-element", {
    text: must(plain(75)),
    value: must(chars(2000)),
    accessibility_label: chars(75),
  }),
};

function element(type: string, page: string, props: Props): Shape {
  return shape(type, `block-elements/${page}`, props);
}

function menu(type: string, props: Props): Shape {
  const page = type.startsWith("multi_") ? "multi-select-menu-element" : "select-menu-element";
  return element(type, page, { ...MENU, ...props });
}

function composed(type: string | undefined, page: string, props: Props): Shape {
  return shape(type, `composition-objects/${page}`, props);
}

/** The reference allows 150 characters of value, the SDK's comment 75: the smaller holds in both. */
function option(words: Prop, more: Props = {}): Shape {
  return composed(undefined, "option-object", {
    text: must(words),
    value: must(chars(75, 1)),
    description: plain(75),
    ...more,
  });
}

function numeric(): Prop {
  return { kind: "text", pattern: /^-?\d+(\.\d+)?$/ };
}
