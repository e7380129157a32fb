import type { Text } from "./text.ts";

/**
 * A form: a modal on Slack, a card with a form container on Feishu. `payload` comes back with the submission;
 * like a button's it carries ids, never facts.
 */
export type Form = {
  readonly id: string;
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly payload: Readonly<Record<string, string>>;
  readonly intro?: Text;
  readonly fields: readonly FormField[];
};

export type FormField = {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  readonly hint?: string;
} & FieldKind;

export type FieldKind =
  | {
      readonly type: "text" | "multiline";
      readonly initial?: string;
      readonly placeholder?: string;
      /** In characters; the platforms stop at 1,000 (Feishu) and 3,000 (Slack). */
      readonly maxLength?: number;
    }
  | { readonly type: "number"; readonly initial?: number; readonly min?: number; readonly max?: number }
  | { readonly type: "select"; readonly options: readonly Option[]; readonly initial?: string }
  /**
   * A select over more than fits. Slack asks `source` for options while the person types; Feishu shows
   * `suggestions` and a text field beside them. Comes back as an option or as typed words.
   */
  | {
      readonly type: "search";
      readonly source: string;
      readonly suggestions: readonly Option[];
      readonly initial?: Option;
      readonly placeholder?: string;
    }
  /** Comes back as the platform's user id. */
  | {
      readonly type: "person";
      readonly initial?: string;
      /** Accounts to choose from. Feishu offers nobody but the members of the chat by itself; Slack offers everybody. */
      readonly among?: readonly string[];
    }
  /** `YYYY-MM-DD` */
  | { readonly type: "date"; readonly initial?: string }
  /** Local `YYYY-MM-DD HH:mm` in the person's zone. */
  | { readonly type: "datetime"; readonly initial?: string }
  | {
      readonly type: "checkboxes";
      readonly options: readonly Option[];
      readonly initial?: readonly string[];
    };

/** Values stay at most 75 characters, Slack's safe limit. */
export type Option = { readonly value: string; readonly label: string };

/** What a platform returns for a field; a field left empty is absent. */
export type FormValue =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "number"; readonly number: number }
  | { readonly type: "option"; readonly value: string }
  /** Words typed into a searched select that named no option. */
  | { readonly type: "typed"; readonly text: string }
  | { readonly type: "person"; readonly userId: string }
  | { readonly type: "date"; readonly date: string }
  /** Local `YYYY-MM-DD HH:mm` in the person's zone. */
  | { readonly type: "datetime"; readonly local: string }
  | { readonly type: "options"; readonly values: readonly string[] };

export type FormValues = Readonly<Record<string, FormValue>>;
