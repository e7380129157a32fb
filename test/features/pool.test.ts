import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { testDatabase } from "#test/support/database.ts";
import { addLead, leadSecrets, type SalesOffice, salesOffice } from "./ledger-support.ts";
import { allOf, cardOf } from "./people-support.ts";
import { buttonOf, type Colleague, formOf, local, option, pressOn, text, typed, wordsOf } from "./support.ts";

const database = await testDatabase();

/** A lead that was taken back from somebody, or from nobody. */
async function pooled(
  office: SalesOffice,
  company: string,
  { from, at = "2026-09-01 09:00" }: { readonly from?: Colleague; readonly at?: string } = {},
) {
  const leadId = await addLead(office, { company, status: "pooled", grade: "A" });
  await office.db.leadHandover.create({
    data: {
      ...{ workspaceId: office.workspaceId, id: leadId, leadId, at: local(at), why: "recycled" },
      fromId: from?.personId ?? null,
    },
  });
  return leadId;
}

function leadOf(office: SalesOffice, id: string) {
  return office.db.lead.findFirstOrThrow({ where: { id } });
}

/** Holds the lead until all who are after it have seen that it is free. */
async function atOnce<T>(leadId: string, begin: () => readonly Promise<T>[]): Promise<readonly T[]> {
  const begun = await database.prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM lead WHERE id = ${leadId}::uuid FOR UPDATE`;
    const all = Promise.all(begin());
    await sleep(200);
    return { all };
  });
  return begun.all;
}

async function poolOf(office: SalesOffice, who: Colleague) {
  return cardOf(await office.write(who, "公海"));
}

describe("the public pool", () => {
  test("shows everybody the company, the grade, the source and since when, and no more", async () => {
    const office = await salesOffice(database);
    await pooled(office, "远大集团", { from: office.people.other });
    await addLead(office, { company: "有主的", owner: office.people.mate });
    const card = await poolOf(office, office.people.rep);
    expect(wordsOf(card)).toContain("远大集团 · A 级 · 展会 · 9月1日 周二 进入公海");
    expect(wordsOf(card)).not.toContain("有主的");
    expect(wordsOf(card)).toContain("你还能领取 5 条");
    for (const secret of [...Object.values(leadSecrets), "外人"]) expect(allOf(card)).not.toContain(secret);
    expect(() => buttonOf(card, "指派")).toThrow("no button");
  });

  test("gives a claimed lead to who claims it, with a deadline, and draws the list afresh", async () => {
    const office = await salesOffice(database);
    const { rep } = office.people;
    const leadId = await pooled(office, "远大集团");
    const reply = await pressOn(office, rep, [await poolOf(office, rep), "领取"]);
    expect(reply).toMatchObject({
      ...{ type: "update", card: { title: "公海" } },
      toast: "已领取「远大集团」，请在 9月16日 周三 10:00 前首次联系",
    });
    expect(await leadOf(office, leadId)).toMatchObject({
      ...{ status: "assigned", ownerId: rep.personId, firstContactDueAt: local("2026-09-16 10:00") },
      clockStep: expect.any(String),
    });
    const history = await office.db.leadHandover.findMany({ where: { leadId, why: "claimed" } });
    expect(history).toMatchObject([{ toId: rep.personId, byId: rep.personId, at: office.clock.now }]);
    const told = await office.db.outboundMessage.findMany({ where: { personId: rep.personId } });
    expect(told).toMatchObject([{ kind: "lead.assigned", payload: { leadId } }]);
    const [card] = await office.moveTo(office.clock.now);
    expect(card?.to).toBe(rep.from.userId);
    expect(wordsOf(card?.card ?? { title: "", tone: "neutral", body: [] })).toMatch(
      /远大集团[\s\S]*9月16日/u,
    );
  });

  test("of two who claim at the same moment one gets it, and the other is told who, kindly", async () => {
    const office = await salesOffice(database);
    const { rep, mate } = office.people;
    for (let round = 0; round < 5; round += 1) {
      const leadId = await pooled(office, `公司${round}`);
      const replies = await atOnce(leadId, () =>
        [rep, mate].map((who) => office.press(who, "pool.claim", { leadId })),
      );
      const { ownerId } = await leadOf(office, leadId);
      const winner = ownerId === rep.personId ? rep : mate;
      const titles = replies.map((reply) => cardOf(reply).title);
      expect(titles[winner === rep ? 0 : 1]).toMatch(/^已领取/);
      expect(titles[winner === rep ? 1 : 0]).toBe(
        `${winner.name} 快了一步，刚刚领取了「公司${round}」。看看别的？`,
      );
      expect(await office.db.leadHandover.count({ where: { leadId, why: "claimed" } })).toBe(1);
    }
  });

  test("lets a person claim five in seven days, also where they are pressed at once", async () => {
    const office = await salesOffice(database);
    const { rep } = office.people;
    const ids = [];
    for (let number = 0; number < 8; number += 1) ids.push(await pooled(office, `公司${number}`));
    const replies = await Promise.all(ids.map((leadId) => office.press(rep, "pool.claim", { leadId })));
    expect(replies.filter(({ type }) => type === "update")).toHaveLength(5);
    expect(replies.filter(({ type }) => type === "toast")).toHaveLength(3);
    expect(await office.db.lead.count({ where: { ownerId: rep.personId } })).toBe(5);
    const [leadId = ""] = (await office.db.lead.findMany({ where: { status: "pooled" } })).map(
      ({ id }) => id,
    );
    expect(await office.press(rep, "pool.claim", { leadId })).toMatchObject({
      ...{ type: "toast", tone: "warning" },
      text: "7 天内最多领取 5 条，你已经领满了。9月21日 周一 10:00 之后可以再领取。",
    });
    office.clock.now = local("2026-09-21 10:00");
    expect(await office.press(rep, "pool.claim", { leadId })).toMatchObject({ type: "update" });
  });

  test("lets the former owner wait for fourteen days", async () => {
    const office = await salesOffice(database);
    const { rep, mate } = office.people;
    const leadId = await pooled(office, "远大集团", { from: rep });
    expect(await office.press(rep, "pool.claim", { leadId })).toMatchObject({
      ...{ type: "toast", tone: "warning", text: expect.stringContaining("9月15日 周二 09:00") },
    });
    expect((await leadOf(office, leadId)).status).toBe("pooled");
    const other = await pooled(office, "另一家", { from: rep });
    expect(await office.press(mate, "pool.claim", { leadId: other })).toMatchObject({ type: "update" });
    office.clock.now = local("2026-09-15 09:01");
    expect(await office.press(rep, "pool.claim", { leadId })).toMatchObject({ type: "update" });
  });

  test("answers a press that comes twice, late, from who may not, or on nothing, and changes nothing", async () => {
    const office = await salesOffice(database);
    const { rep, mate, legal, director } = office.people;
    const leadId = await pooled(office, "远大集团");
    for (const who of [legal, director]) {
      expect(await office.press(who, "pool.claim", { leadId })).toMatchObject({ tone: "danger" });
    }
    expect(await office.press(rep, "pool.assign", { leadId })).toMatchObject({ tone: "danger" });
    await office.press(rep, "pool.claim", { leadId });
    const before = await leadOf(office, leadId);
    expect(cardOf(await office.press(rep, "pool.claim", { leadId })).title).toBe("「远大集团」已经是你的了");
    expect(cardOf(await office.press(mate, "pool.claim", { leadId })).title).toContain("李雷 快了一步");
    const nowhere = { leadId: "019ab000-0000-7000-8000-000000000001" };
    expect(await office.press(mate, "pool.claim", nowhere)).toMatchObject({ type: "toast", tone: "warning" });
    expect(await leadOf(office, leadId)).toEqual(before);
    expect(await office.db.leadHandover.count({ where: { why: "claimed" } })).toBe(1);
  });

  test("turns pages", async () => {
    const office = await salesOffice(database);
    for (let number = 0; number < 12; number += 1) await pooled(office, `公司${number}`);
    const first = await poolOf(office, office.people.rep);
    expect(first.title).toBe("公海（12）");
    const second = cardOf(await pressOn(office, office.people.rep, [first, "下一页"]));
    expect(second.body[0]).toMatchObject({ items: { length: 2 } });
    expect(cardOf(await pressOn(office, office.people.rep, [second, "上一页"]))).toEqual(first);
  });
});

describe("a manager", () => {
  async function withManager() {
    const office = await salesOffice(database);
    const manager = await office.colleague({ name: "经理", roles: ["manager"] });
    const { rep } = office.people;
    await office.db.person.updateMany({
      where: { id: rep.personId },
      data: { managerId: manager.personId },
    });
    return { ...office, manager, rep };
  }

  test("assigns a lead of the pool to one of the own people, for whom neither limit nor waiting counts", async () => {
    const office = await withManager();
    const { manager, rep } = office;
    const leadId = await pooled(office, "远大集团", { from: rep, at: "2026-09-13 09:00" });
    const card = await poolOf(office, manager);
    const form = formOf(await pressOn(office, manager, [card, "指派"]));
    expect(form.fields[0]).toMatchObject({ suggestions: [{ label: "李雷" }, { label: "经理" }] });
    const reply = await office.submit(manager, "pool.assign", {
      ...{ payload: { ...form.payload }, values: { person: typed("李雷"), reason: text("老客户") } },
    });
    expect(reply).toMatchObject({ card: { title: "公海" }, toast: "已把「远大集团」指派给 李雷" });
    expect(await leadOf(office, leadId)).toMatchObject({ status: "assigned", ownerId: rep.personId });
    expect(await office.db.leadHandover.findFirst({ where: { leadId, why: "assigned" } })).toMatchObject({
      ...{ toId: rep.personId, byId: manager.personId, reason: "老客户" },
    });
    const told = await office.db.outboundMessage.findMany({ where: { kind: "lead.assigned" } });
    expect(told).toMatchObject([{ personId: rep.personId }]);
  });

  test("assigns to nobody else's people, and not what somebody has claimed meanwhile", async () => {
    const office = await withManager();
    const { manager, rep, people } = office;
    const leadId = await pooled(office, "远大集团");
    for (const person of [typed("外人"), option(people.other.personId), option("nonsense")]) {
      expect(
        await office.submit(manager, "pool.assign", { payload: { leadId }, values: { person } }),
      ).toMatchObject({ type: "invalid", errors: { person: expect.any(String) } });
    }
    await office.press(people.mate, "pool.claim", { leadId });
    const values = { person: option(rep.personId) };
    const reply = await office.submit(manager, "pool.assign", { payload: { leadId }, values });
    expect(reply).toMatchObject({
      type: "invalid",
      errors: { person: expect.stringContaining("韩梅梅 快了一步") },
    });
    expect((await leadOf(office, leadId)).ownerId).toBe(people.mate.personId);
  });
});
