import { v7 as uuid } from "uuid";
import type { Actor, Role } from "#chat/actor.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { actorById } from "#directory/people.ts";

/** A workspace with both apps installed, and what a directory function takes for it. */
export async function newWorkspace(database: Database) {
  const workspaceId = uuid();
  const db = forWorkspace(database.prisma, workspaceId);
  const tenants = { slack: `T${workspaceId}`, feishu: `cli_${workspaceId}` };
  await database.prisma.workspace.create({
    data: { id: workspaceId, name: "Test", defaultTz: "Asia/Shanghai", defaultLocale: "zh" },
  });
  for (const platform of ["slack", "feishu"] as const) {
    await database.prisma.installation.create({
      data: { workspaceId, id: uuid(), platform, externalId: tenants[platform] },
    });
  }
  return { database, db, workspaceId, tenants };
}
export type TestWorkspace = Awaited<ReturnType<typeof newWorkspace>>;

export type PersonData = {
  readonly name?: string;
  readonly email?: string;
  readonly status?: Actor["status"];
  readonly roles?: readonly Role[];
  readonly teamId?: string;
  readonly managerId?: string;
  readonly slack?: string;
  readonly feishu?: string;
};

/** A person with accounts; active, without roles, unless the test says otherwise. */
export async function newPerson(workspace: TestWorkspace, data: PersonData = {}): Promise<Actor> {
  const { database, workspaceId } = workspace;
  const { slack, feishu, roles = [], ...columns } = data;
  const id = uuid();
  await database.prisma.person.create({
    data: {
      name: `Person ${id.slice(-4)}`,
      status: "active",
      locale: "zh",
      tz: "Asia/Shanghai",
      ...columns,
      roles: [...roles],
      workspaceId,
      id,
    },
  });
  for (const [platform, userId] of [["slack", slack] as const, ["feishu", feishu] as const]) {
    if (userId === undefined) continue;
    await database.prisma.identity.create({ data: { workspaceId, platform, userId, personId: id } });
  }
  const actor = await actorById(database, workspaceId, id);
  if (actor === undefined) throw new Error("the person was not stored");
  return actor;
}

/** Counts the statements that run meanwhile through the bare pool. */
export async function countingQueries<T>(
  database: Database,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly queries: number }> {
  const query = Reflect.get(database.pool, "query");
  let queries = 0;
  Reflect.set(database.pool, "query", (...args: unknown[]) => {
    queries += 1;
    return Reflect.apply(query, database.pool, args);
  });
  try {
    return { result: await work(), queries };
  } finally {
    Reflect.deleteProperty(database.pool, "query");
  }
}
