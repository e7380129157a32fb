import { z } from "zod";
import { type LedgerFilter, type LedgerScope, ledgerScopes } from "#directory/leads/ledger.ts";
import type { LedgerPlace } from "#directory/leads/ledger-marks.ts";
import { placeKey, readPlace } from "#directory/leads/ledger-page.ts";
import { leadSources, leadStatuses } from "#domain/lead.ts";

/** Which list it is: what a button and a view carry of it, as short codes and ids. */
export type ListKey = {
  readonly scope?: LedgerScope | undefined;
  readonly filter: LedgerFilter;
  readonly place?: LedgerPlace | undefined;
};

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const grade = optional(z.enum(["A", "B", "C"]));
const status = optional(z.enum(leadStatuses));
const source = optional(z.enum([...leadSources, "own"]));
const scope = optional(z.enum(ledgerScopes));
const id = optional(z.uuid());

/** Reads the key; what it does not say, or no longer says in words that are known, is not asked for. */
export function readListKey(text: string): ListKey {
  const [whose, level, state, from, owner, overdue, place = ""] = text.split(".");
  return {
    scope: scope.parse(whose),
    filter: {
      ...{ grade: grade.parse(level), status: status.parse(state), source: source.parse(from) },
      ...{ ownerId: id.parse(owner), isOverdue: overdue === "1" },
    },
    place: readPlace(place),
  };
}

/** `team.A.assigned.website.<owner>.1.a<lead>`: the page behind a lead. */
export function listKey({ scope: whose, filter, place }: ListKey): string {
  const { grade: level, status: state, source: from, ownerId, isOverdue } = filter;
  const parts = [whose, level, state, from, ownerId, isOverdue === true ? "1" : "", placeKey(place)];
  return parts.map((part) => part ?? "").join(".");
}
