import { callbackValue, FIELD_TAGS, formAction } from "./card-parts.ts";
import { CARD_RULES, type CardFault, type CardRule, type Report } from "./card-rules.ts";
import { checkShapes } from "./card-shapes.ts";
import { isRecord, type Json, list, record, records, text } from "./json.ts";

const BYTES_MAX = 30 * 1024;
const ELEMENTS_MAX = 200;
const DEPTH_MAX = 5;
const TABLES_MAX = 5;
const COLUMNS_MAX = 50;
const PAGE_SIZE_MAX = 10;
const INPUT_LENGTH_MAX = 1000;
const ELEMENT_ID = /^[A-Za-z][A-Za-z0-9_]{0,19}$/;
const CONTAINERS: readonly string[] = ["column_set", "form", "interactive_container", "collapsible_panel"];
const ROOT_ONLY: readonly string[] = ["form", "table"];
const MARKDOWN_TABLE = /^\s*\|?\s*:?-{3,}:?\s*\|[\s:|-]*$/gm;

/**
 * Every rule of JSON 2.0 that a card breaks, grouped by kind of rule; empty for a card that the platform takes. With
 * `hazards` also what is no documented error but is reported to fail at clients. `CARD_RULES` has the sources.
 */
export function validateCard(card: unknown, options: { hazards?: boolean } = {}): readonly CardFault[] {
  const faults: CardFault[] = [];
  const report: Report = (rule, path, detail) => {
    const { code, message, hazard }: CardRule = CARD_RULES[rule];
    if (hazard === true && options.hazards !== true) return;
    faults.push({ path, rule, code, message: detail === undefined ? message : `${message}: ${detail}` });
  };
  if (!isRecord(card)) {
    report("not-an-object", "");
    return faults;
  }
  const all = tagged(card, "", []);
  checkCard(card, report);
  checkShapes(card, report);
  checkTree(all, report);
  checkElementIds(all, report);
  checkForms(all, report);
  checkTables(all, report);
  for (const one of all) checkComponent(one, report);
  return faults;
}

function checkCard(card: Json, report: Report): void {
  if (card["schema"] !== "2.0") report("schema", "schema");
  if (record(card["config"])["update_multi"] === false) report("not-shared", "config.update_multi");
  const bytes = Buffer.byteLength(JSON.stringify(card), "utf8");
  if (bytes > BYTES_MAX) report("too-large", "", `${bytes} bytes`);
}

type Tagged = {
  readonly element: Json;
  readonly tag: string;
  readonly path: string;
  /** Tags of the containers around it, outermost first. */
  readonly containers: readonly string[];
};

/** What counts as an element: every object with a tag, the text objects included, not data of charts and tables. */
function tagged(value: unknown, path: string, containers: readonly string[]): readonly Tagged[] {
  if (Array.isArray(value)) {
    return list(value).flatMap((item, index) => tagged(item, `${path}[${index}]`, containers));
  }
  if (!isRecord(value)) return [];
  const tag = text(value["tag"]) ?? "";
  const inside = CONTAINERS.includes(tag) ? [...containers, tag] : containers;
  const inner = Object.entries(value)
    .filter(([name]) => name !== "chart_spec" && name !== "rows")
    .flatMap(([name, child]) => tagged(child, path === "" ? name : `${path}.${name}`, inside));
  return "tag" in value ? [{ element: value, tag, path, containers }, ...inner] : inner;
}

function checkTree(all: readonly Tagged[], report: Report): void {
  if (all.length > ELEMENTS_MAX) report("too-many-elements", "body", String(all.length));
  for (const { tag, path, containers } of all) {
    if (ROOT_ONLY.includes(tag) && containers.length > 0) report("root-only", path, tag);
    if (CONTAINERS.includes(tag) && containers.length >= DEPTH_MAX) report("nesting-depth", path, tag);
    if (tag.startsWith("multi_select") && !containers.includes("form")) {
      report("multi-select-outside-form", path, tag);
    }
  }
}

function checkElementIds(all: readonly Tagged[], report: Report): void {
  const seen = new Set<unknown>();
  for (const { element, path } of all) {
    const id = element["element_id"];
    if (id === undefined) continue;
    if (typeof id !== "string" || !ELEMENT_ID.test(id)) report("element-id-format", path, String(id));
    if (seen.has(id)) report("element-id-unique", path, String(id));
    seen.add(id);
  }
}

/** Outside forms nothing asks for a name. */
function checkForms(all: readonly Tagged[], report: Report): void {
  const names = new Set<string>();
  for (const form of all.filter(({ tag }) => tag === "form")) {
    const inside = all.filter(({ path }) => path.startsWith(`${form.path}.elements[`));
    const interactive = inside.filter(({ tag }) => tag === "button" || FIELD_TAGS.has(tag));
    for (const { element, tag, path } of [form, ...interactive]) {
      const name = text(element["name"]) ?? "";
      if (name === "") report("form-name", path, tag);
      else if (names.has(name)) report("form-name-unique", path, name);
      names.add(name);
    }
    if (!inside.some(({ element }) => formAction(element) === "submit")) report("form-submit", form.path);
  }
}

function checkTables(all: readonly Tagged[], report: Report): void {
  const tables = all.filter(({ tag }) => tag === "table");
  const inMarkdown = all
    .filter(({ tag }) => tag === "markdown")
    .flatMap(({ element }) => text(element["content"])?.match(MARKDOWN_TABLE) ?? []);
  const count = tables.length + inMarkdown.length;
  if (count > TABLES_MAX) report("table-count", "body", String(count));
  for (const { element, path } of tables) {
    const columns = records(element["columns"]);
    const size = Number(element["page_size"] ?? 5);
    if (columns.length > COLUMNS_MAX) report("table-columns", `${path}.columns`, String(columns.length));
    if (!(size >= 1 && size <= PAGE_SIZE_MAX)) report("table-page-size", `${path}.page_size`, String(size));
    const declared = new Set(columns.map((column) => column["name"]));
    const unknown = records(element["rows"])
      .flatMap(Object.keys)
      .find((key) => !declared.has(key));
    if (unknown !== undefined) report("table-row-keys", `${path}.rows`, unknown);
  }
}

function checkComponent({ element, tag, path }: Tagged, report: Report): void {
  const length = element["max_length"];
  if (
    tag === "input" &&
    length !== undefined &&
    !(Number(length) >= 1 && Number(length) <= INPUT_LENGTH_MAX)
  ) {
    report("input-length", `${path}.max_length`, String(length));
  }
  const calls = records(element["behaviors"]).filter((one) => one["type"] === "callback");
  if (calls.some((call) => !isRecord(call["value"]))) report("callback-value-object", `${path}.behaviors`);
  const mustCall = tag === "checker" || (tag === "button" && formAction(element) === "submit");
  if (mustCall && callbackValue(element) === undefined) report("no-callback", path);
  const hasWords = (text(record(element["alt"])["content"]) ?? "") !== "";
  if (tag === "img" && !hasWords) report("image-alt", path);
}
