import { contactTexts } from "#cards/lead/contact-texts.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import type { Actor } from "#chat/actor.ts";
import type { Locale } from "#chat/locale.ts";
import { type Lead, leadKeepers, mayUseLead } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { takesContacts } from "#domain/lead.ts";

type Asking = Scope & { readonly actor: Actor; readonly locale: Locale };

/**
 * Why a contact that was written down cannot be logged, and what to do with the words, which stay in the form: the lead
 * may have changed while it was open. `undefined` where it can.
 */
export async function whyNotLogged(asking: Asking, lead: Lead | undefined): Promise<string | undefined> {
  const { locale } = asking;
  const t = contactTexts[locale];
  if (lead === undefined) return t.gone;
  const { status, company } = lead;
  if (status === "pooled") return t.nowInPool;
  if (status === "converted") return t.nowCustomer(company);
  if (!takesContacts(status)) return t.nowClosed(leadStatusNames[locale][status]);
  if (await mayUseLead(asking, lead)) return undefined;
  const { ownerId } = leadKeepers(lead);
  const owner = ownerId === null ? undefined : (await namesOf(asking, [ownerId])).get(ownerId);
  return owner === undefined ? t.notYours : t.nowOthers(owner);
}
