import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Card } from "#chat/card.ts";
import type { LeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, formOf, option, pressOn } from "./support.ts";

const answersOf = (urgency: string, budget: string, influence: string) => ({
  urgency: option(urgency),
  budget: option(budget),
  influence: option(influence),
});
export const best = answersOf("clear", "sufficient", "decision_maker");
export const middle = answersOf("clear", "unconfirmed", "influencer");
export const poor = answersOf("vague", "none", "unknown");

export async function registered(office: LeadOffice, by: Colleague = office.rep): Promise<Card> {
  return cardOf(await office.write(by, "线索 苏州精工机械 王总 13800001234 展会 想要 200 台扫码枪"));
}

type Values = Parameters<LeadOffice["submit"]>[2]["values"];

/** Grades the lead of the card and returns the manager's card. */
export async function asked(office: LeadOffice, card: Card, values: Values): Promise<Card> {
  const form = formOf(await pressOn(office, office.rep, [card, leadTexts.zh.gradeButton]));
  cardOf(await office.submit(office.rep, form.id, { payload: { ...form.payload }, values }));
  return managersCard(office);
}

export async function managersCard(office: LeadOffice): Promise<Card> {
  const sent = await office.moveTo(new Date(office.clock.now.getTime() + 60_000));
  const card = sent.findLast(({ to }) => to === office.manager.from.userId)?.card;
  if (card === undefined) throw new Error("the manager was not asked");
  return card;
}
