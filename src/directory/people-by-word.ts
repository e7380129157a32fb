import type { Scope } from "./scope.ts";

/** Ids of active people by what a list may call them: e-mail and name, both in lower case. */
export type PeopleByWord = ReadonlyMap<string, readonly string[]>;

export async function peopleByWord({ db, workspaceId }: Scope): Promise<PeopleByWord> {
  const words = new Map<string, string[]>();
  const people = await db.person.findMany({
    where: { workspaceId, status: "active" },
    select: { id: true, name: true, email: true },
  });
  for (const { id, name, email } of people) {
    for (const word of new Set([name.toLowerCase(), email ?? name.toLowerCase()])) {
      words.set(word, [...(words.get(word) ?? []), id]);
    }
  }
  return words;
}
