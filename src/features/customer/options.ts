import type { OptionSource } from "#chat/feature.ts";
import { mayUseCustomer } from "#directory/customer-access.ts";
import { findNamed } from "#directory/customers.ts";
import { ownCustomerOptions } from "#directory/own-customers.ts";
import { similarCustomers } from "#directory/similar-customers.ts";

/** Customers for a searched select: the own ones before anything is typed, then what resembles the words. */
export const customerOptions: OptionSource = {
  source: "customer",
  run: async (ctx, query) => {
    if (query.trim() === "") return ownCustomerOptions(ctx);
    const [named, similar] = await Promise.all([
      findNamed(ctx.database, ctx.workspaceId, [query]),
      similarCustomers(ctx, query),
    ]);
    const found = [...new Map([...named, ...similar].map((customer) => [customer.id, customer])).values()];
    const usable = await Promise.all(
      found.map((customer) => customer.ownerId === null || mayUseCustomer(ctx, customer)),
    );
    return found.filter((_, index) => usable[index]).map(({ id, name }) => ({ value: id, label: name }));
  },
};
