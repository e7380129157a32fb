import { describe, expect, test } from "vitest";
import { type Giving, giveLead, nurtureLead, releaseLead } from "#directory/leads/change-hands.ts";
import { registerLead, registerLeads } from "#directory/leads/register-lead.ts";
import { similarLeads } from "#directory/leads/similar-leads.ts";
import { testDatabase } from "../support/database.ts";
import { leadDesk, newLead, shanghai } from "./leads-support.ts";
import { newPerson } from "./support.ts";

const database = await testDatabase();
const monday = shanghai("2026-09-14 10:00");

describe("a registered lead", () => {
  test("waits to be graded, and its registrant is reminded on the next working morning", async () => {
    const desk = await leadDesk(database);
    const rep = await newPerson(desk);
    const contact = { contactName: "王总", phone: "+86 138-0000-1234", email: "Wang@Example.com" };
    const lead = await desk.register(rep, contact);
    expect(lead).toMatchObject({
      ...{ status: "registered", ownerId: null, isLate: false, companyCore: "精工机械", version: 1 },
      ...{ phoneKey: "13800001234", email: "wang@example.com" },
      ...{ clockStep: "ungraded", clockAt: shanghai("2026-09-15 09:00") },
    });
  });

  test("is made once for an event that comes again", async () => {
    const desk = await leadDesk(database);
    const rep = await newPerson(desk);
    const first = await registerLead(desk, newLead(rep), await desk.settings());
    const again = await registerLead(desk, newLead(rep), await desk.settings());
    expect([first.isNew, again.isNew, again.id]).toEqual([true, false, first.id]);
  });

  test.each([
    ["2026-09-11 17:00", "2026-09-14 17:59", false],
    ["2026-09-11 17:00", "2026-09-14 18:01", true],
  ])("acquired at %s and registered at %s is late: %s", async (acquired, registered, isLate) => {
    const desk = await leadDesk(database);
    const at = { acquiredAt: shanghai(acquired), registeredAt: shanghai(registered) };
    expect(await desk.register(await newPerson(desk), at)).toMatchObject({ isLate });
  });

  test("is one of thousands of a file that is read twice", async () => {
    const desk = await leadDesk(database);
    const rep = await newPerson(desk);
    const rows = Array.from({ length: 3000 }, (_, row) =>
      newLead(rep, { company: `公司${row}\0`, sourceKey: `file:${row}` }),
    );
    const settings = await desk.settings();
    const made = await registerLeads(desk, rows, settings);
    expect(made.filter(({ isNew }) => isNew)).toHaveLength(3000);
    const again = await registerLeads(desk, [...rows, newLead(rep, { sourceKey: "file:3000" })], settings);
    expect(again.slice(0, 3000).map(({ id }) => id)).toEqual(made.map(({ id }) => id));
    expect(again.filter(({ isNew }) => isNew)).toHaveLength(1);
  });
});

