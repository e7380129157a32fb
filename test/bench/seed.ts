import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { nameColumns, storedNameKeys } from "#directory/customer-name.ts";
import { nextOccurrence } from "#domain/calendar/zone.ts";
import { customerId, customerName, feishuUser, repOf, slackUser, todoId, world } from "./world.ts";

/** Reps with accounts on both platforms, their customers and to-dos, in the workspace that the program has made. */
export async function seed(database: Database): Promise<string> {
  const { id: workspaceId } = await database.prisma.workspace.findFirstOrThrow();
  const reps = Array.from({ length: world.repsCount }, () => uuid());
  await seedReps(database, workspaceId, reps);
  await seedCustomers(database, workspaceId, reps);
  await database.pool.query("ANALYZE");
  return workspaceId;
}

async function seedReps({ prisma }: Database, workspaceId: string, ids: readonly string[]): Promise<void> {
  const nextDigestAt = nextOccurrence("08:45", world.tz, new Date());
  await prisma.person.createMany({
    data: ids.map((id, rep) => ({
      ...{ workspaceId, id, nextDigestAt, tz: world.tz, name: `Rep ${rep}`, locale: "en" },
      ...{ status: "active" as const, roles: ["rep" as const] },
    })),
  });
  const accounts = ids.flatMap((personId, rep) => [
    { workspaceId, personId, platform: "slack" as const, userId: slackUser(rep) },
    { workspaceId, personId, platform: "feishu" as const, userId: feishuUser(rep) },
  ]);
  await prisma.identity.createMany({ data: accounts });
}

async function seedCustomers(
  { prisma }: Database,
  workspaceId: string,
  reps: readonly string[],
): Promise<void> {
  const ownerOf = (index: number) => reps[repOf(index)] ?? "";
  const indexes = Array.from({ length: world.customersCount }, (_, index) => index);
  await prisma.customer.createMany({
    data: indexes.map((index) => {
      const name = customerName(index);
      return {
        ...{ workspaceId, id: customerId(index), name, ownerId: ownerOf(index), ...nameColumns(name) },
        ...{ collaboratorIds: [], shortNames: [] },
      };
    }),
  });
  await prisma.customerName.createMany({
    data: indexes.flatMap((index) =>
      storedNameKeys(customerName(index), []).map((key) => ({
        workspaceId,
        key,
        customerId: customerId(index),
      })),
    ),
  });
  await prisma.todo.createMany({
    data: Array.from({ length: world.todosCount }, (_, index) => ({
      ...{ workspaceId, id: todoId(index), title: `Send quote ${index}`, ownerId: ownerOf(index) },
      ...{ createdById: ownerOf(index), customerId: customerId(index % world.customersCount) },
      ...{ createdAt: new Date(), dueAt: new Date(Date.now() + (index - 200) * 3_600_000) },
    })),
  });
}
