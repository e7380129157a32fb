import { z } from "zod";
import type { Scope } from "#directory/scope.ts";
import type { LedgerQuery } from "./ledger.ts";
import { type LedgerPlace, ledgerCount } from "./ledger-marks.ts";
import { type LedgerLine, ledgerLines } from "./ledger-rows.ts";

export type LedgerPage = {
  readonly lines: readonly LedgerLine[];
  /** Of this page and of those on its sides; absent where there is none, and of the first page. */
  readonly place?: LedgerPlace;
  readonly previous?: LedgerPlace;
  readonly next?: LedgerPlace;
  /** Of all pages. */
  readonly count: number;
  /** There are more than `count`. */
  readonly isMore: boolean;
};

/** How many a phone shows before it becomes a scroll. */
const pageSize = 10;

/** A thousand are counted in no time, a million are not. */
const countMost = 1000;

/** A page of leads with its neighbours. Of a page that is gone, the first. */
export async function ledgerPage(scope: Scope, query: LedgerQuery, place: LedgerPlace): Promise<LedgerPage> {
  // One more than is shown, to know whether there is another page. Counted meanwhile: that takes as long.
  const [found, count] = await Promise.all([
    ledgerLines(scope, query, { take: pageSize + 1, place }),
    ledgerCount(scope, query, countMost + 1),
  ]);
  const isMoreFound = found.length > pageSize;
  const isBackwards = place !== undefined && "before" in place;
  if (place !== undefined && (found.length === 0 || (isBackwards && !isMoreFound))) {
    return ledgerPage(scope, query, undefined);
  }
  const lines = isBackwards ? found.slice(1) : found.slice(0, pageSize);
  const [first, last] = [lines[0]?.id ?? "", lines.at(-1)?.id ?? ""];
  return {
    ...{ lines, count: Math.min(count, countMost), isMore: count > countMost },
    ...(place && { place, previous: { before: first } }),
    ...((isMoreFound || isBackwards) && { next: { after: last } }),
  };
}

const id = z.uuid();

/** A place as a button carries it: `a` and the lead it is behind, or `b` and the lead it is before. */
export function placeKey(place: LedgerPlace): string {
  if (place === undefined) return "";
  return "after" in place ? `a${place.after}` : `b${place.before}`;
}

/** The first page for what is no place. */
export function readPlace(key: string): LedgerPlace {
  const mark = id.safeParse(key.slice(1));
  if (!mark.success) return undefined;
  return key.startsWith("b") ? { before: mark.data } : { after: mark.data };
}
