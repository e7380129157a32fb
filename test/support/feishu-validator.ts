import { isRecord, type Json, text } from "#playground/feishu/json.ts";
import { validateCard } from "#playground/feishu/validate.ts";
import properties from "../specs/feishu-card2-props.json" with { type: "json" };
import samples from "../specs/feishu-card2-samples.json" with { type: "json" };

/** One property in the tables of the component pages. */
type Fact = {
  readonly required?: boolean;
  readonly type?: string;
  readonly enum?: readonly string[];
  /** Bounds of lengths like `8px`. */
  readonly px?: readonly number[];
  readonly maxChars?: number;
  readonly fields?: Facts;
};
type Facts = Readonly<Record<string, Fact>>;

const components: Readonly<Record<string, Facts>> = properties.tags;

/** Everything that a card of JSON 2.0 breaks: by the emulator's rules, hazards included, and by the property tables. */
export function feishuFaults(card: unknown): readonly string[] {
  const told = validateCard(card, { hazards: true });
  return [
    ...told.map(({ path, rule, message }) => `${path}: ${rule}: ${message}`),
    ...propertyFaults(card),
    ...pings(card),
  ];
}

/**
 * Checks the components against the property tables of the documentation, read from its pages apart from the
 * emulator's: another witness. Where the official samples leave out what a table calls required, or use a value that
 * it does not name, the samples are believed.
 */
export function propertyFaults(card: unknown): readonly string[] {
  return elementsOf(card, "card").flatMap((element) => [...unknownOf(element), ...missingOf(element)]);
}

type Element = { readonly node: Json; readonly tag: string; readonly path: string; readonly facts: Facts };

function elementsOf(node: unknown, path: string): readonly Element[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => elementsOf(item, `${path}[${index}]`));
  if (!isRecord(node)) return [];
  const tag = path === "card.header" ? "header" : (text(node["tag"]) ?? "");
  // The page of the columns' container tells the properties of both.
  const facts = components[tag === "column" ? "column_set" : tag];
  const inner = Object.entries(node)
    .filter(([name]) => !["value", "rows", "chart_spec"].includes(name))
    .flatMap(([name, child]) => elementsOf(child, `${path}.${name}`));
  return facts === undefined ? inner : [{ node, tag, path, facts }, ...inner];
}

const sampleElements = samples.flatMap(([, card]) => elementsOf(card, "card"));
const usedInSamples = new Set(
  sampleElements.flatMap(({ node, tag }) =>
    Object.entries(node).map(([name, value]) => `${tag}.${name}=${value}`),
  ),
);
const optionalInSamples = new Set(
  sampleElements.flatMap(({ node, tag, facts }) =>
    Object.keys(facts)
      .filter((name) => node[name] === undefined)
      .map((name) => `${tag}.${name}`),
  ),
);

function missingOf({ node, tag, path, facts }: Element): readonly string[] {
  return Object.entries(facts)
    .filter(([name, { required }]) => required === true && !optionalInSamples.has(`${tag}.${name}`))
    .filter(([name]) => node[name] === undefined)
    .map(([name]) => `${path}.${name}: missing`);
}

function unknownOf({ node, tag, path, facts }: Element): readonly string[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const fact = facts[name];
    // The page of forms asks a name of every component in one, whatever that component's own page says.
    if (fact === undefined) return name === "name" ? [] : [`${path}.${name}: not in the tables`];
    return typeof value === "string" && usedInSamples.has(`${tag}.${name}=${value}`)
      ? []
      : faultsOf(value, fact, `${path}.${name}`);
  });
}

const primitives: Readonly<Record<string, RegExp>> = {
  string: /^string/i,
  boolean: /^bool/i,
  number: /^(?:number|int)$/i,
};

function faultsOf(value: unknown, fact: Fact, path: string): readonly string[] {
  if (isRecord(value) && fact.fields !== undefined) {
    const { fields } = fact;
    return Object.entries(value).flatMap(([name, inner]) =>
      fields[name] === undefined
        ? [`${path}.${name}: not in the tables`]
        : faultsOf(inner, fields[name], `${path}.${name}`),
    );
  }
  const expected = primitives[typeof value];
  if (expected !== undefined && !expected.test(fact.type ?? "")) return [`${path}: not of type ${fact.type}`];
  return typeof value === "string" ? wordingFaults(value, fact, path) : [];
}

function wordingFaults(
  value: string,
  { enum: allowed, maxChars, px }: Fact,
  path: string,
): readonly string[] {
  if (maxChars !== undefined && [...value].length > maxChars) return [`${path}: over ${maxChars} characters`];
  if (px !== undefined && /^(?:-?\d+px ?)+$/.test(value)) {
    const [low = 0, high = 0] = px;
    const lengths = value.split(" ").map((part) => Number.parseInt(part, 10));
    return lengths.every((length) => length >= low && length <= high) ? [] : [`${path}: ${value}`];
  }
  return allowed === undefined || allowed.includes(value)
    ? []
    : [`${path}: ${value} is not one of ${allowed}`];
}

/** Mentions in Markdown that name nobody of Feishu. */
function pings(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(pings);
  if (!isRecord(node)) return [];
  const content = node["tag"] === "markdown" ? (text(node["content"]) ?? "") : "";
  const own = /<at\b(?! id=ou_\w+><\/at>)/.test(content) ? [`a mention: ${content}`] : [];
  return [...own, ...Object.values(node).flatMap(pings)];
}
