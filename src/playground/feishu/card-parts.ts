import { type Json, list, parseJson, record, records, text } from "./json.ts";
import { drawn } from "./markdown.ts";

/** A component of a card, with the form that holds it. */
export type Part = { readonly element: Json; readonly tag: string; readonly form?: Json };

export type Option = { readonly label: string; readonly value: string };

/** Something that can be pressed: a button, a choice of an overflow menu, a checker, a pressable container. */
export type Pressable = Part & { readonly label: string; readonly option?: string };

/** A field that can be filled, with the words a person knows it by. */
export type Field = Part & {
  readonly name: string;
  readonly label: string;
  readonly required: boolean;
  readonly options: readonly Option[];
};

export const FIELD_TAGS: ReadonlySet<string> = new Set([
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "select_img",
  "checker",
]);

/** The card of a message; empty for any other message. */
export function cardOf(message: { msgType: string; content: string }): Json {
  return message.msgType === "interactive" ? record(parseJson(message.content)) : {};
}

/** Every component, in reading order; containers before what they hold. */
export function partsOf(card: Json): readonly Part[] {
  return records(record(card["body"])["elements"]).flatMap((element) => unfold(element, undefined));
}

/** The component at the end of a way down from the body: at each step the position among the children, from 0. */
export function partAt(card: Json, [first, ...rest]: readonly number[]): Part | undefined {
  let element = records(record(card["body"])["elements"])[first ?? -1];
  let form = element?.["tag"] === "form" ? element : undefined;
  for (const step of rest) {
    element = element && childrenOf(element)[step];
    if (element?.["tag"] === "form") form = element;
  }
  return element && { element, tag: text(element["tag"]) ?? "", ...(form && { form }) };
}

export function pressables(parts: readonly Part[]): readonly Pressable[] {
  return parts.flatMap((part): Pressable[] => {
    if (part.element["disabled"] === true) return [];
    if (part.tag === "button") return [{ ...part, label: wordsOf(part.element["text"]) }];
    if (part.tag === "overflow") {
      return records(part.element["options"]).map((option) => ({
        ...part,
        label: wordsOf(option["text"]),
        option: text(option["value"]) ?? "",
      }));
    }
    if (part.tag === "checker" && part.form === undefined) {
      return [{ ...part, label: drawn(wordsOf(part.element["text"])) }];
    }
    if (part.tag !== "interactive_container") return [];
    return [
      { ...part, label: unfold(part.element, part.form).map(ownWords).map(drawn).filter(Boolean).join(" ") },
    ];
  });
}

/**
 * The fields among `parts`. A select has no label of its own: people read the text right before it, so that is
 * its label here too; then its placeholder; then its name.
 */
export function fieldsOf(parts: readonly Part[]): readonly Field[] {
  let before = "";
  const fields: Field[] = [];
  for (const part of parts) {
    const { element, tag } = part;
    if (!FIELD_TAGS.has(tag)) {
      const words = ownWords(part);
      if (words !== "") before = words;
      continue;
    }
    const own = wordsOf(tag === "checker" ? element["text"] : element["label"]);
    const name = text(element["name"]) ?? "";
    const label = own || before || wordsOf(element["placeholder"]) || name;
    const required = element["required"] === true;
    fields.push({ ...part, name, label: tidy(label), required, options: optionsOf(element) });
    before = "";
  }
  return fields;
}

/** The callback value of a component: `behaviors`, or the older `value`; nothing when it calls nobody. */
export function callbackValue(element: Json): unknown {
  const behavior = records(element["behaviors"]).find((one) => one["type"] === "callback");
  return behavior === undefined ? element["value"] : (behavior["value"] ?? {});
}

export function opensLink(element: Json): boolean {
  return records(element["behaviors"]).some((one) => one["type"] === "open_url");
}

/** `submit`, `reset` or nothing; `action_type` is the older spelling that official samples still use. */
export function formAction(element: Json): "submit" | "reset" | undefined {
  const action = text(element["form_action_type"]) ?? text(element["action_type"])?.replace("form_", "");
  return action === "submit" || action === "reset" ? action : undefined;
}

export function wordsOf(textObject: unknown): string {
  return text(record(textObject)["content"]) ?? "";
}

function unfold(element: Json, outer: Json | undefined): readonly Part[] {
  const tag = text(element["tag"]) ?? "";
  const form = tag === "form" ? element : outer;
  const self: Part = { element, tag, ...(form !== undefined && { form }) };
  return [self, ...childrenOf(element).flatMap((child) => unfold(child, form))];
}

function childrenOf(element: Json): readonly Json[] {
  // The columns of a table describe data, not components.
  if (element["tag"] === "table") return [];
  return records([
    ...list(element["columns"]),
    ...list(element["elements"]),
    ...list(record(element["button_area"])["buttons"]),
  ]);
}

function ownWords({ tag, element }: Part): string {
  if (tag === "markdown") return text(element["content"]) ?? "";
  return tag === "div" ? wordsOf(element["text"]) : "";
}

function optionsOf(element: Json): readonly Option[] {
  return records(element["options"]).map((option) => {
    const value = text(option["value"]) ?? "";
    return { label: wordsOf(option["text"]) || value, value };
  });
}

/** The first line as drawn, without the star and the colon that forms put after a label. */
function tidy(label: string): string {
  return (drawn(label).split("\n")[0] ?? "").replace(/[\s*:：]+$/, "");
}
