import type { Scope } from "#directory/scope.ts";

/**
 * Whom a matter of each of these people is told to: the nearest active person above, else the longest-serving active
 * admin. Who has neither is absent.
 */
export async function managersOf(
  { db, workspaceId }: Scope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map();
  const people = await db.person.findMany({
    where: { workspaceId, status: { not: "pending" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, managerId: true, status: true, roles: true },
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  const admins = people.filter(({ status, roles }) => status === "active" && roles.includes("admin"));
  const above = (personId: string): string | undefined => {
    const seen = new Set([personId]);
    let id = byId.get(personId)?.managerId ?? undefined;
    while (id !== undefined && !seen.has(id)) {
      if (byId.get(id)?.status === "active") return id;
      seen.add(id);
      id = byId.get(id)?.managerId ?? undefined;
    }
    return admins.find((admin) => admin.id !== personId)?.id;
  };
  return new Map(
    [...new Set(personIds)].flatMap((id) => {
      const manager = above(id);
      return manager === undefined ? [] : [[id, manager] as const];
    }),
  );
}
