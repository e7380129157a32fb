/** PostgreSQL refuses these in JSON: the character zero, and half of a surrogate pair. */
const unstorable = /[\0\p{Surrogate}]/gu;

/** JSON for a `jsonb` parameter, whatever people typed. What cannot be stored becomes the replacement character. */
export function toStoredJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.replace(unstorable, "\uFFFD") : part,
  );
}
