import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { SURFACES } from "#playground/slack/block-shapes.ts";
import type { JsonObject } from "#playground/slack/json.ts";

export const schema = JSON.parse(readFileSync("test/specs/slack-blocks.schema.json", "utf8"));
const ajv = new Ajv({ strict: false }).addSchema(schema, "slack");

/** Names in the schema where they are not the shape's own in capitals. */
const DEFINITIONS: Readonly<Record<string, string>> = {
  datetimepicker: "DateTimepicker",
  email_text_input: "EmailInput",
  url_text_input: "URLInput",
  image_element: "ImageElement",
  plain_text: "PlainTextElement",
  mrkdwn: "MrkdwnElement",
  confirm: "ConfirmationDialog",
  option: "PlainTextOption",
  box_option: "Option",
  overflow_option: "PlainTextOption",
  raw_text: "RawTextElement",
  raw_number: "RawNumberElement",
  column_setting: "TableBlockColumnSettings",
  modal: "ModalView",
  home: "HomeView",
  text: "RichTextText",
  link: "RichTextLink",
  emoji: "RichTextEmoji",
  user: "RichTextUserMention",
  channel: "RichTextChannelMention",
  usergroup: "RichTextUsergroupMention",
  broadcast: "RichTextBroadcastMention",
  color: "RichTextColor",
  team: "RichTextTeamMention",
  date: "RichTextDate",
  dispatch_action_config: "DispatchActionConfig",
};

/** The name of a shape in the schema made from the types of Slack's SDK; undefined for objects without one. */
export function definitionOf(name: string): string | undefined {
  const capital = name.replaceAll(/(^|_)([a-z])/g, (_all, _gap, letter: string) => letter.toUpperCase());
  const candidates = [DEFINITIONS[name], name in SURFACES ? `${capital}Block` : capital];
  return candidates.find((candidate) => candidate !== undefined && candidate in schema.definitions);
}

/** What the schema has against a sample; empty when it takes it or has no such definition. */
export function schemaErrors(definition: string | undefined, sample: JsonObject): string {
  if (definition === undefined) return "";
  const check = ajv.getSchema(`slack#/definitions/${definition}`);
  if (check === undefined) throw new Error(`the schema has no ${definition}`);
  return check(sample) === true ? "" : ajv.errorsText(check.errors);
}
