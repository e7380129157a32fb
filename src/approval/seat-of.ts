import type { Scope } from "#directory/scope.ts";
import type { StoredApproval } from "./stored.ts";

export type Seat = {
  readonly personId: string;
  readonly onBehalfOfId: string | null;
  readonly isOpen: boolean;
  readonly decidedAt: Date | null;
};

/** Everybody who sits at the present level. */
export function seatsOf({ db, workspaceId }: Scope, { id, level }: StoredApproval): Promise<Seat[]> {
  return db.approvalSeat.findMany({
    where: { workspaceId, approvalId: id, level },
    orderBy: [{ askedAt: "asc" }, { personId: "asc" }],
    select: { personId: true, onBehalfOfId: true, isOpen: true, decidedAt: true },
  });
}

/**
 * Whether the level has decided: any of them, or each of those who were found for it, by themselves or by whoever
 * stands in. Who was asked because it took too long stands above, and decides for all.
 */
export function isLevelDone({ levels, level }: StoredApproval, seats: readonly Seat[]): boolean {
  const rule = levels[level - 1];
  const decided = seats.filter(({ decidedAt }) => decidedAt !== null);
  if (rule === undefined || rule.mode === "any") return decided.length > 0;
  const settled = decided.map((seat) => principalOf(seat, seats));
  const isAbove = (id: string) => !rule.personIds.includes(id);
  return settled.some(isAbove) || rule.personIds.every((id) => settled.includes(id));
}

/** For whom somebody sits there, also where who stands in was away, too. */
export function principalOf(seat: Seat, seats: readonly Seat[], hops = seats.length): string {
  const { personId, onBehalfOfId } = seat;
  if (onBehalfOfId === null) return personId;
  const theirs = seats.find((each) => each.personId === onBehalfOfId);
  return theirs === undefined || hops === 0 ? onBehalfOfId : principalOf(theirs, seats, hops - 1);
}
