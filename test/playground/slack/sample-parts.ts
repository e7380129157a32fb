/** Valid pieces that the samples are put together from. */
export const plain = (text: string) => ({ type: "plain_text", text, emoji: true });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text, verbatim: true });
export const option = { text: plain("Visit"), value: "visit", description: plain("In person") };
export const confirm = {
  title: plain("Sure?"),
  text: mrkdwn("It is *gone*"),
  confirm: plain("Do it"),
  deny: plain("No"),
  style: "danger",
};
export const image = { type: "image", image_url: "https://example.com/a.png", alt_text: "A chart" };
export const button = {
  type: "button",
  action_id: "go",
  text: plain("Go"),
  value: "1",
  url: "https://example.com",
  style: "primary",
  accessibility_label: "Go on",
  confirm,
};
export const style = { bold: true, italic: true, strike: true, code: true, underline: true };
export const section = { type: "rich_text_section", elements: [{ type: "text", text: "x", style }] };
export const richText = { type: "rich_text", block_id: "r", elements: [section] };
export const menu = { action_id: "m", placeholder: plain("Choose"), focus_on_load: true, confirm };
export const typed = {
  action_id: "t",
  placeholder: plain("Write"),
  focus_on_load: true,
  dispatch_action_config: { trigger_actions_on: ["on_enter_pressed", "on_character_entered"] },
};
export const filter = {
  include: ["im", "public"],
  exclude_external_shared_channels: true,
  exclude_bot_users: true,
};
export const feedback = { text: plain("Good"), value: "up", accessibility_label: "This was good" };
export const cells = [
  { type: "raw_text", text: "Deal" },
  { type: "raw_number", text: "1,000", value: 1000 },
];
export const card = {
  type: "card",
  block_id: "c",
  title: mrkdwn("Acme"),
  subtitle: mrkdwn("Steel"),
  body: mrkdwn("Body"),
  hero_image: image,
  icon: image,
  actions: [button],
};
