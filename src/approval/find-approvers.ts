import type { Role } from "#chat/actor.ts";
import type { Scope } from "#directory/scope.ts";
import { peopleAbove, peopleWithRole, type SeatPerson } from "./people.ts";

/** How the people were found: `nobody` where whoever asks is the only one who could be told. */
export type FoundBy = "above" | "director" | "admin" | "given" | "nobody";
type Approvers = { readonly personIds: readonly string[]; readonly foundBy: FoundBy };

type Seeking = {
  readonly roles: readonly Role[];
  /** Nobody decides on what he or she asked for. */
  readonly requestedById: string;
  /** Nor on what is his or her own, whoever asks. */
  readonly barredIds?: readonly string[];
  /** Who sits there already: the search begins above them. */
  readonly beyond?: readonly string[];
};

/** For many that are looked for in one transaction: the company is read once. */
export type Finder = {
  /**
   * Who may decide: the nearest active person upward with one of the roles; where there is none any director, and where
   * there is none either the admins. Never whoever asks, and nobody whose own thing it is.
   */
  approvers(seeking: Seeking): Promise<Approvers>;
  /** The next person upward who may decide; a director always may. */
  nearestAbove(seeking: Seeking): Promise<SeatPerson | undefined>;
};

export function approverFinder(scope: Scope): Finder {
  const above = once((personId: string) => peopleAbove(scope, personId));
  const withRole = once((role: "director" | "admin") => peopleWithRole(scope, role));
  const nearestAbove = async (seeking: Seeking) => {
    const { roles, requestedById, beyond = [] } = seeking;
    const line = await above(requestedById);
    const from = line.findLastIndex(({ id }) => beyond.includes(id)) + 1;
    return line
      .slice(from)
      .find((person) => person.isActive && mayBeAsked(seeking, person.id) && hasDecidingRole(roles, person));
  };
  return {
    nearestAbove,
    approvers: async (seeking) => {
      const nearest = await nearestAbove(seeking);
      if (nearest !== undefined) return { personIds: [nearest.id], foundBy: "above" };
      for (const role of ["director", "admin"] as const) {
        const others = (await withRole(role)).filter(({ id }) => mayBeAsked(seeking, id));
        if (others.length > 0) return { personIds: others.map(({ id }) => id), foundBy: role };
      }
      return { personIds: [], foundBy: "nobody" };
    },
  };
}

/** Whether somebody has one of the roles that decide; a director always has. */
export function hasDecidingRole(roles: readonly Role[], person: Pick<SeatPerson, "roles">): boolean {
  return person.roles.some((role) => role === "director" || roles.includes(role));
}

function mayBeAsked({ requestedById, barredIds = [], beyond = [] }: Seeking, personId: string): boolean {
  return personId !== requestedById && !barredIds.includes(personId) && !beyond.includes(personId);
}

function once<Key, Found>(look: (key: Key) => Promise<Found>): (key: Key) => Promise<Found> {
  const known = new Map<Key, Promise<Found>>();
  return (key) => {
    const found = known.get(key) ?? look(key);
    known.set(key, found);
    return found;
  };
}
