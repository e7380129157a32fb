import { type Card, fields, note, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { authored, value } from "#chat/text.ts";
import { teamTexts } from "./texts.ts";

export type TeamView = {
  /** Today with weekday. */
  readonly day: string;
  readonly people: readonly {
    readonly name: string;
    readonly loggedToday: number;
    readonly loggedThisWeek: number;
    readonly lateThisWeek: number;
    readonly overdueTodos: number;
    /** The last contact, if there was one. */
    readonly last?: string;
  }[];
};

/** A supervisor's look at the team: the numbers first, then whoever needs a word. */
export function teamDay(locale: Locale, view: TeamView): Card {
  const t = teamTexts[locale];
  const sum = (of: (person: TeamView["people"][number]) => number) =>
    String(view.people.reduce((total, person) => total + of(person), 0));
  if (view.people.length === 0) {
    return { title: t.title(view.day), tone: "neutral", body: [text(authored(t.nobody))] };
  }
  const quiet = view.people.filter((person) => person.loggedThisWeek === 0).map((person) => person.name);
  return {
    title: t.title(view.day),
    tone: "info",
    body: [
      fields(
        { label: t.today, value: value(sum((person) => person.loggedToday)) },
        { label: t.week, value: value(sum((person) => person.loggedThisWeek)) },
        { label: t.late, value: value(sum((person) => person.lateThisWeek)) },
        { label: t.overdue, value: value(sum((person) => person.overdueTodos)) },
      ),
      {
        type: "table",
        columns: [t.name, t.today, t.week, t.overdue, t.last],
        rows: view.people.map((person) => [
          person.name,
          String(person.loggedToday),
          String(person.loggedThisWeek),
          String(person.overdueTodos),
          person.last ?? t.never,
        ]),
        moreText: t.more,
      },
      ...(quiet.length === 0 ? [] : [note(value(t.quiet(quiet.join(t.comma))))]),
    ],
  };
}
