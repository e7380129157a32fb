import {
  todoCancelled,
  todoDeclinedByMe,
  todoDone,
  todoHanded,
  todoSnoozed,
  todoTold,
} from "#cards/todo/closed.ts";
import { handOverForm, timeForm, todoForm } from "#cards/todo/forms.ts";
import { type TodoView, todoDeclined, todoDue, todoList, todoOpen, todoReceived } from "#cards/todo/todo.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";

const todoId = sampleId(1);

function plain(locale: Locale): TodoView {
  return { todoId, title: sampleWords[locale].todo, isOverdue: false };
}

function whole(locale: Locale): TodoView {
  const { customer, fridayAtThree, other } = sampleWords[locale];
  return { ...plain(locale), due: fridayAtThree, isOverdue: true, customer, from: other };
}

const hostile: TodoView = {
  ...{ todoId, title: longText, due: hostileText, isOverdue: true },
  ...{ customer: hostileName, from: hostileName },
};

const initial = "2026-09-18 15:00";
const options = many(150, (number) => ({ value: sampleId(number), label: `${number} ${hostileName}` }));

/** Every card and form of the feature, at its shortest and at its longest. */
export const todoSamples: readonly Sample[] = [
  { name: "added", make: (locale) => todoOpen(locale, { ...plain(locale), happened: "added" }) },
  { name: "added-in-the-past", make: (locale) => todoOpen(locale, { ...whole(locale), happened: "added" }) },
  {
    name: "added-with-unread-date",
    make: (locale) => todoOpen(locale, { ...plain(locale), happened: "added", unreadDate: "2月30日" }),
  },
  {
    name: "added-hostile",
    make: (locale) => todoOpen(locale, { ...hostile, happened: "added", unreadDate: longText }),
  },
  { name: "reopened", make: (locale) => todoOpen(locale, { ...plain(locale), happened: "reopened" }) },
  {
    name: "changed",
    make: (locale) => todoOpen(locale, { ...whole(locale), isOverdue: false, happened: "changed" }),
  },
  { name: "due", make: (locale) => todoDue(locale, { ...whole(locale), isOverdue: false }) },
  { name: "due-hostile", make: (locale) => todoDue(locale, hostile) },
  { name: "received", make: (locale) => todoReceived(locale, whole(locale)) },
  { name: "received-hostile", make: (locale) => todoReceived(locale, hostile) },
  {
    name: "declined",
    make: (locale) => todoDeclined(locale, { ...plain(locale), by: sampleWords[locale].other }),
  },
  { name: "declined-hostile", make: (locale) => todoDeclined(locale, { ...hostile, by: longText }) },
  { name: "list-empty", make: (locale) => todoList(locale, { todos: [], count: 0, page: 1, more: 0 }) },
  {
    name: "list",
    make: (locale) =>
      todoList(locale, { todos: [whole(locale), plain(locale)], count: 12, page: 1, more: 10 }),
  },
  {
    name: "list-hostile",
    make: (locale) =>
      todoList(locale, {
        todos: many(40, (number) => ({
          ...hostile,
          todoId: sampleId(number),
          title: `${number} ${hostileText}`,
        })),
        ...{ count: 400, page: 2, more: 340 },
      }),
  },
  {
    name: "done",
    make: (locale) =>
      todoDone(locale, { ...plain(locale), when: sampleWords[locale].monday, asksWhetherTold: false }),
  },
  {
    name: "done-asks-whether-told",
    make: (locale) => todoDone(locale, { todoId, title: longText, when: hostileText, asksWhetherTold: true }),
  },
  { name: "told", make: (locale) => todoTold(locale, { ...plain(locale), remindedAt: undefined }) },
  { name: "not-told", make: (locale) => todoTold(locale, { title: longText, remindedAt: hostileText }) },
  { name: "cancelled", make: (locale) => todoCancelled(locale, plain(locale)) },
  {
    name: "snoozed",
    make: (locale) => todoSnoozed(locale, { ...plain(locale), when: sampleWords[locale].fridayAtThree }),
  },
  {
    name: "snoozed-out-of-quiet-hours",
    make: (locale) => {
      const { fridayAtThree: wanted, monday: when } = sampleWords[locale];
      return todoSnoozed(locale, { ...plain(locale), wanted, when });
    },
  },
  {
    name: "handed",
    make: (locale) => todoHanded(locale, { ...plain(locale), to: sampleWords[locale].other }),
  },
  { name: "handed-hostile", make: (locale) => todoHanded(locale, { ...hostile, to: longText }) },
  { name: "declined-by-me", make: (locale) => todoDeclinedByMe(locale, plain(locale)) },
  { name: "form", make: (locale) => todoForm(locale, { suggestions: [] }) },
  {
    name: "form-hostile",
    make: (locale) =>
      todoForm(locale, { customer: { value: sampleId(149), label: longText }, suggestions: options }),
  },
  { name: "snooze-form", make: (locale) => timeForm(locale, "snooze", { ...plain(locale), initial }) },
  { name: "snooze-form-hostile", make: (locale) => timeForm(locale, "snooze", { ...hostile, initial }) },
  {
    name: "change-time-form",
    make: (locale) => timeForm(locale, "change-time", { ...plain(locale), initial }),
  },
  {
    name: "hand-over-form",
    make: (locale) => handOverForm(locale, { ...plain(locale), colleagues: ["U0001"] }),
  },
  {
    name: "hand-over-form-hostile",
    make: (locale) =>
      handOverForm(locale, {
        ...hostile,
        colleagues: Array.from({ length: 100 }, (_, index) => `U${1000 + index}`),
      }),
  },
];
