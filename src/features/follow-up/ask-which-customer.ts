import { theirCustomer, unknownLine, whichCustomer } from "#cards/follow-up/which-customer.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say } from "#chat/reply.ts";
import type { CustomerRef } from "#directory/customers.ts";
import { type CalledLead, leadsCalled } from "#directory/leads/leads-called.ts";
import { namesOf } from "#directory/people.ts";
import { answerWith } from "./answer.ts";
import { type Hints, keepDraft, type Words, wordsOf } from "./drafts.ts";

/** How many are compared at a glance: those that resemble a name, and those that are called by it. */
const shownMax = { similar: 3, several: 5 } as const;

type Question = Words &
  Hints & {
    readonly customers: readonly CustomerRef[];
    readonly isSeveral: boolean;
    /** As they were found for the words, if they were looked for. */
    readonly leads?: readonly CalledLead[];
  };

/** Keeps a note that names no known customer, or several, and asks which it is; or whether it is of a lead. */
export async function askWhichCustomer(ctx: HandlerCtx, draft: Question): Promise<Reply> {
  const { customers, isSeveral, name, method, text } = draft;
  const draftId = await keepDraft(ctx, draft, { name, method });
  const leads = draft.leads ?? (await leadsCalled(ctx, { note: text, name }));
  const nearest = customers.slice(0, shownMax[isSeveral ? "several" : "similar"]);
  const names = await namesOf(
    ctx,
    [...nearest, ...leads].flatMap(({ ownerId }) => (ownerId === ctx.actor.personId ? [] : (ownerId ?? []))),
  );
  const card = whichCustomer(ctx.locale, {
    draftId,
    content: draft.text,
    isSeveral,
    similar: nearest.map((customer) => {
      const owner = names.get(customer.ownerId ?? "");
      return { customerId: customer.id, name: customer.name, ...(owner !== undefined && { owner }) };
    }),
    leads: leads.map((lead) => leadView(lead, leads, names.get(lead.ownerId ?? ""))),
    ...(name !== undefined && { name }),
  });
  return answerWith(ctx, card, true);
}

/** Its person tells a lead from another of the same company. */
function leadView(
  { id, company, contactName }: CalledLead,
  all: readonly CalledLead[],
  owner: string | undefined,
) {
  const isAlone = all.every((other) => other.id === id || other.company !== company);
  return {
    ...{ leadId: id, name: company },
    ...(!isAlone && contactName !== null && { contact: contactName }),
    ...(owner !== undefined && { owner }),
  };
}

/** Keeps a note about somebody else's customer until its owner has let the writer in. */
export async function keepForOwner(
  ctx: HandlerCtx,
  words: Words,
  { id, name, owner }: Pick<CustomerRef, "id" | "name"> & { readonly owner: string },
): Promise<Reply> {
  const draftId = await keepDraft(ctx, words, { name });
  const view = { draftId, content: words.text, customerId: id, customer: name, owner };
  return answerWith(ctx, theirCustomer(ctx.locale, view), true);
}

/** Keeps a line that is no command and asks whether it is a note. */
export async function askWhetherNote(ctx: HandlerCtx, text: string): Promise<Reply> {
  return say(unknownLine(ctx.locale, { draftId: await keepDraft(ctx, wordsOf(ctx, text)), content: text }));
}
