/** Reading JSON that somebody else sent: nothing is trusted, a missing or wrongly typed value is `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value in `text`, or undefined when it is not JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

export function textAt(from: JsonObject | undefined, key: string): string | undefined {
  const value = from?.[key];
  return typeof value === "string" ? value : undefined;
}

export function objectAt(from: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = from?.[key];
  return isObject(value) ? value : undefined;
}

function listAt(from: JsonObject | undefined, key: string): readonly Json[] {
  const value = from?.[key];
  return isList(value) ? value : [];
}

export function objectsAt(from: JsonObject | undefined, key: string): readonly JsonObject[] {
  return listAt(from, key).filter(isObject);
}

/** True for `true`, `"true"` and `"1"`: form bodies carry flags as text. */
export function flagAt(from: JsonObject | undefined, key: string): boolean {
  const value = from?.[key];
  return value === true || value === "true" || value === "1";
}

export function numberAt(from: JsonObject | undefined, key: string): number | undefined {
  const value = from?.[key];
  if (typeof value === "number") return value;
  return typeof value === "string" && value !== "" && Number.isFinite(Number(value))
    ? Number(value)
    : undefined;
}

/** `from` without the named keys and without undefined values. */
export function without(from: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(from).filter(([key, value]) => value !== undefined && !keys.includes(key)),
  );
}
