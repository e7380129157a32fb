import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { parseJson } from "#platforms/slack/form-memory.ts";
import { isObject } from "#playground/slack/json.ts";
import { validateMessage, validateOptions, validateView } from "#playground/slack/validate.ts";

const schema = parseJson(
  readFileSync(new URL("../../specs/slack-blocks.schema.json", import.meta.url), "utf8"),
);
const ajv = new Ajv({ strict: false, allErrors: true });
if (!isObject(schema)) throw new Error("the schema of Slack's blocks is missing");
ajv.addSchema({ ...schema, $id: "slack" });

const checks = {
  MessagePayload: ajv.compile({ $ref: "slack#/definitions/MessagePayload" }),
  ModalView: ajv.compile({ $ref: "slack#/definitions/ModalView" }),
  HomeView: ajv.compile({ $ref: "slack#/definitions/HomeView" }),
} as const;

/** What Slack's published types and limits, and the emulator's own checks, find wrong; empty when nothing is. */
export function complaints(shape: keyof typeof checks, value: object): readonly string[] {
  const wire: unknown = JSON.parse(JSON.stringify(value));
  const check = checks[shape];
  check(wire);
  const bySchema = (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  if (!isObject(wire)) return ["no object"];
  const found = shape === "MessagePayload" ? validateMessage(wire, "update") : validateView(wire);
  return [...bySchema, ...found.map((finding) => `${finding.path} ${finding.message}`)];
}

export function optionComplaints(answer: object): readonly string[] {
  const wire: unknown = JSON.parse(JSON.stringify(answer));
  return isObject(wire)
    ? validateOptions(wire).map((finding) => `${finding.path} ${finding.message}`)
    : ["no object"];
}
