import { v7 as uuid } from "uuid";
import { cleanName } from "./customer-name.ts";
import type { Scope } from "./scope.ts";

export type TeamRef = { readonly id: string; readonly name: string; readonly parentId: string | null };

/** All teams of the workspace by name. */
export function allTeams({ db, workspaceId }: Scope): Promise<TeamRef[]> {
  return db.team.findMany({
    where: { workspaceId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, parentId: true },
  });
}

/** The names in a path as typed: `华东/上海` is the team 上海 in 华东. */
export function teamPath(typed: string): string[] {
  return typed
    .split(/[/／\\>]/u)
    .map(cleanName)
    .filter((name) => name !== "");
}

/**
 * The id of the last team of a path, made where it is missing. A team's name is unique in the workspace; one that
 * exists keeps its place in the tree unless the path gives it another. `undefined` for an empty path.
 */
export async function ensureTeam(scope: Scope, path: readonly string[]): Promise<string | undefined> {
  let parentId: string | undefined;
  for (const name of path) parentId = await ensureOneTeam(scope, { name, parentId });
  return parentId;
}

async function ensureOneTeam(
  { db, workspaceId }: Scope,
  { name, parentId }: { readonly name: string; readonly parentId: string | undefined },
): Promise<string> {
  const placed = parentId === undefined ? {} : { parentId };
  const found = await db.team.findUnique({ where: { workspaceId_name: { workspaceId, name } } });
  if (found === null) {
    const made = await db.team.upsert({
      where: { workspaceId_name: { workspaceId, name } },
      create: { workspaceId, id: uuid(), name, ...placed },
      update: {},
      select: { id: true },
    });
    return made.id;
  }
  if (
    parentId !== undefined &&
    found.parentId !== parentId &&
    !(await isInside({ db, workspaceId }, parentId, found.id))
  ) {
    await db.team.update({ where: { workspaceId_id: { workspaceId, id: found.id } }, data: placed });
  }
  return found.id;
}

/** Whether a team is the other one or below it: a tree has no circles. */
async function isInside(scope: Scope, teamId: string, otherId: string): Promise<boolean> {
  const parentOf = new Map((await allTeams(scope)).map((team) => [team.id, team.parentId]));
  for (let id: string | null = teamId; id !== null; id = parentOf.get(id) ?? null) {
    if (id === otherId) return true;
  }
  return false;
}
