import type { Database } from "#db/client.ts";

/** @throws Error that says what to do where there is none, or more than one. */
export async function onlyWorkspace(database: Database): Promise<string> {
  const [only, ...others] = await database.prisma.workspace.findMany({ select: { id: true }, take: 2 });
  if (only === undefined) throw new Error("There is no workspace yet: start Genjin once, then try again.");
  if (others.length > 0) throw new Error("There are several workspaces: say which one with --workspace ID.");
  return only.id;
}
