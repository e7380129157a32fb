import { styleText } from "node:util";
import type { ChatClient, FieldInput, Outcome, SeenForm } from "./client.ts";
import type { TerminalTexts } from "./terminal-texts.ts";

type SeenField = SeenForm["fields"][number];
type Choice = { readonly label: string; readonly value: string };

/** A form that is asked field by field. */
export type Questions = {
  readonly form: SeenForm;
  /** Still to be asked, the current one first. */
  readonly left: SeenField[];
  readonly values: Record<string, FieldInput>;
  /** What a searched select offered for the words typed last. */
  offered: readonly Choice[];
};

export function startQuestions(form: SeenForm): Questions {
  return { form, left: [...form.fields], values: {}, offered: [] };
}

/** What was answered is kept; `wrong` names the labels to ask for again, all where there are none. */
export function askAgain({ values }: Questions, form: SeenForm, wrong: readonly string[]): Questions {
  const named = form.fields.filter(({ label }) => wrong.includes(label));
  return { form, left: [...(named.length > 0 ? named : form.fields)], values, offered: [] };
}

/** What stands before the answer: label, whether it must be given, what is there already, and what can be chosen. */
export function question({ left: [field], values, offered }: Questions, words: TerminalTexts): string {
  if (field === undefined) return "";
  const { label, required, options = [] } = field;
  const value = values[label] === undefined ? field.value : String(values[label]);
  const choices = offered.length > 0 ? offered.map((choice) => choice.label) : options;
  const listed = choices.map((choice, index) => `${styleText("cyan", String(index + 1))} ${choice}`);
  const lines = listed.length > 0 ? `    ${listed.join("  ")}\n` : "";
  const mark = required ? styleText("dim", ` (${words.required})`) : "";
  const kept = value === undefined ? "" : styleText("dim", ` [${value.replaceAll("\n", " ")}]`);
  return `${lines}  ${label}${mark}${kept}: `;
}

/**
 * Takes the answer to the current question; the next one is current then. The same stays where a required answer
 * is missing or the words typed have to be chosen from. True when all is answered.
 */
export async function takeAnswer(questions: Questions, client: ChatClient, typed: string): Promise<boolean> {
  const { left, values, offered } = questions;
  const [field] = left;
  if (field === undefined) return true;
  const answer = typed.trim();
  const isThere = field.value !== undefined || values[field.label] !== undefined;
  if (answer === "" && field.required && !isThere) return false;
  questions.offered = [];
  if (answer !== "") {
    const chosen = offered[Number(answer) - 1] ?? (await searched(client, field, answer));
    if (chosen === "several") {
      questions.offered = await client.search(field.label, answer);
      return false;
    }
    values[field.label] = chosen?.label ?? optionsIn(field, answer);
  }
  left.shift();
  return left.length === 0;
}

/** A select without options in sight is searched; fields of text offer nothing. */
async function searched(
  client: ChatClient,
  field: SeenField,
  answer: string,
): Promise<Choice | "several" | undefined> {
  if (field.options !== undefined) return undefined;
  const found = await client.search(field.label, answer);
  return found.find(({ label }) => label === answer) ?? (found.length > 1 ? "several" : found[0]);
}

/** `2` is the second option, `1, 3` two of them; anything else stays as typed. */
function optionsIn({ options = [] }: SeenField, answer: string): FieldInput {
  const named = answer.split(/\s*[,，、]\s*/).map((part) => options[Number(part) - 1] ?? part);
  const areOptions = named.every((name) => options.includes(name));
  const [only = answer] = named;
  if (!areOptions) return answer;
  return named.length > 1 ? named : only;
}

/** Submits what was answered; what the client itself refuses comes back as an error. */
export async function submitAnswers({ values, form }: Questions, client: ChatClient): Promise<Outcome> {
  try {
    return await client.submit(values, { on: form.id });
  } catch (error) {
    return { status: 0, tookMs: 0, error: error instanceof Error ? error.message : String(error) };
  }
}

/** Closes the form by its last button, which is the one that cancels. */
export async function leaveForm({ form }: Questions, client: ChatClient): Promise<void> {
  const message = client.messages().find(({ id }) => id === form.id);
  const cancel = (message ?? form).buttons.at(-1);
  if (cancel !== undefined) await client.press(cancel, { on: form.id });
}
