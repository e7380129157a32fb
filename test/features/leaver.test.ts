import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { leaverTexts } from "#cards/people/leaver-texts.ts";
import { plain } from "#chat/text.ts";
import { testDatabase } from "#test/support/database.ts";
import { addTodo, leavingOffice } from "./leaver-support.ts";
import { addLead } from "./ledger-support.ts";
import { cardOf } from "./people-support.ts";
import { buttonOf, fieldsOf, formOf, local, option, typed } from "./support.ts";

const database = await testDatabase();

describe("when somebody has left", () => {
  test("everything open has a new owner, with its history, and the new owner is told once", async () => {
    const office = await leavingOffice(database);
    const { rep, mate, other } = office.people;
    const leads = {
      assigned: await addLead(office, { company: "甲", owner: rep, contactBy: "2026-09-13 18:00" }),
      contacted: await addLead(office, {
        company: "乙",
        owner: rep,
        status: "contacted",
        next: "2026-09-18 10:00",
      }),
      nurturing: await addLead(office, { company: "丙", owner: rep, status: "nurturing", grade: "C" }),
      registered: await addLead(office, { company: "丁", registeredBy: rep, status: "registered" }),
      closed: await addLead(office, { company: "戊", owner: rep, status: "disqualified" }),
      others: await addLead(office, { company: "己", owner: other }),
    };
    const customerId = await office.customer(rep, "远大集团");
    const todo = await addTodo(office, rep, "发报价");
    const form = formOf(
      await office.press(office.admin, "people.leave", { personId: rep.personId, page: "1" }),
    );
    expect(plain(form.intro ?? [])).toContain("线索 4 · 客户 1 · 待办 1");
    expect(await office.leave(rep, mate)).toMatchObject({ type: "update", toast: "李雷 已停用，工作已交接" });

    const lead = (id: string) => office.db.lead.findFirstOrThrow({ where: { id } });
    for (const id of [leads.assigned, leads.contacted]) {
      expect(await lead(id)).toMatchObject({
        ...{ ownerId: mate.personId, status: "assigned", assignedAt: office.clock.now, nextAt: null },
        ...{ firstContactDueAt: local("2026-09-17 18:00"), clockStep: expect.any(String), version: 2 },
      });
    }
    expect(await lead(leads.nurturing)).toMatchObject({ ownerId: mate.personId, status: "nurturing" });
    expect(await lead(leads.registered)).toMatchObject({ ownerId: mate.personId, status: "registered" });
    expect(await lead(leads.closed)).toMatchObject({ ownerId: rep.personId, version: 1 });
    expect(await lead(leads.others)).toMatchObject({ ownerId: other.personId, version: 1 });
    const history = await office.db.leadHandover.findMany();
    expect(history).toHaveLength(4);
    for (const row of history) {
      expect(row).toMatchObject({ why: "left", fromId: rep.personId, toId: mate.personId });
    }
    expect(await office.db.leadBreach.findMany()).toMatchObject([
      { leadId: leads.assigned, ownerId: rep.personId, endedAt: office.clock.now, endedBy: "reassigned" },
    ]);
    expect(await office.db.customer.findFirst({ where: { id: customerId } })).toMatchObject({
      ownerId: mate.personId,
    });
    expect(await office.db.todo.findFirst({ where: { id: todo.id } })).toMatchObject({
      ...{ ownerId: mate.personId, handedById: null },
    });
    expect(await office.db.person.findFirst({ where: { id: rep.personId } })).toMatchObject({
      ...{ status: "left", nextDigestAt: null },
    });

    const cards = await office.moveTo("2026-09-14 10:05");
    expect(cards.map(({ to, card }) => [to, card.title])).toEqual([
      [mate.from.userId, "李雷 离职，工作交给你了"],
    ]);
    expect(fieldsOf(cards[0]?.card ?? cardOf(await office.write(mate, "帮助")))).toEqual({
      ...{ 线索: "4", 客户: "1", 待办: "1" },
    });
  });

  test("a contact that was planned becomes a to-do of who takes over", async () => {
    const office = await leavingOffice(database);
    const { rep, mate } = office.people;
    const customerId = await office.customer(rep, "远大集团");
    const id = uuid();
    const at = local("2026-09-11 10:00");
    await office.db.followUp.create({
      data: {
        ...{ workspaceId: office.workspaceId, id, customerId, personId: rep.personId, method: "visit" },
        ...{
          occurredAt: at,
          occurredOn: at,
          loggedAt: at,
          ourPeople: [],
          theirPeople: [],
          content: "聊了方案",
        },
        ...{ nextAt: local("2026-09-18 15:00"), nextHasTime: true, nextMethod: "phone" },
        ...{ nextRemindAt: local("2026-09-18 14:30"), sourceKey: id },
      },
    });
    await office.leave(rep, mate);
    expect(await office.db.todo.findMany({ where: { ownerId: mate.personId } })).toMatchObject([
      {
        ...{ title: "电话跟进（李雷 离职前的计划）", customerId, dueAt: local("2026-09-18 15:00") },
        ...{ dueHasTime: true, remindAt: local("2026-09-18 14:30") },
      },
    ]);
    expect((await office.db.followUp.findFirst({ where: { id } }))?.nextRemindAt).toBeNull();
  });

  test("who named them as stand-in or keeper of the nurture pool has the one who takes over", async () => {
    const office = await leavingOffice(database);
    const { rep, mate, other } = office.people;
    await office.db.person.updateMany({
      where: { id: { in: [mate.personId, other.personId] } },
      data: { delegateId: rep.personId },
    });
    await office.db.workspace.updateMany({
      data: { policy: { lead: { nurtureOwnerId: rep.personId, idleDays: 20 } } },
    });
    await office.leave(rep, mate);
    const delegates = await office.db.person.findMany({ where: { delegateId: { not: null } } });
    expect(delegates).toMatchObject([{ id: other.personId, delegateId: mate.personId }]);
    expect((await office.db.workspace.findFirst())?.policy).toEqual({
      lead: { nurtureOwnerId: mate.personId, idleDays: 20 },
    });
  });

  test("the account is closed alone where there is nothing, and not where nobody is named for something", async () => {
    const office = await leavingOffice(database);
    const { rep, mate } = office.people;
    await office.customer(mate, "远大集团");
    expect(await office.leave(mate)).toEqual({ type: "invalid", errors: { receiver: "请选择接手的人。" } });
    expect(await office.db.person.count({ where: { status: "left" } })).toBe(0);
    expect(await office.leave(rep)).toMatchObject({ type: "update" });
    expect(await office.db.person.findMany({ where: { status: "left" } })).toMatchObject([
      { id: rep.personId },
    ]);
    expect(await office.db.outboundMessage.count()).toBe(0);
    expect(cardOf(await office.write(rep, "今天")).title).toBe("你的账号已停用");
  });

  // Legal had the leads then: nobody there follows any up, and nobody was told.
  test("leads are not given to somebody without a role for them; what else there is may be", async () => {
    const office = await leavingOffice(database);
    const { rep, mate, legal } = office.people;
    const id = await addLead(office, { company: "甲", owner: rep });
    await office.customer(mate, "远大集团");
    expect(await office.leave(rep, legal)).toEqual({
      type: "invalid",
      errors: { receiver: leaverTexts.zh.noLeadRole("法务") },
    });
    expect(await office.db.person.count({ where: { status: "left" } })).toBe(0);
    expect(await office.db.lead.findFirst()).toMatchObject({ id, ownerId: rep.personId });
    expect(await office.leave(mate, legal)).toMatchObject({ type: "update" });
    expect(await office.db.customer.findFirst()).toMatchObject({ ownerId: legal.personId });
    // The only lead is over: it stays, and is nobody's work.
    await office.db.lead.updateMany({ data: { status: "disqualified" } });
    expect(await office.leave(rep, legal)).toMatchObject({ type: "update" });
  });

  // A director keeps the nurture pool, an admin imports a list: others of the same trade take over from them.
  test("what is only graded or nurtured may be given to somebody without a role for leads", async () => {
    const office = await leavingOffice(database);
    const { director } = office.people;
    const next = await office.colleague({ name: "新总监", roles: ["director"] });
    const nurtured = await addLead(office, {
      company: "甲",
      owner: director,
      status: "nurturing",
      grade: "C",
    });
    const imported = await addLead(office, { company: "乙", registeredBy: director, status: "registered" });
    expect(await office.leave(director, next)).toMatchObject({ type: "update" });
    expect(await office.db.lead.findMany({ orderBy: { status: "asc" } })).toMatchObject(
      [imported, nurtured].map((id) => ({ id, ownerId: next.personId })),
    );
    await addLead(office, { company: "丙", owner: next, status: "contacted" });
    expect(await office.leave(next, office.people.legal)).toMatchObject({ type: "invalid" });
  });

  test("pressed twice, it hands over once", async () => {
    const office = await leavingOffice(database);
    const { rep, mate } = office.people;
    await addLead(office, { company: "甲", owner: rep });
    await Promise.all([office.leave(rep, mate), office.leave(rep, mate)]);
    expect(await office.db.leadHandover.count()).toBe(1);
    expect(await office.db.outboundMessage.count({ where: { kind: "people.received" } })).toBe(1);
  });

  test("hundreds of leads are handed over as one is", async () => {
    const office = await leavingOffice(database);
    const { rep, mate } = office.people;
    const id = await addLead(office, { company: "甲", owner: rep });
    await database.prisma.$executeRaw`
      INSERT INTO lead SELECT (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
      FROM lead l, generate_series(1, 600) WHERE l.id = ${id}::uuid`;
    await office.leave(rep, mate);
    expect(await office.db.lead.count({ where: { ownerId: mate.personId } })).toBe(601);
    expect(await office.db.leadHandover.count()).toBe(601);
  });

  test("it is an admin who says so, of somebody else, with somebody to take over", async () => {
    const office = await leavingOffice(database);
    const { admin } = office;
    const { rep, mate, supervisor } = office.people;
    await addLead(office, { company: "甲", owner: rep });
    const payload = { personId: rep.personId, page: "1" };
    expect(await office.press(supervisor, "people.leave", payload)).toMatchObject({ tone: "danger" });
    const values = { receiver: option(mate.personId) };
    expect(await office.submit(supervisor, "people.leave", { payload, values })).toMatchObject({
      type: "invalid",
    });
    const itself = { personId: admin.personId, page: "1" };
    expect(await office.press(admin, "people.leave", itself)).toMatchObject({
      type: "toast",
      tone: "warning",
    });
    for (const receiver of [option(rep.personId), option("nonsense"), typed("谁也不是")]) {
      expect(await office.submit(admin, "people.leave", { payload, values: { receiver } })).toMatchObject({
        ...{ type: "invalid", errors: { receiver: expect.any(String) } },
      });
    }
    expect(await office.db.person.count({ where: { status: "left" } })).toBe(0);
    const list = cardOf(await office.press(admin, "people.list"));
    expect(buttonOf(list, "离职交接").id).toBe("people.leave");
  });
});
