/** What came from a server: nothing is known of its properties until they were looked at. */
export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is none. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function textAt(from: Json, key: string): string | undefined {
  const value = from[key];
  return typeof value === "string" ? value : undefined;
}

export function numberAt(from: Json, key: string): number | undefined {
  const value = Number(from[key] ?? Number.NaN);
  return Number.isFinite(value) ? value : undefined;
}

export function objectAt(from: Json, key: string): Json | undefined {
  const value = from[key];
  return isObject(value) ? value : undefined;
}

export function objectsAt(from: Json, key: string): readonly Json[] {
  return listOf(from[key]).filter(isObject);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
