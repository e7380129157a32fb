import { z } from "zod";
import type { Database } from "#db/client.ts";

/**
 * The workspace that `--workspace` names, else the only one.
 * @throws Error that says what to do where there is none, or more than one and none was named.
 */
export async function workspaceIdOf({ prisma }: Database, named: string | undefined): Promise<string> {
  if (named !== undefined) {
    const isThere =
      z.uuid().safeParse(named).success && (await prisma.workspace.count({ where: { id: named } })) === 1;
    if (isThere) return named;
  }
  const present = await prisma.workspace.findMany({ select: { id: true, name: true }, take: shownMax });
  const [only, ...others] = present;
  if (only === undefined) throw new Error("There is no workspace yet: start Genjin once, then try again.");
  const choice = present.map(({ id, name }) => `${id} (${name})`).join(", ");
  if (named !== undefined) throw new Error(`There is no workspace ${named}. There is: ${choice}.`);
  if (others.length > 0) {
    throw new Error(`There are several workspaces: say which one with --workspace ID. There are: ${choice}.`);
  }
  return only.id;
}

const shownMax = 20;
