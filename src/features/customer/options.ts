import type { OptionSource } from "#chat/feature.ts";
import { usableCustomersCalled } from "#directory/customer-access.ts";
import { ownCustomerOptions } from "#directory/own-customers.ts";

const optionsMax = 30;

/** Customers for a searched select: the own ones before anything is typed, then what is called like the words. */
export const customerOptions: OptionSource = {
  source: "customer",
  run: async (ctx, query) => {
    if (query.trim() === "") return ownCustomerOptions(ctx);
    const found = await usableCustomersCalled(ctx, query, optionsMax);
    return found.map(({ id, name }) => ({ value: id, label: name }));
  },
};
