import type { ClientView, MessageView, PressDeed } from "../wire.ts";
import { buttonsIn, type CardButton, pressedButton } from "./buttons.ts";

/** What of the guide can be read off a view. */
export type Progress = {
  /** A visit was logged. */
  readonly isLogged: boolean;
  /** The newest message since then that has something to tick off: a digest, or reminders in one message. */
  readonly newest: Pointed | undefined;
  /** Everything that can be ticked off. */
  readonly open: readonly Ticked[];
  /** To-dos of which a card says that they are done, and offers to take that back. */
  readonly finished: readonly string[];
  /** The newest lead whose three questions wait for an answer. */
  readonly toGrade: Pointed | undefined;
  /** The newest open form with the three questions, where forms stand in the chat. */
  readonly gradeForm: Pointed | undefined;
  /** A lead's grade waits for its approval. */
  readonly isGraded: boolean;
  /** The newest grade that waits for whoever looks: in a list the last. */
  readonly toApprove: Pointed | undefined;
  /** All that can be approved. */
  readonly waiting: readonly Ticked[];
};

/** A to-do or an approval in a message. */
export type Ticked = { readonly message: string } & (
  | { readonly todoId: string }
  | { readonly approvalId: string }
);

/** A button that somebody is led to. */
export type Pointed = {
  readonly message: string;
  /** The words on it. */
  readonly label: string;
  /** Which of those with these words, from 0. */
  readonly nth: number;
  /** It submits a form, all of which is meant. */
  readonly isForm?: boolean;
};

/** Reads the buttons of all cards. */
export function progressOf(view: ClientView): Progress {
  const direct = view.conversations.find(({ kind }) => kind === "direct");
  const messages = view.messages[direct?.id ?? ""] ?? [];
  const cards = messages.filter(({ from, kind }) => from.isBot && kind === "card").map(cardOf);
  const logged = cards.findIndex(({ buttons }) => buttons.some(({ id }) => id === "follow-up.undo"));
  const since = logged < 0 ? [] : cards.slice(logged + 1);
  return {
    isLogged: logged >= 0,
    newest: inNewest(since, isReminder),
    open: cards.flatMap(({ message, buttons }) =>
      buttons.filter(isDone).map(({ todoId }) => ({ message, todoId })),
    ),
    finished: cards.flatMap(({ buttons }) =>
      buttons.filter(({ id }) => id === "todo.reopen").map(({ todoId }) => todoId),
    ),
    toGrade: inNewest(cards, isToGrade),
    gradeForm: formIn(cards, "lead.grade"),
    isGraded: cards.some(({ buttons }) => buttons.some(isRegrade) && !buttons.some(isToGrade)),
    toApprove: inNewest(cards, isApprove, "last"),
    waiting: cards.flatMap(({ message, buttons }) =>
      buttons.filter(isApprove).map(({ approvalId }) => ({ message, approvalId })),
    ),
  };
}

/** What a press is to tick off; `undefined` for the press of another button. */
export function tickedOff(view: ClientView, deed: PressDeed): Ticked | undefined {
  const button = pressedButton(view, deed);
  if (button === undefined) return undefined;
  const { message } = deed;
  if (isDone(button)) return { message, todoId: button.todoId };
  return isApprove(button) ? { message, approvalId: button.approvalId } : undefined;
}

type Card = { readonly message: string; readonly buttons: readonly CardButton[] };

function cardOf({ id, raw }: MessageView): Card {
  return { message: id, buttons: buttonsIn(raw) };
}

/** Such a button of the newest message that has any. */
function inNewest(
  cards: readonly Card[],
  fits: (button: CardButton) => boolean,
  which: "first" | "last" = "first",
): Pointed | undefined {
  const card = cards.findLast(({ buttons }) => buttons.some(fits));
  const fitting = card?.buttons.filter(fits) ?? [];
  const button = fitting.at(which === "first" ? 0 : -1);
  if (card === undefined || button === undefined) return undefined;
  const { label } = button;
  const nth = card.buttons.filter((one) => one.label === label).indexOf(button);
  return { message: card.message, label, nth };
}

function formIn(cards: readonly Card[], form: string): Pointed | undefined {
  const submit = inNewest(cards, (button) => button.form === form);
  return submit && { ...submit, isForm: true };
}

function isDone({ id }: CardButton): boolean {
  return id === "todo.done";
}

/** In a message about the day; what stands in a list of to-dos alone is no reminder. */
function isReminder(button: CardButton): boolean {
  return isDone(button) && button.view === "my-day";
}

/** What is to be done next on a lead's card is its primary button. */
function isToGrade({ id, isPrimary }: CardButton): boolean {
  return (id === "lead.grade" || id === "lead.submit-grade") && isPrimary;
}

function isRegrade({ id, isPrimary }: CardButton): boolean {
  return id === "lead.grade" && !isPrimary;
}

function isApprove({ id }: CardButton): boolean {
  return id === "approval.approve";
}
