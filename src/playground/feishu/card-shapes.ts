import properties from "./card-properties.json" with { type: "json" };
import type { Report } from "./card-rules.ts";
import { isRecord, type Json, list, text } from "./json.ts";

/**
 * One property: `string`, `boolean`, `number`, `object`, `list`, `any`, `spacing` (px values), `elements`
 * (components), `@name` (a shape) or `[@name]` (a list of them).
 */
type PropertyFact = {
  readonly type: string;
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
  readonly px?: readonly number[];
  /** Most characters in the `content` of a text object. */
  readonly textMax?: number;
};

type Shape = Readonly<Record<string, PropertyFact>>;

const SHAPES: Readonly<Record<string, Shape>> = properties.shapes;
const COMPONENTS: Readonly<Record<string, Shape>> = properties.components;
const REMOVED_TAGS: readonly string[] = ["note", "action"];
const REMOVED_PROPERTIES: readonly string[] = ["i18n_elements", "elements_i18n"];
const PX = /^-?\d{1,3}px$/;

/** Checks a whole card against the property tables: unknown and missing properties, types, values, ranges. */
export function checkShapes(card: Json, report: Report): void {
  checkShape({ value: card, path: "" }, SHAPES["card"] ?? {}, report);
}

type Place = { readonly value: unknown; readonly path: string };

function checkShape({ value, path }: Place, shape: Shape, report: Report): void {
  if (!isRecord(value)) {
    report("wrong-type", path, "expected an object");
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    const fact = shape[name];
    const at = path === "" ? name : `${path}.${name}`;
    if (fact !== undefined) checkProperty({ value: inner, path: at }, fact, report);
    else report(REMOVED_PROPERTIES.includes(name) ? "removed-in-2" : "unknown-property", at);
  }
  // The official skeletons carry empty objects ("header": {}), so nothing is required of one.
  if (Object.keys(value).length === 0) return;
  for (const [name, fact] of Object.entries(shape)) {
    if (fact.required === true && value[name] === undefined) report("missing-property", path, name);
  }
}

function checkProperty(place: Place, fact: PropertyFact, report: Report): void {
  const { value, path } = place;
  const { type } = fact;
  if (type === "any") return;
  if (type === "spacing") {
    checkSpacing(place, fact.px ?? [], report);
  } else if (type === "elements") {
    each(place, report, (element) => checkComponent(element, report));
  } else if (type.startsWith("[")) {
    const inner = type.slice(1, -1);
    each(place, report, (item) => checkProperty(item, { type: inner }, report));
  } else if (type.startsWith("@")) {
    checkShape(place, shapeNamed(type.slice(1)), report);
    checkTextLength(place, fact, report);
  } else if (!hasType(value, type)) {
    report("wrong-type", path, `expected ${type}`);
  } else if (fact.oneOf !== undefined && !fact.oneOf.includes(String(value))) {
    report("not-one-of", path, `"${String(value)}" is not ${fact.oneOf.join(" | ")}`);
  }
}

function checkComponent(place: Place, report: Report): void {
  const tag = isRecord(place.value) ? (text(place.value["tag"]) ?? "") : "";
  const shape = tag === "column" ? undefined : COMPONENTS[tag];
  if (shape !== undefined) checkShape(place, shape, report);
  else report(REMOVED_TAGS.includes(tag) ? "removed-in-2" : "unknown-tag", place.path, tag || "no tag");
}

function checkSpacing({ value, path }: Place, [low = 0, high = 0]: readonly number[], report: Report): void {
  const parts = typeof value === "string" ? value.split(" ") : [];
  const fits = parts.every((part) => PX.test(part) && parsePx(part) >= low && parsePx(part) <= high);
  if (typeof value !== "string") report("wrong-type", path, "expected string");
  else if (parts.length > 4 || !fits) report("spacing-range", path, `"${value}"`);
}

function checkTextLength({ value, path }: Place, { textMax }: PropertyFact, report: Report): void {
  if (textMax === undefined || !isRecord(value)) return;
  const length = [...(text(value["content"]) ?? "")].length;
  if (length > textMax) report("text-length", `${path}.content`, `${length} characters`);
}

function each({ value, path }: Place, report: Report, check: (place: Place) => void): void {
  if (!Array.isArray(value)) report("wrong-type", path, "expected a list");
  for (const [index, item] of list(value).entries()) check({ value: item, path: `${path}[${index}]` });
}

function shapeNamed(name: string): Shape {
  return SHAPES[name] ?? COMPONENTS[name] ?? {};
}

function hasType(value: unknown, type: string): boolean {
  if (type === "object") return isRecord(value);
  return type === "list" ? Array.isArray(value) : typeof value === type;
}

function parsePx(part: string): number {
  return Number.parseInt(part, 10);
}