describe("a change of hands", () => {
  test("starts the clock of the first contact, tells the new owner, and is kept", async () => {
    const desk = await leadDesk(database);
    const [rep, manager] = [await newPerson(desk), await newPerson(desk)];
    const lead = await desk.register(rep);
    expect(
      await giveLead(desk, await giving(desk, { lead, toId: rep.personId, byId: manager.personId })),
    ).toBe(true);
    expect(await desk.read(lead.id)).toMatchObject({
      ...{ status: "assigned", ownerId: rep.personId, grade: "A", assignedAt: monday, version: 2 },
      ...{ firstContactDueAt: shanghai("2026-09-16 10:00"), clockStep: "contact-warning" },
    });
    expect(await desk.handovers()).toMatchObject([
      { why: "assigned", fromId: null, toId: rep.personId, byId: manager.personId, at: monday },
    ]);
    expect(await desk.messages()).toMatchObject([
      { kind: "lead.assigned", personId: rep.personId, payload: { leadId: lead.id } },
    ]);
  });

  test("by two at the same moment succeeds once, and who claims is not told of it", async () => {
    const desk = await leadDesk(database);
    const people = await Promise.all([newPerson(desk), newPerson(desk), newPerson(desk)]);
    const lead = await desk.register(people[0]);
    const claims = await Promise.all(
      people.map(async ({ personId }) => {
        const claim = await giving(desk, { lead, toId: personId, byId: personId, why: "claimed" });
        return desk.db.$transaction((tx) => giveLead({ ...desk, db: tx }, claim));
      }),
    );
    expect(claims.filter((isMine) => isMine)).toHaveLength(1);
    expect(await desk.handovers()).toHaveLength(1);
    expect(await desk.messages()).toEqual([]);
  });

  test("ends the breach of a contact that is owed, even one that nobody has noted yet", async () => {
    const desk = await leadDesk(database);
    const [rep, other] = [await newPerson(desk), await newPerson(desk)];
    const lead = await desk.assigned(rep, "A");
    const now = shanghai("2026-09-20 10:00");
    await giveLead(desk, await giving(desk, { lead, toId: other.personId, why: "reassigned", now }));
    expect(await desk.breaches()).toMatchObject([
      { ownerId: rep.personId, dueAt: lead.firstContactDueAt, endedAt: now, endedBy: "reassigned" },
    ]);
    expect(await desk.read(lead.id)).toMatchObject({ firstContactDueAt: shanghai("2026-09-22 10:00") });
  });

  test("to a pool leaves nobody to warn, and the pool's month begins", async () => {
    const desk = await leadDesk(database);
    const [rep, keeper] = [await newPerson(desk), await newPerson(desk)];
    const lead = await desk.assigned(rep, "B");
    const settings = await desk.settings();
    await releaseLead(desk, {
      lead,
      why: "handed_back",
      reason: "同行",
      now: monday,
      settings,
      byId: rep.personId,
    });
    const pooled = await desk.read(lead.id);
    expect(pooled).toMatchObject({ status: "pooled", ownerId: null, clockStep: "monthly", assignedAt: null });
    await nurtureLead(desk, { lead: pooled, toId: keeper.personId, grade: "C", now: monday, settings });
    expect(await desk.read(lead.id)).toMatchObject({
      ...{ status: "nurturing", ownerId: keeper.personId, grade: "C", clockStep: "monthly" },
      clockAt: shanghai("2026-10-08 09:00"),
    });
    expect(await desk.breaches()).toEqual([]);
    expect((await desk.handovers()).map(({ why }) => why)).toEqual(["assigned", "handed_back", "nurtured"]);
  });
});

type Desk = Awaited<ReturnType<typeof leadDesk>>;

async function giving(desk: Desk, more: Partial<Giving> & Pick<Giving, "lead" | "toId">): Promise<Giving> {
  return { why: "assigned", grade: "A", now: monday, settings: await desk.settings(), ...more };
}

describe("leads that may be the same", () => {
  test("are found by phone, e-mail and a company called alike, the open and the surest first", async () => {
    const desk = await leadDesk(database);
    const rep = await newPerson(desk);
    const add = (sourceKey: string, more: object) => desk.register(rep, { sourceKey, ...more });
    const phone = await add("phone", { company: "甲", phone: "138 0000 1234" });
    const email = await add("email", { company: "乙", email: "w@example.com" });
    const alike = await add("alike", { company: "苏州市精工机械股份有限公司" });
    const ended = await add("ended", { company: "丙", phone: "138 0000 1234" });
    await desk.db.lead.updateMany({ where: { id: ended.id }, data: { status: "disqualified" } });
    await add("other", { company: "上海远大集团" });
    const found = await similarLeads(desk, {
      ...{ company: "精工机械", phone: "+8613800001234", email: "W@example.com" },
    });
    expect(found.map(({ id, same }) => [id, same])).toEqual([
      [phone.id, "phone"],
      [email.id, "email"],
      [alike.id, "company"],
      [ended.id, "phone"],
    ]);
    expect(await similarLeads(desk, { company: "毫不相干" })).toEqual([]);
  });
});
