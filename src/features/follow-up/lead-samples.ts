import { type LeadLoggedView, leadFollowUpLogged } from "#cards/follow-up/lead-logged.ts";
import { methodNames } from "#cards/shared/methods.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";

function logged(locale: Locale): LeadLoggedView {
  const { customer, note, monday, friday } = sampleWords[locale];
  return {
    ...{ leadId: sampleId(6), company: customer, content: note, when: monday, next: friday, todos: [] },
    ...{
      method: methodNames[locale].phone,
      isVague: false,
      undo: { followUpId: sampleId(1) },
      first: "in-time",
    },
    ...{ unreadDates: [], nextHasPassed: false },
  };
}

/** What a follow-up of a lead is answered with. */
export const leadFollowUpSamples: readonly Sample[] = [
  { name: "lead-logged", make: (locale) => leadFollowUpLogged(locale, logged(locale)) },
  {
    name: "lead-logged-without-plan",
    make: (locale) => {
      const { next: _, first: __, ...view } = logged(locale);
      return leadFollowUpLogged(locale, { ...view, unreadDates: ["2026-02-30"], nextHasPassed: true });
    },
  },
  {
    name: "lead-logged-hostile",
    make: (locale) =>
      leadFollowUpLogged(locale, {
        ...{ ...logged(locale), company: hostileName, content: longText, isVague: true, nextHasPassed: true },
        todos: many(40, (number) => ({ title: `${number} ${hostileText}` })),
        unreadDates: many(10, () => hostileText),
      }),
  },
];
