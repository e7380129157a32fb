import type { JsonObject } from "#playground/slack/json.ts";
import {
  button,
  confirm,
  feedback,
  filter,
  image,
  menu,
  mrkdwn,
  option,
  plain,
  richText,
  typed,
} from "./sample-parts.ts";

/** Valid objects of every element, composition object and view. */
export const ELEMENT_SAMPLES: Readonly<Record<string, readonly JsonObject[]>> = {
  button: [button],
  workflow_button: [
    {
      type: "workflow_button",
      action_id: "w",
      text: plain("Run"),
      workflow: { trigger: { url: "https://slack.com/shortcuts/1" } },
      style: "primary",
      accessibility_label: "Run it",
      confirm,
    },
  ],
  feedback_buttons: [
    { type: "feedback_buttons", action_id: "f", positive_button: feedback, negative_button: feedback },
  ],
  icon_button: [
    {
      type: "icon_button",
      action_id: "i",
      icon: "trash",
      text: plain("Delete"),
      value: "1",
      accessibility_label: "Delete it",
      visible_to_user_ids: ["U1"],
      confirm,
    },
  ],
  overflow: [
    { type: "overflow", action_id: "o", confirm, options: [{ ...option, url: "https://example.com" }] },
  ],
  checkboxes: [
    {
      type: "checkboxes",
      action_id: "c",
      confirm,
      focus_on_load: true,
      options: [option],
      initial_options: [option],
    },
  ],
  radio_buttons: [
    {
      type: "radio_buttons",
      action_id: "c",
      confirm,
      focus_on_load: true,
      options: [option],
      initial_option: option,
    },
  ],
  datepicker: [{ type: "datepicker", ...menu, initial_date: "2026-02-28" }],
  timepicker: [{ type: "timepicker", ...menu, initial_time: "23:59", timezone: "Asia/Shanghai" }],
  datetimepicker: [
    { type: "datetimepicker", action_id: "d", confirm, focus_on_load: true, initial_date_time: 1767225600 },
  ],
  static_select: [
    { type: "static_select", ...menu, options: [option], initial_option: option },
    { type: "static_select", ...menu, option_groups: [{ label: plain("Ways"), options: [option] }] },
  ],
  external_select: [{ type: "external_select", ...menu, min_query_length: 1, initial_option: option }],
  users_select: [{ type: "users_select", ...menu, initial_user: "U1" }],
  conversations_select: [
    {
      type: "conversations_select",
      ...menu,
      initial_conversation: "C1",
      filter,
      default_to_current_conversation: true,
      response_url_enabled: true,
    },
  ],
  channels_select: [{ type: "channels_select", ...menu, initial_channel: "C1", response_url_enabled: true }],
  multi_static_select: [
    {
      type: "multi_static_select",
      ...menu,
      options: [option],
      initial_options: [option],
      max_selected_items: 3,
    },
    { type: "multi_static_select", ...menu, option_groups: [{ label: plain("Ways"), options: [option] }] },
  ],
  multi_external_select: [
    {
      type: "multi_external_select",
      ...menu,
      min_query_length: 1,
      initial_options: [option],
      max_selected_items: 3,
    },
  ],
  multi_users_select: [{ type: "multi_users_select", ...menu, initial_users: ["U1"], max_selected_items: 3 }],
  multi_conversations_select: [
    {
      type: "multi_conversations_select",
      ...menu,
      initial_conversations: ["C1"],
      max_selected_items: 3,
      filter,
      default_to_current_conversation: true,
    },
  ],
  multi_channels_select: [
    { type: "multi_channels_select", ...menu, initial_channels: ["C1"], max_selected_items: 3 },
  ],
  plain_text_input: [
    {
      type: "plain_text_input",
      ...typed,
      initial_value: "x",
      multiline: true,
      min_length: 1,
      max_length: 3000,
    },
  ],
  email_text_input: [{ type: "email_text_input", ...typed, initial_value: "a@example.com" }],
  url_text_input: [{ type: "url_text_input", ...typed, initial_value: "https://example.com" }],
  number_input: [
    {
      type: "number_input",
      ...typed,
      is_decimal_allowed: true,
      initial_value: "1.5",
      min_value: "-1",
      max_value: "10",
    },
  ],
  rich_text_input: [
    { type: "rich_text_input", ...typed, initial_value: richText, min_lines: 1, max_lines: 5 },
  ],
  file_input: [{ type: "file_input", action_id: "f", filetypes: ["pdf"], max_files: 10 }],
  image_element: [
    image,
    { type: "image", alt_text: "A chart", slack_file: { url: "https://files.slack.com/a.png" } },
  ],
  plain_text: [plain("x")],
  mrkdwn: [mrkdwn("*x*")],
  confirm: [confirm],
  option: [option],
  box_option: [option, { ...option, text: mrkdwn("*Visit*") }],
  overflow_option: [{ ...option, url: "https://example.com" }],
  option_group: [{ label: plain("Ways"), options: [option] }],
  dispatch_action_config: [{ trigger_actions_on: ["on_enter_pressed"] }],
  conversation_filter: [filter],
  slack_file: [{ id: "F1" }, { url: "https://files.slack.com/a.png" }],
  feedback_button: [feedback],
  modal: [
    {
      type: "modal",
      title: plain("Log"),
      submit: plain("Save"),
      close: plain("Cancel"),
      callback_id: "log",
      private_metadata: "{}",
      external_id: "x",
      clear_on_close: true,
      notify_on_close: true,
      blocks: [{ type: "header", text: plain("x") }],
    },
  ],
  home: [
    {
      type: "home",
      callback_id: "home",
      private_metadata: "{}",
      external_id: "y",
      blocks: [{ type: "divider" }],
    },
  ],
};
