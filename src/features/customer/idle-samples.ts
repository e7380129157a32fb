import {
  customerExtended,
  customerExtendForm,
  customerIdle,
  customerReleased,
} from "#cards/customer/idle.ts";
import { idleTexts } from "#cards/customer/idle-texts.ts";
import { customerHistory } from "#cards/customer/lists.ts";
import type { Sample } from "#chat/feature.ts";
import { hostileName, hostileText, sampleId, sampleWords } from "#chat/sample-texts.ts";

const customerId = sampleId(1);

/** The warning of an idle customer and what becomes of it. */
export const idleSamples: readonly Sample[] = [
  {
    name: "idle",
    make: (locale) => {
      const { customer, friday: when, monday: last } = sampleWords[locale];
      return customerIdle(locale, { customerId, customer, when, last, canExtend: true });
    },
  },
  {
    name: "idle-hostile",
    make: (locale) =>
      customerIdle(locale, { customerId, customer: hostileName, when: hostileText, canExtend: false }),
  },
  {
    name: "idle-extended",
    make: (locale) => customerExtended(locale, { customer: hostileName, when: sampleWords[locale].friday }),
  },
  {
    name: "extend-form",
    make: (locale) => customerExtendForm(locale, { customerId, customer: sampleWords[locale].customer }),
  },
  {
    name: "extend-form-hostile",
    make: (locale) => customerExtendForm(locale, { customerId, customer: hostileName }),
  },
  {
    name: "history-extended",
    make: (locale) => {
      const { customer: name, monday: when, person: by, feedback: content } = sampleWords[locale];
      const line = { when, method: idleTexts[locale].extendedOnce, by, content };
      return customerHistory(locale, { customerId, name, lines: [line, { ...line, content: hostileText }] });
    },
  },
  { name: "idle-released", make: (locale) => customerReleased(locale, hostileName) },
];
