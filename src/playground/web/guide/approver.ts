import type { PersonView } from "../wire.ts";

/** Who approves what a person registers: the nearest manager or director upward. `undefined` for who is one. */
export function approverOf(people: readonly PersonView[], person: PersonView): PersonView | undefined {
  if (approves(person)) return undefined;
  const seen = new Set([person]);
  for (let above = managerOf(people, person); above !== undefined; above = managerOf(people, above)) {
    if (approves(above)) return above;
    if (seen.has(above)) return undefined;
    seen.add(above);
  }
  return undefined;
}

function approves({ role }: PersonView): boolean {
  return role === "manager" || role === "director";
}

function managerOf(people: readonly PersonView[], { manager }: PersonView): PersonView | undefined {
  return people.find(({ name }) => name === manager);
}
