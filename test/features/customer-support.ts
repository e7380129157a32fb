import { v7 as uuid } from "uuid";
import type { Actor } from "#chat/actor.ts";
import type { Database } from "#db/client.ts";
import { createCustomer } from "#directory/customers.ts";
import { customer } from "#features/customer/index.ts";
import { newPerson } from "../directory/support.ts";
import { newStage } from "./people-support.ts";

/** What must never reach who may not see the customer. */
export const secrets = {
  phone: "+86 138 0000 1234",
  email: "secret@example.com",
  wechat: "wx-secret",
  contact: "王秘密",
  notes: "底价八折",
  content: "客户的预算是三百万",
  todo: "给王秘密发底价",
  industry: "航天",
} as const;

export const owner = { platform: "slack", userId: "U-owner" } as const;
export const colleague = { platform: "slack", userId: "U-colleague" } as const;

/** An owner, a colleague who may not see, and a customer with all that is confidential. */
export async function customerStage(database: Database) {
  const stage = await newStage(database, customer);
  const people = {
    owner: await newPerson(stage, { name: "李雷", roles: ["rep"], slack: owner.userId }),
    colleague: await newPerson(stage, { name: "韩梅梅", roles: ["rep"], slack: colleague.userId }),
  };
  const customerId = await createCustomer(stage, {
    name: "杭州云深科技有限公司",
    shortNames: ["云深"],
    ownerId: people.owner.personId,
    sourceKey: "sample",
    now: stage.clock.now,
  });
  const { workspaceId, db } = stage;
  await db.customer.updateMany({
    where: { id: customerId },
    data: { notes: secrets.notes, industry: secrets.industry },
  });
  const { phone, email, wechat } = secrets;
  const contactId = uuid();
  await db.contact.create({
    data: { workspaceId, id: contactId, customerId, name: secrets.contact, phone, email, wechat },
  });
  const log = (day: number, more: object = {}) =>
    addFollowUp(stage, people.owner, { customerId, day, ...more });
  await log(1, { content: secrets.content, nextAt: new Date("2026-11-27T06:00:00Z"), nextHasTime: true });
  await db.todo.create({
    data: {
      ...{ workspaceId, id: uuid(), title: secrets.todo, customerId, createdAt: stage.clock.now },
      ...{ ownerId: people.owner.personId, createdById: people.owner.personId },
    },
  });
  return { ...stage, people, customerId, contactId, log };
}

type Stage = Awaited<ReturnType<typeof newStage>>;

async function addFollowUp(
  { db, workspaceId }: Stage,
  person: Actor,
  { day, ...columns }: { customerId: string; day: number },
): Promise<string> {
  const id = uuid();
  const at = new Date(Date.UTC(2026, 9, day, 2));
  await db.followUp.create({
    data: {
      ...{
        workspaceId,
        id,
        personId: person.personId,
        method: "visit",
        content: `第 ${day} 天`,
        sourceKey: id,
      },
      ...{ ourPeople: [], theirPeople: [], occurredAt: at, occurredOn: at, loggedAt: at },
      ...columns,
    },
  });
  return id;
}
