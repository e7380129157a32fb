import { BLOCK_SHAPES, CELL_SHAPES, SURFACES } from "./block-shapes.ts";
import { type CrossRule, MESSAGE_RULES, UPDATE_RULES, VIEW_RULES } from "./cross-rules.ts";
import { ELEMENT_SHAPES, OBJECT_SHAPES } from "./element-shapes.ts";
import { isList, isObject, type Json, type JsonObject, textAt } from "./json.ts";
import { chars, FLAG, list, must, object, type Prop, plain, type Shape } from "./shape.ts";
import { SHAPE_RULES } from "./shape-rules.ts";

/** Something that Slack would refuse. `path` is a JSON pointer. */
export type Finding = {
  readonly path: string;
  /** `section.text.max`, `button.unknown_property`, or the id of a cross rule. */
  readonly rule: string;
  readonly message: string;
  /** Slack's error code where it is a special one. */
  readonly error?: string;
};

const VIEW: Shape["props"] = {
  blocks: must(list(object(...Object.keys(SURFACES)), 100)),
  private_metadata: chars(3000),
  callback_id: chars(255),
  external_id: chars(255),
};

/** Every object of Slack's JSON by name. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  ...BLOCK_SHAPES,
  ...CELL_SHAPES,
  ...ELEMENT_SHAPES,
  ...OBJECT_SHAPES,
  modal: {
    cite: "https://docs.slack.dev/reference/views/modal-views",
    type: "modal",
    props: {
      ...VIEW,
      title: must(plain(24)),
      submit: plain(24),
      close: plain(24),
      clear_on_close: FLAG,
      notify_on_close: FLAG,
    },
  },
  home: { cite: "https://docs.slack.dev/reference/views/home-tab-views", type: "home", props: VIEW },
};

const BLOCKS = list(object(...Object.keys(SURFACES)));
const ATTACHMENTS = list(object());
const OPTIONS = list(object("option"), 100);
const GROUPS = list(object("option_group"), 100);

/** What Slack would refuse about the content of a message; empty when it would take it. */
export function validateMessage(message: JsonObject, method: "post" | "update" = "post"): readonly Finding[] {
  const { blocks, attachments } = message;
  return [
    ...(blocks === undefined ? [] : checkProp({ rule: "message.blocks", path: "/blocks" }, BLOCKS, blocks)),
    ...(attachments === undefined ? [] : checkAttachments(attachments)),
    ...broken(MESSAGE_RULES, message, ""),
    ...(method === "update" ? broken(UPDATE_RULES, message, "") : []),
  ];
}

/** What Slack would refuse about a modal or Home tab. */
export function validateView(view: JsonObject): readonly Finding[] {
  const kinds = { rule: "view", path: "/view" };
  return [...checkProp(kinds, object("modal", "home"), view), ...broken(VIEW_RULES, view, "/view")];
}

/** What Slack would refuse about the answer to a `block_suggestion`. */
export function validateOptions(answer: JsonObject): readonly Finding[] {
  const { options, option_groups: groups } = answer;
  if (options !== undefined) return checkProp({ rule: "answer.options", path: "/options" }, OPTIONS, options);
  return checkProp({ rule: "answer.option_groups", path: "/option_groups" }, GROUPS, groups ?? null);
}

/** Attachments are an old form of message of which only the blocks are looked at. */
function checkAttachments(attachments: Json): readonly Finding[] {
  const findings = checkProp({ rule: "message.attachments", path: "/attachments" }, ATTACHMENTS, attachments);
  if (!isList(attachments)) return findings;
  const inner = attachments.filter(isObject).flatMap((attachment, index) => {
    const path = `/attachments/${index}/blocks`;
    const { blocks } = attachment;
    return blocks === undefined ? [] : checkProp({ rule: "attachment.blocks", path }, BLOCKS, blocks);
  });
  return [...findings, ...inner];
}

/** Where the walk stands. */
type At = { readonly rule: string; readonly path: string };

