import { leadCard } from "#cards/lead/lead.ts";
import {
  leadDropped,
  leadIncomplete,
  leadNamed,
  leadResembles,
  registerForm,
  type SimilarOne,
} from "#cards/lead/register.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { sourceOptions } from "./edit-values.ts";
import { answered, ids, registered } from "./view-samples.ts";

const similar = (locale: Locale): readonly SimilarOne[] => [
  {
    ...{
      id: sampleId(5),
      name: sampleWords[locale].customer,
      of: "lead" as const,
      same: "phone" as const,
      isMasked: false,
    },
    ...{ status: leadStatusNames[locale].contacted, owner: sampleWords[locale].person },
  },
  {
    ...{
      id: sampleId(6),
      name: sampleWords[locale].customer,
      of: "customer",
      same: "company",
      isMasked: true,
    },
    owner: sampleWords[locale].other,
  },
];
const hostileSimilar: readonly SimilarOne[] = many(5, (number) => ({
  ...{ id: sampleId(number), name: `${number} ${hostileName}`, of: "lead" as const, same: "email" as const },
  ...{ status: hostileText, owner: hostileName, isMasked: number % 2 === 0 },
}));

/** From the words to the lead. */
export const registerSamples: readonly Sample[] = [
  {
    name: "register-form",
    make: (locale) => registerForm(locale, { sources: sourceOptions(locale, undefined) }),
  },
  {
    name: "register-form-filled",
    make: (locale) => {
      const { customer, contact, note } = sampleWords[locale];
      const words = {
        company: customer,
        source: "referral",
        contactName: contact,
        phone: "13800001234",
        need: note,
      };
      return registerForm(locale, {
        sources: sourceOptions(locale, undefined),
        draftId: ids.draftId,
        ...words,
      });
    },
  },
  {
    name: "register-form-hostile",
    make: (locale) => {
      const words = { company: hostileName, source: hostileName, contactName: hostileName, need: longText };
      return registerForm(locale, {
        sources: sourceOptions(locale, undefined),
        draftId: ids.draftId,
        ...words,
      });
    },
  },
  {
    name: "incomplete-company",
    make: (locale) =>
      leadIncomplete(locale, { draftId: ids.draftId, sources: sourceOptions(locale, undefined) }),
  },
  {
    name: "incomplete-empty",
    make: (locale) => leadIncomplete(locale, { draftId: ids.draftId, sources: [], isEmpty: true }),
  },
  {
    name: "incomplete-source",
    make: (locale) => {
      const { customer: company } = sampleWords[locale];
      return leadIncomplete(locale, {
        draftId: ids.draftId,
        company,
        sources: sourceOptions(locale, undefined),
      });
    },
  },
  {
    name: "resembles",
    make: (locale) => {
      const { customer: company } = sampleWords[locale];
      return leadResembles(locale, { draftId: ids.draftId, company, alike: similar(locale) });
    },
  },
  {
    name: "resembles-own",
    make: (locale) => {
      const { customer: company } = sampleWords[locale];
      const alike = similar(locale).slice(0, 1);
      return leadResembles(locale, {
        ...{ draftId: ids.draftId, company },
        alike: alike.map((one) => ({ ...one, isOwn: true })),
      });
    },
  },
  {
    name: "resembles-hostile",
    make: (locale) =>
      leadResembles(locale, { draftId: ids.draftId, company: hostileName, alike: hostileSimilar }),
  },
  {
    name: "named",
    make: (locale) => leadNamed(locale, leadCard(locale, registered(locale)), ids.draftId),
  },
  { name: "dropped", make: (locale) => leadDropped(locale, sampleWords[locale].customer) },
  {
    name: "registered",
    make: (locale) =>
      leadCard(locale, registered(locale), registerTexts[locale].registered(sampleWords[locale].customer)),
  },
  { name: "registered-answered", make: (locale) => leadCard(locale, answered(locale)) },
];
