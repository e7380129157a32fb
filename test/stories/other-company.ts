import { v7 as uuid } from "uuid";
import { forWorkspace } from "#db/workspace.ts";
import { createCustomer } from "#directory/customers.ts";
import type { Stage } from "#test/support/stage.ts";

/** Another company in the same database. Everything of it that a person could read says so. */
export const workspaceId = uuid();
export const secret = "绝密";
export const theirs = {
  personId: uuid(),
  pendingId: uuid(),
  followUpId: uuid(),
  todoId: uuid(),
  draftId: uuid(),
  customerId: "",
};

/** Makes the company, its people and one of everything that they have. */
export async function foundOtherCompany(stage: Stage): Promise<void> {
  const { prisma } = stage.database;
  const now = stage.now();
  await prisma.workspace.create({
    data: { id: workspaceId, name: `${secret}公司`, defaultTz: "Asia/Shanghai", defaultLocale: "zh" },
  });
  await prisma.installation.create({
    data: { workspaceId, id: uuid(), platform: "slack", externalId: "T0OTHER" },
  });
  const person = { workspaceId, locale: "zh", tz: "Asia/Shanghai" } as const;
  const own = {
    ...person,
    id: theirs.personId,
    name: `${secret}员工`,
    status: "active",
    roles: ["admin"],
  } as const;
  await prisma.person.create({ data: { ...own, roles: ["admin"], email: "lin@yuanda.example" } });
  await prisma.person.create({ data: { ...person, id: theirs.pendingId, name: `${secret}新人` } });
  const db = forWorkspace(prisma, workspaceId);
  const customer = {
    name: `${secret}客户`,
    shortNames: [secret],
    ownerId: theirs.personId,
    sourceKey: "x",
    now,
  };
  theirs.customerId = await createCustomer({ db, workspaceId }, customer);
  const { customerId, personId } = theirs;
  const keys = { workspaceId, customerId, personId };
  await prisma.followUp.create({
    data: {
      ...{ ...keys, id: theirs.followUpId, method: "visit", content: `${secret}内容`, sourceKey: "x" },
      ...{ occurredAt: now, occurredOn: now, loggedAt: now, nextAt: now },
    },
  });
  await prisma.todo.create({
    data: {
      ...{ workspaceId, id: theirs.todoId, title: `${secret}待办`, customerId, createdAt: now },
      ...{ ownerId: personId, createdById: personId, handedById: personId },
    },
  });
  await prisma.followUpDraft.create({
    data: {
      ...{ workspaceId, id: theirs.draftId, personId, createdAt: now, sourceKey: "x" },
      note: { text: `${secret}笔记`, name: `${secret}名` },
    },
  });
}

/** Every row of the other company, as text. */
export async function theirRows({ database: { prisma } }: Stage): Promise<string> {
  const where = { workspaceId };
  const rows = await Promise.all([
    prisma.person.findMany({ where, orderBy: { id: "asc" } }),
    prisma.identity.findMany({ where }),
    prisma.customer.findMany({ where }),
    prisma.customerName.findMany({ where, orderBy: { key: "asc" } }),
    prisma.contact.findMany({ where }),
    prisma.followUp.findMany({ where }),
    prisma.followUpDraft.findMany({ where }),
    prisma.todo.findMany({ where }),
    prisma.outboundMessage.findMany({ where }),
    prisma.inboundEvent.findMany({ where }),
    prisma.auditEntry.findMany({ where }),
  ]);
  return JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}
