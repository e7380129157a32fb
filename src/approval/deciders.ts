import type { Role } from "#chat/actor.ts";
import type { Scope } from "#directory/scope.ts";
import { hasDecidingRole } from "./find-approvers.ts";
import { isAway, linesAbove, type SeatPerson, seatPeople } from "./people.ts";
import { principalOf, type Seat, seatsOf } from "./seat-of.ts";
import type { StoredApproval } from "./stored.ts";

/** What has to be known of an approval to say who may decide. */
export type Seated = Pick<
  StoredApproval,
  "id" | "status" | "requestedById" | "barredIds" | "level" | "levels"
> & {
  /** Of the present level. */
  readonly seats: readonly Seat[];
};

/** People and lines of reporting around approvals, as they are at a moment. */
export type Known = {
  readonly people: ReadonlyMap<string, SeatPerson>;
  readonly above: ReadonlyMap<string, ReadonlySet<string>>;
  readonly now: Date;
};

/** Who may decide one approval now. */
export async function decidersOf(scope: Scope, approval: StoredApproval, now: Date): Promise<string[]> {
  const seated = { ...approval, seats: await seatsOf(scope, approval) };
  return decidersAmong(seated, await knownAround(scope, [seated], now));
}

/** In as many statements for many approvals as for one. `people` also has whoever asked. */
export async function knownAround(scope: Scope, all: readonly Seated[], now: Date): Promise<Known> {
  const asking = [...new Set(all.map(({ requestedById }) => requestedById))];
  const sitting = all.flatMap(({ seats }) =>
    seats.flatMap(({ personId, onBehalfOfId }) => [personId, onBehalfOfId ?? []].flat()),
  );
  const people = await seatPeople(scope, [...new Set([...asking, ...sitting])]);
  return { people, above: await linesAbove(scope, asking), now };
}

/**
 * A seat is given once, and counts as long as what it was given for holds: roles, reporting lines, absences and the
 * company change while something waits. A seat that was used counts no more.
 */
export function decidersAmong(seated: Seated, known: Known): string[] {
  if (seated.status !== "waiting" && seated.status !== "returned") return [];
  const { seats } = seated;
  const settled = seats.filter(({ decidedAt }) => decidedAt !== null).map((seat) => principalOf(seat, seats));
  return seats
    .filter((seat) => !settled.includes(principalOf(seat, seats)) && counts(seat, { seated, known }))
    .map(({ personId }) => personId);
}

type Around = { readonly seated: Seated; readonly known: Known };

/** `passed` are those who are stood in for by the seat. */
function counts(seat: Seat, { seated, known }: Around, passed: readonly string[] = []): boolean {
  const { personId, onBehalfOfId, decidedAt } = seat;
  const person = known.people.get(personId);
  const isOwn = personId === seated.requestedById || seated.barredIds.includes(personId);
  if (person?.isActive !== true || decidedAt !== null || isOwn || passed.includes(personId)) return false;
  if (onBehalfOfId === null) return sitsByRule(seated, person, known);
  const other = known.people.get(onBehalfOfId);
  if (other === undefined) return false;
  // Who has left has handed the seat over for good, to somebody with a role for it.
  if (!other.isActive) return hasDecidingRole(rolesOf(seated), person);
  const theirs = seated.seats.find((each) => each.personId === onBehalfOfId);
  const standsIn = other.delegateId === personId && isAway(other, known.now);
  return standsIn && theirs !== undefined && counts(theirs, { seated, known }, [...passed, personId]);
}

function rolesOf({ levels, level }: Seated): readonly Role[] {
  return levels[level - 1]?.roles ?? [];
}

/** As `approverFinder` would find the person today. Whom a feature has named stays named. */
function sitsByRule({ levels, level, requestedById }: Seated, person: SeatPerson, { above }: Known): boolean {
  const rule = levels[level - 1];
  if (rule === undefined) return false;
  const found = [rule.foundBy, rule.insteadBy];
  if (rule.foundBy === "given" && rule.personIds.includes(person.id)) return true;
  const has = (role: (typeof person.roles)[number]) => person.roles.includes(role);
  const isAbove = above.get(requestedById)?.has(person.id) === true;
  if (isAbove && hasDecidingRole(rule.roles, person)) return true;
  return (["director", "admin"] as const).some((role) => found.includes(role) && has(role));
}
