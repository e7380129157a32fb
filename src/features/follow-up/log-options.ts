import { followUpTexts } from "#cards/follow-up/texts.ts";
import type { HandlerCtx, OptionSource } from "#chat/feature.ts";
import type { Option } from "#chat/form.ts";
import { usableCustomersCalled } from "#directory/customer-access.ts";
import { leadsCalled, ownOpenLeads } from "#directory/leads/leads-called.ts";
import { ownCustomerOptions } from "#directory/own-customers.ts";

const optionsMax = 30;
/** Of these so many may be leads. */
const leadsMax = 8;

/** Whom a follow-up may be of: customers, and open leads, which say that they are. */
export const logOptions: OptionSource = {
  source: "customer-or-lead",
  run: async (ctx, query) => {
    if (query.trim() === "") return ownOptions(ctx);
    const [customers, leads] = await Promise.all([
      usableCustomersCalled(ctx, query, optionsMax),
      leadsCalled(ctx, { note: query, name: query }),
    ]);
    const called = customers.map(({ id, name }) => ({ value: id, label: name }));
    return joined(called, leadOptions(ctx, leads));
  },
};

/** What is offered before anything is typed: the own customers and leads. */
export async function ownOptions(ctx: HandlerCtx): Promise<Option[]> {
  const [customers, leads] = await Promise.all([ownCustomerOptions(ctx), ownOpenLeads(ctx, leadsMax)]);
  return joined(customers, leadOptions(ctx, leads));
}

function joined(customers: readonly Option[], leads: readonly Option[]): Option[] {
  return [...customers.slice(0, optionsMax - leads.length), ...leads];
}

type NamedLead = { readonly id: string; readonly company: string; readonly contactName: string | null };

/** Their person tells leads of one company apart. */
function leadOptions({ locale }: HandlerCtx, leads: readonly NamedLead[]): Option[] {
  return leads.map(({ id, company, contactName }) => {
    const isAlone = leads.every((other) => other.id === id || other.company !== company);
    const name = isAlone || contactName === null ? company : `${company} · ${contactName}`;
    return { value: `${leadPrefix}${id}`, label: followUpTexts[locale].lead(name) };
  });
}

/** Customers stand for themselves. */
const leadPrefix = "lead:";

/** The lead that a chosen option stands for, if it is one. */
export function leadIdIn(option: string): string | undefined {
  return option.startsWith(leadPrefix) ? option.slice(leadPrefix.length) : undefined;
}
