import { bundleCard } from "#cards/my-day/bundle.ts";
import { type DayView, dayCard } from "#cards/my-day/day.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { md } from "#chat/text.ts";

const nothing = { items: [], count: 0 };

function emptyDay(locale: Locale): DayView {
  return {
    ...{ day: sampleWords[locale].friday, overdue: nothing, today: nothing, plans: nothing, waiting: 0 },
    ...{ leads: nothing, breaches: nothing, approvals: 0 },
  };
}

function ordinaryDay(locale: Locale): DayView {
  const { customer, fridayAtThree, monday, person, todo } = sampleWords[locale];
  const plan = { followUpId: sampleId(3), customerId: sampleId(4), customer, planned: fridayAtThree };
  return {
    ...emptyDay(locale),
    greets: person,
    overdue: { items: [{ todoId: sampleId(1), title: todo, due: monday, customer }], count: 1 },
    today: { items: [{ todoId: sampleId(2), title: todo }], count: 9 },
    plans: { items: [plan], count: 1 },
    waiting: 1,
    ...leadsOfDay(locale),
  };
}

function leadsOfDay(locale: Locale) {
  const { customer: company, fridayAtThree: when, other: owner } = sampleWords[locale];
  const lead = { leadId: sampleId(5), company, when, isFirstContact: true, isOverdue: true };
  const planned = { ...lead, leadId: sampleId(6), isFirstContact: false, isOverdue: false };
  const breach = { leadId: sampleId(7), company, owner, due: when };
  return {
    ...{ leads: { items: [lead, planned], count: 2 }, breaches: { items: [breach], count: 1 } },
    approvals: 3,
  };
}

function hostileDay(): DayView {
  const todos = many(40, (number) => ({
    ...{ todoId: sampleId(number), title: `${number} ${longText}` },
    ...{ due: hostileText, customer: hostileName },
  }));
  const plans = many(40, (number) => ({
    ...{ followUpId: sampleId(number), customerId: sampleId(number) },
    ...{ customer: `${number} ${hostileName}`, planned: longText },
  }));
  return {
    ...{ day: hostileText, greets: longText, waiting: 1000 },
    overdue: { items: todos, count: 400 },
    today: { items: todos, count: 400 },
    plans: { items: plans, count: 400 },
    leads: { items: many(8, hostileLead), count: 400 },
    breaches: { items: many(8, hostileBreach), count: 400 },
    approvals: 500,
  };
}

function hostileLead(number: number) {
  const lead = { leadId: sampleId(number), company: hostileName, when: hostileText };
  return { ...lead, isFirstContact: true, isOverdue: true };
}

function hostileBreach(number: number) {
  return { leadId: sampleId(number), company: hostileName, owner: hostileName, due: hostileText };
}

function item(number: number, text: string) {
  const action = { id: "todo.done", payload: { todoId: sampleId(number) } };
  return { text: md`**${text}** · ${number}`, buttons: [{ label: text, style: "primary" as const, action }] };
}

/** Every card of the feature, at its shortest and at its longest. */
export const myDaySamples: readonly Sample[] = [
  { name: "day-empty", make: (locale) => dayCard(locale, emptyDay(locale)) },
  { name: "day", make: (locale) => dayCard(locale, ordinaryDay(locale)) },
  { name: "day-hostile", make: (locale) => dayCard(locale, hostileDay()) },
  {
    name: "bundle",
    make: (locale) =>
      bundleCard(locale, {
        ...{ id: sampleId(1), topics: [] },
        items: many(2, (number) => item(number, sampleWords[locale].todo)),
      }),
  },
  {
    name: "bundle-hostile",
    make: (locale) =>
      bundleCard(locale, {
        ...{ id: sampleId(1), topics: [] },
        items: many(40, (number) => item(number, longText)),
      }),
  },
  {
    name: "bundle-done",
    make: (locale) => bundleCard(locale, { id: sampleId(1), items: [], topics: [] }),
  },
];
