import type { SimilarOne } from "#cards/lead/register.ts";
import { leadStatusNames } from "#cards/shared/lead-words.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { findNamed } from "#directory/customers.ts";
import { leadKeepers } from "#directory/leads/lead.ts";
import { type SimilarLead, similarLeads } from "#directory/leads/similar-leads.ts";
import { namesOf } from "#directory/people.ts";
import { similarCustomers } from "#directory/similar-customers.ts";
import { customersReachedBy } from "./duplicates-store.ts";

type Wanted = {
  readonly company: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
};

/** How many a person compares at a glance. */
const shownMax = 5;
/** What is less alike than this would be asked about in vain. */
const resembleScoreMin = 0.5;

/** Leads and customers that a new lead may be: of the same phone or e-mail, or called alike. Others' are masked. */
export async function findAlike(ctx: HandlerCtx, wanted: Wanted): Promise<SimilarOne[]> {
  const [leads, customers] = await Promise.all([similarLeads(ctx, wanted), alikeCustomers(ctx, wanted)]);
  const shown = [...leads.map(ofLead), ...customers]
    .toSorted((a, b) => surest.indexOf(a.same) - surest.indexOf(b.same))
    .slice(0, shownMax);
  const owners = await namesOf(
    ctx,
    shown.flatMap(({ keepers }) => keepers.ownerId ?? []),
  );
  return Promise.all(shown.map((found) => view(ctx, found, owners)));
}

const surest = ["phone", "email", "company"] as const;

type Found = Omit<SimilarOne, "status" | "owner" | "isMasked"> & {
  readonly keepers: { readonly ownerId: string | null; readonly collaboratorIds: readonly string[] };
  readonly lead?: SimilarLead;
};

function ofLead(lead: SimilarLead): Found {
  const { id, company, same } = lead;
  return { id, name: company, of: "lead", same, keepers: leadKeepers(lead), lead };
}

async function alikeCustomers(ctx: HandlerCtx, { company, phone, email }: Wanted): Promise<Found[]> {
  const [named, similar, reached] = await Promise.all([
    findNamed(ctx.database, ctx.workspaceId, [company]),
    similarCustomers(ctx, company),
    customersReachedBy(ctx, { phone, email }),
  ]);
  const alike = similar.filter(({ score }) => score >= resembleScoreMin);
  const found = [
    ...reached,
    ...[...named, ...alike].map((customer) => ({ ...customer, same: "company" as const })),
  ];
  const once = new Map(found.toReversed().map((customer) => [customer.id, customer]));
  return [...once.values()].map(({ id, name, same, ...keepers }) => ({
    id,
    name,
    of: "customer",
    same,
    keepers,
  }));
}

async function view(ctx: HandlerCtx, found: Found, owners: ReadonlyMap<string, string>): Promise<SimilarOne> {
  const { keepers, lead, ...one } = found;
  const isMasked = !(await mayUseCustomer(ctx, keepers));
  const owner = owners.get(keepers.ownerId ?? "");
  return {
    ...one,
    isMasked,
    isOwn: keepers.ownerId === ctx.actor.personId,
    ...(owner !== undefined && { owner }),
    ...(lead !== undefined && !isMasked && { status: leadStatusNames[ctx.locale][lead.status] }),
  };
}
