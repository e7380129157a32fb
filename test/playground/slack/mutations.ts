import { isList, isObject, type Json, type JsonObject } from "#playground/slack/json.ts";
import type { Prop, Shape } from "#playground/slack/shape.ts";

/** A valid sample broken in one way, and the rule it breaks. */
export type Negative = { readonly rule: string; readonly sample: JsonObject };

/** One broken sample for every rule of a shape's table. */
export function negativesOf(name: string, shape: Shape, samples: readonly JsonObject[]): readonly Negative[] {
  const [first] = samples;
  if (first === undefined) throw new Error(`no sample of ${name}`);
  const unknown = { rule: `${name}.unknown_property`, sample: { ...first, nonsense: 1 } };
  const others = Object.entries(shape.props).flatMap(([key, prop]) => {
    const base = samples.find((sample) => sample[key] !== undefined);
    const held = base?.[key];
    if (base === undefined || held === undefined) throw new Error(`no sample of ${name} uses ${key}`);
    const { [key]: _gone, ...without } = base;
    const missing = prop.required ? [{ rule: `${name}.${key}.required`, sample: without }] : [];
    const bad = badValues(`${name}.${key}`, prop, held).map(({ rule, value }) => ({
      rule,
      sample: { ...base, [key]: value },
    }));
    return [...missing, ...bad];
  });
  return [unknown, ...others];
}

type Bad = { readonly rule: string; readonly value: Json };

const WRONG_TYPE: Readonly<Record<Prop["kind"], Json>> = {
  text: 42,
  number: "42",
  boolean: "true",
  list: {},
  object: [],
};

function badValues(rule: string, prop: Prop, held: Json): readonly Bad[] {
  const { item } = prop;
  const bad: Bad[] = [{ rule: `${rule}.type`, value: WRONG_TYPE[prop.kind] }];
  if (prop.max !== undefined) bad.push({ rule: `${rule}.max`, value: sized(prop, held, prop.max + 1) });
  if (prop.min !== undefined && prop.min > 0)
    bad.push({ rule: `${rule}.min`, value: sized(prop, held, prop.min - 1) });
  if (prop.kind === "number" && prop.min === 0) bad.push({ rule: `${rule}.min`, value: -1 });
  if (prop.pattern !== undefined) bad.push({ rule: `${rule}.pattern`, value: "nonsense" });
  if (prop.oneOf !== undefined) bad.push({ rule: `${rule}.one_of`, value: "nonsense" });
  if (prop.kind === "list" && item !== undefined && isList(held)) {
    const [head = null, ...tail] = held;
    bad.push(
      ...badValues(`${rule}[]`, item, head).map((inner) => ({ ...inner, value: [inner.value, ...tail] })),
    );
  }
  return bad;
}

/** The value stretched or cut to a size. Length is counted in code points, so an astral letter is one. */
export function sized(prop: Prop, held: Json, size: number): Json {
  if (prop.kind === "number") return size;
  if (prop.kind === "list")
    return Array.from({ length: size }, () => (isList(held) ? (held[0] ?? null) : null));
  const text = "𠮷".repeat(size);
  return isObject(held) ? { ...held, text } : text;
}
