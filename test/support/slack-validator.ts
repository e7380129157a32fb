import { isObject, type Json, type JsonObject, objectAt, objectsAt, textAt } from "#playground/slack/json.ts";
import { validateMessage, validateView } from "#playground/slack/validate.ts";
import { schemaErrors } from "../playground/slack/block-schema.ts";

/**
 * Everything that Slack would refuse about a message: by the emulator's rules, by the JSON Schema made from Slack's
 * types, and by the limits across fields, counted here once more.
 */
export function slackMessageFaults(message: JsonObject): readonly string[] {
  const blocks = objectsAt(message, "blocks");
  const text = textAt(message, "text") ?? "";
  return [
    ...[...validateMessage(message), ...validateMessage(message, "update")].map(words),
    ...schema("MessagePayload", message),
    ...over("blocks", blocks.length, 50),
    // https://github.com/slackapi/bolt-js/issues/2509
    ...over("characters of blocks", JSON.stringify(blocks).length, 13_200),
    // https://docs.slack.dev/reference/methods/chat.update
    ...over("characters of text", [...text].length, 4000),
    ...(text.trim() === "" ? ["no text for notifications and screen readers"] : []),
    ...over("tables", blocks.filter((block) => block["type"] === "table").length, 1),
    ...blockFaults(blocks),
    ...pings(text),
  ];
}

/** The same for a modal or a Home tab. */
export function slackViewFaults(view: JsonObject): readonly string[] {
  const blocks = objectsAt(view, "blocks");
  const hasInput = blocks.some((block) => block["type"] === "input");
  return [
    ...validateView(view).map(words),
    ...schema(view["type"] === "home" ? "HomeView" : "ModalView", view),
    ...over("blocks", blocks.length, 100),
    ...over("bytes", Buffer.byteLength(JSON.stringify(view)), 250_000),
    ...over("private_metadata", [...(textAt(view, "private_metadata") ?? "")].length, 3000),
    ...(hasInput && objectAt(view, "submit") === undefined ? ["inputs without a submit button"] : []),
    ...over("focused fields", all(view).filter((one) => one["focus_on_load"] === true).length, 1),
    ...blockFaults(blocks),
  ];
}

function blockFaults(blocks: readonly JsonObject[]): readonly string[] {
  return [
    ...repeated(
      "block_id",
      blocks.map((block) => textAt(block, "block_id")),
    ),
    ...blocks.flatMap((block) => {
      const ids = [...objectsAt(block, "elements"), objectAt(block, "accessory"), objectAt(block, "element")];
      return repeated(
        "action_id",
        ids.map((element) => textAt(element, "action_id")),
      );
    }),
    ...blocks.flatMap((block) => all(block).flatMap(objectFaults)),
  ];
}

/** One object anywhere in a block. */
function objectFaults(one: JsonObject): readonly string[] {
  const options = objectsAt(one, "options");
  const offered = new Set(options.map((option) => JSON.stringify(option)));
  const chosen = [...objectsAt(one, "initial_options"), objectAt(one, "initial_option")].filter(
    (option) => option !== undefined,
  );
  return [
    ...repeated(
      "option",
      options.map((option) => textAt(option, "value")),
    ),
    ...over("options", options.length, one["type"] === "checkboxes" ? 10 : 100),
    ...(one["type"] !== "external_select" && chosen.some((option) => !offered.has(JSON.stringify(option)))
      ? ["an initial option that is not offered"]
      : []),
    ...options.flatMap((option) => over("option value", [...(textAt(option, "value") ?? "")].length, 75)),
    ...(one["type"] === "mrkdwn" ? pings(textAt(one, "text") ?? "") : []),
    ...(one["type"] === "mrkdwn" && one["verbatim"] !== true ? ["mrkdwn that makes links of words"] : []),
  ];
}

/** Everything in angle brackets is ours to write: a link, or a mention of an account. */
function pings(text: string): readonly string[] {
  return (text.match(/<[^>]*>?/g) ?? []).filter(
    (tag) => !/^<(?:@[UW][A-Z0-9]+|https?:[^>]+|tel:\+?\d+\|[^>]+)>$/.test(tag),
  );
}

function all(from: Json | undefined): readonly JsonObject[] {
  if (Array.isArray(from)) return from.flatMap(all);
  return isObject(from) ? [from, ...Object.values(from).flatMap(all)] : [];
}

function repeated(what: string, ids: readonly (string | undefined)[]): readonly string[] {
  const known = ids.filter((id) => id !== undefined);
  return known.filter((id, index) => known.indexOf(id) !== index).map((id) => `${what} twice: ${id}`);
}

function over(what: string, count: number, max: number): readonly string[] {
  return count > max ? [`${what}: ${count} of at most ${max}`] : [];
}

function schema(definition: string, value: JsonObject): readonly string[] {
  const errors = schemaErrors(definition, value);
  return errors === "" ? [] : [`schema: ${errors}`];
}

function words({ path, rule, message }: { path: string; rule: string; message: string }): string {
  return `${path}: ${rule}: ${message}`;
}