/** Checks one object against its shape. */
export function checkShape(name: string, value: JsonObject, path = ""): readonly Finding[] {
  const shape = SHAPES[name];
  if (shape === undefined) throw new Error(`no such shape: ${name}`);
  const unknown = Object.keys(value).filter(
    (key) => !(key in shape.props) && !(key === "type" && shape.type !== undefined),
  );
  return [
    ...unknown.map((key) => ({
      path: `${path}/${key}`,
      rule: `${name}.unknown_property`,
      message: `no more properties allowed, got ${key}`,
    })),
    ...Object.entries(shape.props).flatMap(([key, prop]) => {
      const at = { rule: `${name}.${key}`, path: `${path}/${key}` };
      const held = value[key];
      if (held !== undefined) return checkProp(at, prop, held);
      return prop.required ? [finding(at, "required", `missing required field: ${key}`)] : [];
    }),
    ...broken(
      SHAPE_RULES.filter((rule) => rule.shapes.includes(name)),
      value,
      path,
    ),
  ];
}

function checkProp(at: At, prop: Prop, value: Json): readonly Finding[] {
  switch (prop.kind) {
    case "text":
      if (typeof value !== "string") return wrongType(at, "a string");
      return [...size(at, prop, [...value].length), ...wording(at, prop, value)];
    case "number":
      return typeof value === "number" ? size(at, prop, value) : wrongType(at, "a number");
    case "boolean":
      return typeof value === "boolean" ? [] : wrongType(at, "a boolean");
    case "list":
      return isList(value) ? checkList(at, prop, value) : wrongType(at, "an array");
    case "object":
      return isObject(value) ? checkObject(at, prop, value) : wrongType(at, "an object");
  }
}

function checkList(at: At, prop: Prop, items: readonly Json[]): readonly Finding[] {
  const { item } = prop;
  const inner =
    item &&
    items.flatMap((value, i) => checkProp({ rule: `${at.rule}[]`, path: `${at.path}/${i}` }, item, value));
  return [...size(at, prop, items.length), ...(inner ?? [])];
}

function checkObject(at: At, prop: Prop, value: JsonObject): readonly Finding[] {
  const names = prop.of ?? [];
  if (names.length === 0) return [];
  const type = textAt(value, "type");
  const name = names.find((candidate) => {
    const shape = SHAPES[candidate];
    return shape !== undefined && (shape.type === undefined || shape.type === type);
  });
  if (name === undefined) return [finding(at, "type", `unsupported type: ${type}`)];
  const length = [...(textAt(value, "text") ?? "")].length;
  return [
    ...(prop.max === undefined
      ? []
      : size({ ...at, path: `${at.path}/text` }, { ...prop, kind: "text" }, length)),
    ...checkShape(name, value, at.path),
  ];
}

function wrongType(at: At, expected: string): readonly Finding[] {
  return [finding(at, "type", `must be ${expected}`)];
}

/** Worded as Slack words it in `response_metadata.messages`. */
function size(at: At, prop: Prop, amount: number): readonly Finding[] {
  const { min, max } = prop;
  const tooMany = max !== undefined && amount > max;
  if (!tooMany && (min === undefined || amount >= min)) return [];
  const check = tooMany ? "max" : "min";
  switch (prop.kind) {
    case "number":
      return [finding(at, check, tooMany ? `must be at most ${max}` : `must be at least ${min}`)];
    case "list":
      return [
        finding(at, check, tooMany ? `no more than ${max} items allowed` : `must have at least ${min} items`),
      ];
    default: {
      const bound = tooMany ? `less than ${(max ?? 0) + 1}` : `more than ${(min ?? 0) - 1}`;
      return [finding(at, check, `must be ${bound} characters`)];
    }
  }
}

function wording(at: At, prop: Prop, value: string): readonly Finding[] {
  if (prop.pattern?.test(value) === false) return [finding(at, "pattern", `must match ${prop.pattern}`)];
  if (prop.oneOf?.includes(value) === false)
    return [finding(at, "one_of", `must be one of ${prop.oneOf.join(", ")}`)];
  return [];
}

function finding(at: At, check: string, message: string): Finding {
  return { path: at.path, rule: `${at.rule}.${check}`, message };
}

function broken(rules: readonly CrossRule[], value: JsonObject, path: string): readonly Finding[] {
  return rules
    .filter((rule) => rule.broken(value))
    .map(({ id, message, error }) => ({ path, rule: id, message, ...(error !== undefined && { error }) }));
}
