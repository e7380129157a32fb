import { parse } from "node:querystring";
import type { RawRequest } from "#chat/http.ts";
import { parseJson } from "./form-memory.ts";

export type Body = Readonly<Record<string, unknown>>;

/**
 * The one object of a request: events are JSON, commands a form, interactions JSON in the form's field `payload`.
 * `undefined` when the bytes are not what the content type says.
 */
export function parseBody(request: RawRequest): Body | undefined {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  const text = request.body.toString("utf8");
  if (type === "application/json") return toBody(parseJson(text));
  if (type !== "application/x-www-form-urlencoded") return undefined;
  const form = parse(text);
  return typeof form["payload"] === "string" ? toBody(parseJson(form["payload"])) : form;
}

/**
 * Slack asks over an unsigned form with `ssl_check=1` whether the address answers at all: nothing but a 200 may follow.
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function isSslCheck(request: RawRequest): boolean {
  const isShort = request.body.length <= 512;
  return (
    isShort &&
    !("x-slack-signature" in request.headers) &&
    parse(request.body.toString("utf8"))["ssl_check"] === "1"
  );
}

function toBody(value: unknown): Body | undefined {
  return isBody(value) ? value : undefined;
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
