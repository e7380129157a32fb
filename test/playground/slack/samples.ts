import type { JsonObject } from "#playground/slack/json.ts";
import { ELEMENT_SAMPLES } from "./element-samples.ts";
import {
  button,
  card,
  cells,
  feedback,
  image,
  mrkdwn,
  plain,
  richText,
  section,
  style,
} from "./sample-parts.ts";

/** Valid objects of every shape; together they use each property of the shape. */
export const SAMPLES: Readonly<Record<string, readonly JsonObject[]>> = {
  ...ELEMENT_SAMPLES,
  actions: [{ type: "actions", block_id: "a", elements: [button] }],
  alert: [{ type: "alert", block_id: "a", text: mrkdwn("Careful"), level: "warning" }],
  card: [card],
  carousel: [{ type: "carousel", block_id: "a", elements: [card] }],
  container: [
    {
      type: "container",
      block_id: "a",
      child_blocks: [{ type: "divider" }],
      title: plain("Group"),
      rich_text_title: richText,
      subtitle: mrkdwn("below"),
      icon: image,
      width: "wide",
      is_collapsible: true,
      default_collapsed: false,
      has_header_divider: true,
    },
  ],
  context: [{ type: "context", block_id: "a", elements: [image, mrkdwn("note"), plain("note")] }],
  context_actions: [
    {
      type: "context_actions",
      block_id: "a",
      elements: [
        { type: "feedback_buttons", action_id: "f", positive_button: feedback, negative_button: feedback },
        { type: "icon_button", action_id: "i", icon: "trash", text: plain("Delete") },
      ],
    },
  ],
  data_table: [
    {
      type: "data_table",
      block_id: "a",
      caption: "Deals",
      rows: [cells, cells],
      page_size: 5,
      row_header_column_index: 0,
    },
  ],
  divider: [{ type: "divider", block_id: "a" }],
  header: [{ type: "header", block_id: "a", text: plain("My day") }],
  image: [
    { ...image, block_id: "a", title: plain("Pace") },
    { type: "image", alt_text: "A chart", slack_file: { id: "F1" } },
  ],
  input: [
    {
      type: "input",
      block_id: "a",
      label: plain("Summary"),
      element: { type: "plain_text_input", action_id: "t" },
      hint: plain("What was said"),
      optional: true,
      dispatch_action: true,
    },
  ],
  markdown: [{ type: "markdown", block_id: "a", text: "**bold**" }],
  rich_text: [richText],
  section: [
    { type: "section", block_id: "a", text: mrkdwn("*Acme*"), accessory: button, expand: true },
    { type: "section", fields: [mrkdwn("*Stage*\nNeeds"), plain("x")] },
  ],
  table: [
    {
      type: "table",
      block_id: "a",
      rows: [cells, [richText, { type: "raw_text", text: "x" }]],
      column_settings: [{ align: "right", is_wrapped: true }],
    },
  ],
  video: [
    {
      type: "video",
      block_id: "a",
      alt_text: "How to",
      title: plain("How to"),
      thumbnail_url: "https://example.com/a.png",
      video_url: "https://example.com/v",
      title_url: "https://example.com",
      description: plain("Learn"),
      author_name: "Li",
      provider_name: "Example",
      provider_icon_url: "https://example.com/i.png",
    },
  ],
  raw_text: [{ type: "raw_text", text: "x" }],
  raw_number: [{ type: "raw_number", text: "1", value: 1 }],
  column_setting: [{ align: "left", is_wrapped: false }],
  rich_text_section: [section],
  rich_text_quote: [{ type: "rich_text_quote", elements: [{ type: "text", text: "x" }], border: 1 }],
  rich_text_preformatted: [
    { type: "rich_text_preformatted", elements: [{ type: "text", text: "x" }], border: 0 },
  ],
  rich_text_list: [{ type: "rich_text_list", elements: [section], style: "bullet", indent: 1, border: 0 }],
  text: [{ type: "text", text: "x", style }],
  link: [{ type: "link", url: "https://example.com", text: "x", unsafe: false, style }],
  emoji: [{ type: "emoji", name: "wave", unicode: "1f44b", url: "https://example.com/w.png", style }],
  user: [{ type: "user", user_id: "U1", style }],
  channel: [{ type: "channel", channel_id: "C1", style }],
  usergroup: [{ type: "usergroup", usergroup_id: "S1", style }],
  broadcast: [{ type: "broadcast", range: "here", style }],
  color: [{ type: "color", value: "#ff0000", style }],
  team: [{ type: "team", team_id: "T1", style }],
  date: [
    {
      type: "date",
      timestamp: 1767225600,
      format: "{date}",
      url: "https://example.com",
      fallback: "x",
      style,
    },
  ],
  text_style: [style],
};
