import type { JsonObject } from "./json.ts";
export type Finding = {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
  readonly error?: string;
};
export function validateMessage(
  _payload: JsonObject,
  _method: "post" | "update" = "post",
): readonly Finding[] {
  return [];
}
export function validateView(_view: JsonObject): readonly Finding[] {
  return [];
}
export function validateOptions(_answer: JsonObject): readonly Finding[] {
  return [];
}
