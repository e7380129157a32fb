import type { Locale } from "./locale.ts";

/** What people paste, at its worst: mentions and markup of both platforms, quotes, emoji, both directions, lines. */
export const hostileText =
  '"O\'Brien" & <b>Söhne</b> <!channel> <@U0000001> <at id=all></at> **a** _b_ ~c~ `d` [e](https://evil.example) ' +
  ":smile: 👩‍👩‍👧‍👦🎉 שלום עולם 1. # - | {count}";

/** A name as hostile, in one line. */
export const hostileName = `甲${hostileText}乙`;

/** 3,000 characters, as long as the longest field of a form. */
export const longText = `${hostileText}\n> 客户说价格太高，下周再谈。\n`.repeat(20).slice(0, 3000);

/** Ids of samples are the same in every run. */
export function sampleId(number: number): string {
  return `019ab000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** `count` things made from their numbers, beginning with 1. */
export function many<T>(count: number, make: (number: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(index + 1));
}

const zh = {
  person: "李雷",
  other: "韩梅梅",
  contact: "王总",
  customer: "远大集团",
  note: "今天拜访了王总，对方案满意，但嫌价格高，要求本周内给新报价。",
  feedback: "价格比对手高 8%",
  todo: "给王总发新报价",
  friday: "9月18日 周五",
  fridayAtThree: "9月18日 周五 15:00",
  monday: "9月14日 周一",
};

const en: typeof zh = {
  person: "Jane Miller",
  other: "Tom Baker",
  contact: "Ms Wang",
  customer: "Acme Steel",
  note: "Visited Ms Wang today: she likes the proposal, finds the price high and wants a new quote this week.",
  feedback: "8 % above the competitor",
  todo: "Send Ms Wang the new quote",
  friday: "Fri 18 Sep",
  fridayAtThree: "Fri 18 Sep 15:00",
  monday: "Mon 14 Sep",
};

/** The words of an ordinary day. */
export const sampleWords: Readonly<Record<Locale, typeof zh>> = { zh, en };
