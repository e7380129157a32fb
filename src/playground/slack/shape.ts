/**
 * The notation of the tables of Slack's JSON: which properties an object may have and what each may hold. The validator
 * walks them; the tests make a broken sample for every rule that they contain.
 */
export type Shape = {
  /** The vendor's page that gives these rules. */
  readonly cite: string;
  /** What its `type` property says; undefined for objects that have none. */
  readonly type: string | undefined;
  readonly props: Readonly<Record<string, Prop>>;
};

export type Prop = {
  readonly kind: "text" | "number" | "boolean" | "object" | "list";
  readonly required?: true;
  /** Code points of a text or of a text object, items of a list, or the bounds of a number. */
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
  /** Names of the shapes that an object may have; any object where empty. */
  readonly of?: readonly string[];
  readonly item?: Prop;
};

export const FLAG: Prop = { kind: "boolean" };

export function must(prop: Prop): Prop {
  return { ...prop, required: true };
}

export function chars(max?: number, min?: number): Prop {
  return { kind: "text", ...(max !== undefined && { max }), ...(min !== undefined && { min }) };
}

export function oneOf(...oneOf: readonly string[]): Prop {
  return { kind: "text", oneOf };
}

export function between(min: number, max: number): Prop {
  return { kind: "number", min, max };
}

export function atLeast(min: number): Prop {
  return { kind: "number", min };
}

/** A `plain_text` object of at most `max` characters. */
export function plain(max: number): Prop {
  return { kind: "object", of: ["plain_text"], max };
}

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export function text(max: number): Prop {
  return { kind: "object", of: ["plain_text", "mrkdwn"], max };
}

export function object(...of: readonly string[]): Prop {
  return { kind: "object", of };
}

export function list(item: Prop, max?: number, min?: number): Prop {
  return { kind: "list", item, ...(max !== undefined && { max }), ...(min !== undefined && { min }) };
}
