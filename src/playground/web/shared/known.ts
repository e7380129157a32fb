import type { Json } from "./json.ts";

/** By type or tag, the properties that are drawn or that change nothing in what is seen. */
export type KnownProperties = Readonly<Record<string, readonly string[]>>;

/**
 * What of an element a renderer does not know, e.g. `section.expand`; `undefined` when all is known.
 * `shared` are properties that every element may have.
 */
export function unknownIn(
  element: Json,
  type: string,
  tables: { readonly known: KnownProperties; readonly shared: readonly string[] },
): string | undefined {
  const known = tables.known[type];
  if (known === undefined) return type === "" ? "?" : type;
  const stranger = Object.keys(element).find((key) => !known.includes(key) && !tables.shared.includes(key));
  return stranger === undefined ? undefined : `${type}.${stranger}`;
}
