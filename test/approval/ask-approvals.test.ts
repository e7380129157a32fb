import { v7 as uuid } from "uuid";
import { describe, expect, test } from "vitest";
import { askApprovals } from "#approval/ask-approvals.ts";
import { settingsOf } from "#directory/settings.ts";
import { countStatements } from "../bench/statements.ts";
import { testDatabase } from "../support/database.ts";
import { newApprovals } from "./support.ts";

const database = await testDatabase();
const statements = countStatements();

/** Things of which the kind knows the facts all at once, as the kind of a lead's grade does. */
async function newMany() {
  const approvals = await newApprovals(database, {
    manyFacts: async (_scope, ids) =>
      new Map(ids.map((id) => [id, { snapshot: { title: id, phone: "1" }, key: id }])),
  });
  const settings = await settingsOf(database, approvals.office.workspaceId);
  const askMany = async (count: number, by: readonly string[]) => {
    const asking = { kind: approvals.kind, now: approvals.office.clock.now, settings, quiet: true };
    const asked = Array.from({ length: count }, (_, index) => ({
      ...{ subjectId: uuid(), requestedById: by[index % by.length] ?? "", proposal: index % 2 ? "A" : "B" },
    }));
    const before = statements.count();
    const ids = await approvals.office.db.$transaction((db) =>
      askApprovals({ ...approvals.scope, db }, asking, asked),
    );
    return { asked, ids, statements: statements.count() - before };
  };
  return { ...approvals, askMany };
}

describe("many approvals that are asked for at once", () => {
  test("are made in as few statements as one, and told in one message", async () => {
    const { office, manager, rep, askMany, find, seats } = await newMany();
    const one = await askMany(1, [rep.personId]);
    const many = await askMany(500, [rep.personId]);
    expect(many.statements).toBe(one.statements);
    // BEGIN, those above, people, approvals, seats, message, COMMIT.
    expect(many.statements).toBeLessThanOrEqual(8);
    expect(await office.db.approval.count()).toBe(501);
    for (const index of [0, 499]) {
      const id = many.ids[index] ?? "";
      const { subjectId, proposal } = many.asked[index] ?? {};
      expect(await find(id)).toMatchObject({ subjectId, proposal, status: "waiting", clockStep: "nudge" });
      expect(await seats(id)).toEqual([manager.personId]);
    }
    const told = await office.moveTo("2026-09-14 10:01");
    expect(told.map(({ to }) => to)).toEqual([manager.from.userId]);
  });

  test("go to those above each who asks, who are looked for once, and to who stands in", async () => {
    const { office, manager, director, rep, askMany, seats } = await newMany();
    const deputy = await office.colleague({ name: "韩梅梅" });
    const today = new Date("2026-09-14T00:00:00Z");
    const away = { awayFrom: today, awayUntil: today, delegateId: deputy.personId };
    await office.db.person.updateMany({ where: { id: manager.personId }, data: away });
    const { ids, statements: used } = await askMany(100, [rep.personId, manager.personId]);
    expect(used).toBeLessThanOrEqual(10);
    const sitting = await Promise.all(ids.slice(0, 2).map((id) => seats(id)));
    expect(sitting.map((who) => who.toSorted())).toEqual([
      [manager.personId, deputy.personId].toSorted(),
      [director.personId],
    ]);
  });

  test("are none where one of the things is gone", async () => {
    const { office, scope, kind, rep } = await newApprovals(database);
    const settings = await settingsOf(database, office.workspaceId);
    const asked = [{ subjectId: uuid(), requestedById: rep.personId, proposal: "A" }];
    await expect(askApprovals(scope, { kind, settings, now: office.clock.now }, asked)).rejects.toThrow(
      "gone",
    );
    expect(await office.db.approval.count()).toBe(0);
  });
});
