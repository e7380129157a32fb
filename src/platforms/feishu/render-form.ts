import type { MessageRef } from "#chat/event.ts";
import type { Form, FormField, Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { assertNever } from "#src/errors.ts";
import {
  callback,
  cardOf,
  type Element,
  type FeishuCard,
  markdown,
  plainText,
  smallPrint,
} from "./elements.ts";
import { cut, fits, limits } from "./limits.ts";
import { cutText, escapeMarkdown, toMarkdown } from "./markdown.ts";
import { type CancelValue, partName, rangeOf, type SubmitValue, specOf } from "./read-form.ts";
import { words } from "./words.ts";

export type FormOrigin = {
  /** Language of the few words that the platform adds. */
  readonly locale: Locale;
  /** The message whose button opened the form: the answer changes it. */
  readonly on?: MessageRef;
};

type Room = { readonly options: number; readonly text: number; readonly locale: Locale };

/**
 * A form as a card: one `form` container at the root, and a cancel button below it, where it needs no field.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/containers/form-container
 */
export function renderForm(form: Form, origin: FormOrigin): FeishuCard {
  const { locale } = origin;
  for (let share = 1; share > 0.02; share *= 0.8) {
    const room = { options: Math.floor(100 * share), text: Math.floor(limits.inputText * share), locale };
    const drawn = draw(form, origin, room);
    if (fits(drawn)) return drawn;
  }
  return draw(form, origin, { options: 1, text: 20, locale });
}

function draw(form: Form, origin: FormOrigin, room: Room): FeishuCard {
  const intro = form.intro === undefined ? [] : [markdown(toMarkdown(cutText(form.intro, room.text)))];
  const container = {
    tag: "form",
    name: "form__container",
    elements: [...form.fields.flatMap((field) => drawField(field, room)), submitButton(form, origin)],
  };
  const head = { title: form.title, template: "blue" };
  return cardOf(head, [...intro, container, cancelButton(form, origin)]);
}

function submitButton(form: Form, { locale, on }: FormOrigin): Element {
  const value: SubmitValue = {
    form: form.id,
    title: cut(form.title, limits.title),
    payload: form.payload,
    fields: Object.fromEntries(form.fields.map((field) => [field.name, specOf(field, labelOf(field))])),
    locale,
    ...(on && { on }),
  };
  return {
    tag: "button",
    name: partName("form", "submit"),
    type: "primary_filled",
    width: "fill",
    text: plainText(cut(form.submit, limits.buttonText)),
    form_action_type: "submit",
    behaviors: [callback(value)],
  };
}

function cancelButton(form: Form, { locale }: FormOrigin): Element {
  const value: CancelValue = { cancel: cut(form.title, limits.title), locale };
  return {
    tag: "button",
    width: "fill",
    text: plainText(cut(form.cancel, limits.buttonText)),
    behaviors: [callback(value)],
  };
}

function drawField(field: FormField, room: Room): readonly Element[] {
  const hint = field.hint === undefined ? [] : [smallPrint(escapeMarkdown(cut(field.hint, room.text)))];
  return [...drawInput(field, room), ...hint];
}

function drawInput(field: FormField, room: Room): readonly Element[] {
  switch (field.type) {
    case "text":
    case "multiline":
      return [drawText(field, room)];
    case "number":
      return [
        {
          ...inputOf(field),
          ...placeholderOf(rangeOf(field)),
          ...(field.initial !== undefined && { default_value: String(field.initial) }),
        },
      ];
    case "select":
      return [labelAbove(field), selectOf(field, offered(field.options, field.initial, room))];
    case "search":
      return drawSearch(field, room);
    case "person":
      // Without `options` the client offers the members of the chat.
      return [
        labelAbove(field),
        {
          ...component("select_person", field),
          ...(field.among && field.among.length > 0 && { options: field.among.map((value) => ({ value })) }),
          ...(field.initial && { initial_option: field.initial }),
        },
      ];
    case "date":
      return [
        labelAbove(field),
        { ...component("date_picker", field), ...(field.initial && { initial_date: field.initial }) },
      ];
    case "datetime":
      return [
        labelAbove(field),
        { ...component("picker_datetime", field), ...(field.initial && { initial_datetime: field.initial }) },
      ];
    case "checkboxes":
      return drawBoxes(field, room);
    default:
      return assertNever(field);
  }
}

function drawText(field: FormField & { readonly type: "text" | "multiline" }, room: Room): Element {
  const max = Math.min(field.maxLength ?? limits.inputText, limits.inputText);
  return {
    ...inputOf(field),
    ...(field.type === "multiline" && {
      input_type: "multiline_text",
      rows: 3,
      auto_resize: true,
      max_rows: 10,
    }),
    ...placeholderOf(field.placeholder ?? ""),
    max_length: max,
    ...(field.initial && { default_value: cut(field.initial, Math.min(max, room.text)) }),
  };
}

/** The client filters what is there; what is not there is typed beside it, so neither can be required alone. */
function drawSearch(field: FormField & { readonly type: "search" }, room: Room): readonly Element[] {
  const { initial } = field;
  const all = initial === undefined ? field.suggestions : withOption(field.suggestions, initial);
  const options = offered(all, initial?.value, room);
  const typed = {
    tag: "input",
    name: partName(field.name, "typed"),
    width: "fill",
    label: plainText(words[room.locale].orType(cut(field.label, limits.placeholder))),
    label_position: "top",
    ...placeholderOf(field.placeholder ?? ""),
    max_length: limits.inputText,
  };
  if (options.options.length === 0) return [{ ...typed, label: plainText(labelText(field)) }];
  return [labelAbove(field), selectOf({ ...field, required: false }, options), typed];
}

function drawBoxes(field: FormField & { readonly type: "checkboxes" }, room: Room): readonly Element[] {
  const boxes = field.options.slice(0, room.options).map((option) => ({
    tag: "checker",
    name: partName(field.name, option.value),
    checked: field.initial?.includes(option.value) === true,
    text: plainText(cut(option.label, limits.optionLabel)),
    // Without callback data a client has refused the press with 200340; such a callback says nothing new.
    behaviors: [callback({ box: field.name })],
  }));
  return [labelAbove(field), ...boxes];
}

type Offered = { readonly options: readonly Option[]; readonly chosen?: string };

/** The options there is room for; what is preset stays among them. */
function offered(options: readonly Option[], initial: string | undefined, room: Room): Offered {
  const preset = options.find((option) => option.value === initial);
  const shown = options.slice(0, room.options);
  if (preset === undefined) return { options: shown };
  return { options: shown.includes(preset) ? shown : [preset, ...shown.slice(1)], chosen: preset.value };
}

function withOption(options: readonly Option[], option: Option): readonly Option[] {
  return options.some((known) => known.value === option.value) ? options : [option, ...options];
}

function selectOf(field: FormField, { options, chosen }: Offered): Element {
  return {
    ...component("select_static", field),
    options: options.map(({ label, value }) => ({ text: plainText(cut(label, limits.optionLabel)), value })),
    ...(chosen !== undefined && { initial_option: chosen }),
  };
}

function inputOf(field: FormField): Element {
  return { ...component("input", field), label: plainText(labelText(field)), label_position: "top" };
}

function component(tag: string, field: FormField): Element {
  return { tag, name: field.name, width: "fill", ...(field.required === true && { required: true }) };
}

function placeholderOf(text: string): object {
  return text === "" ? {} : { placeholder: plainText(cut(text, limits.placeholder)) };
}

/** Selects and pickers have no label of their own. */
function labelAbove(field: FormField): Element {
  return markdown(`**${escapeMarkdown(labelText(field))}**`);
}

function labelText(field: FormField): string {
  return field.required === true ? `${labelOf(field)} *` : labelOf(field);
}

function labelOf(field: FormField): string {
  return cut(field.label, limits.placeholder);
}
