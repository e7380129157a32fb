import { v7 as uuid } from "uuid";
import { nameColumns, storedNameKeys } from "#directory/customer-name.ts";
import type { Company } from "./cast.ts";
import { makeLeads } from "./lead-records.ts";
import { type Records, secret, secretPhone } from "./record.ts";

/** So many sets of fresh records of the owner: what one person does to the first is not felt by the next. */
export async function makeRecords(company: Company, count: number): Promise<Records[]> {
  const { workspaceId, db } = company.office;
  await db.todo.deleteMany({ where: { workspaceId } });
  await db.approval.deleteMany({ where: { workspaceId } });
  const sets = Array.from({ length: count }, newIds);
  const door = { workspaceId, name: "N", locale: "zh", tz: "Asia/Shanghai", status: "pending" } as const;
  await db.person.createMany({ data: sets.map(({ newcomerId }) => ({ ...door, id: newcomerId })) });
  await makeCustomers(company, sets);
  await makeWork(company, sets);
  await makeDrafts(company, sets);
  await makeLeads(company, sets);
  return sets;
}

function newIds(): Records {
  const customerId = uuid();
  return {
    ...{ name: `Kunde ${customerId.slice(-12)}`, customerId, contactId: uuid(), followUpId: uuid() },
    ...{ todoId: uuid(), leadId: uuid(), newLeadId: uuid(), pooledId: uuid() },
    ...{ draftId: uuid(), leadDraftId: uuid(), newcomerId: uuid() },
  };
}

async function makeCustomers({ office, people }: Company, sets: readonly Records[]): Promise<void> {
  const { workspaceId, db } = office;
  const kept = { ownerId: people.owner.personId, collaboratorIds: [people.helper.personId], shortNames: [] };
  await db.customer.createMany({
    data: sets.map(({ customerId: id, name }) => ({
      ...{ workspaceId, id, name, ...nameColumns(name), ...kept, notes: secret, address: secret },
    })),
  });
  await db.customerName.createMany({
    data: sets.flatMap(({ customerId, name }) =>
      storedNameKeys(name, []).map((key) => ({ workspaceId, key, customerId })),
    ),
  });
  const contact = { workspaceId, name: "C", phone: secretPhone, email: `${secret}@x.cn` };
  await db.contact.createMany({
    data: sets.map(({ contactId: id, customerId }) => ({ ...contact, id, customerId })),
  });
}

async function makeWork({ office, people }: Company, sets: readonly Records[]): Promise<void> {
  const { workspaceId, db, clock } = office;
  const ownerId = people.owner.personId;
  const times = { occurredAt: clock.now, occurredOn: clock.now, loggedAt: clock.now };
  await db.followUp.createMany({
    data: sets.map(({ followUpId: id, customerId }) => ({
      ...{ workspaceId, id, customerId, personId: ownerId, method: "visit" as const, ...times },
      ...{ content: secret, ourPeople: [], theirPeople: [], sourceKey: id },
    })),
  });
  const todo = { workspaceId, title: secret, ownerId, createdById: ownerId };
  await db.todo.createMany({
    data: sets.map(({ todoId: id, customerId }) => ({
      ...{ ...todo, id, customerId, createdAt: clock.now, dueAt: clock.now },
    })),
  });
}

async function makeDrafts({ office, people }: Company, sets: readonly Records[]): Promise<void> {
  const { workspaceId, db, clock } = office;
  const draft = { workspaceId, personId: people.owner.personId, createdAt: clock.now };
  await db.followUpDraft.createMany({
    data: sets.flatMap(({ draftId, leadDraftId }) => [
      {
        ...{ ...draft, id: draftId, sourceKey: draftId },
        note: { text: `called ${secret}`, name: `Neu ${draftId.slice(-12)}` },
      },
      {
        ...{ ...draft, id: leadDraftId, sourceKey: leadDraftId },
        note: { lead: { company: `Lead ${leadDraftId.slice(-12)}`, need: secret, source: "website" } },
      },
    ]),
  });
}
