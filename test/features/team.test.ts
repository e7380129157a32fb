import { expect, test } from "vitest";
import { problems } from "#cards/dispatch/problem.ts";
import { teamTexts } from "#cards/team/texts.ts";
import type { Card } from "#chat/card.ts";
import { testDatabase } from "../support/database.ts";
import { cardOf } from "./people-support.ts";
import { type Colleague, fieldsOf, local, newOffice, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = teamTexts.zh;

/** A supervisor with two reps, and a rep who is somebody else's. */
async function newTeam() {
  const office = await newOffice(database);
  const boss = await office.colleague({ name: "陈静", roles: ["supervisor"] });
  const managerId = boss.personId;
  const busy = await office.colleague({ name: "李雷", managerId });
  const quiet = await office.colleague({ name: "韩梅梅", managerId });
  await office.colleague({ name: "法务老王", roles: ["legal"], managerId });
  await office.colleague({ name: "走了的", status: "left", managerId });
  const other = await office.colleague({ name: "别组的" });
  const log = async (who: Colleague, at: string, words: string) => {
    office.clock.now = local(at);
    await office.write(who, `跟进 ${who.name}的客户 ${words}`);
  };
  for (const who of [busy, other]) await office.customer(who, `${who.name}的客户`);
  await log(busy, "2026-09-11 10:00", "今天拜访了王总，谈了价格");
  await log(busy, "2026-09-14 10:00", "今天拜访了王总，谈了价格");
  await log(busy, "2026-09-15 10:00", "9月12日拜访了王总，谈了样品");
  await log(other, "2026-09-15 10:00", "今天拜访了王总，谈了价格");
  await office.write(quiet, "待办 今天11点 寄样品");
  office.clock.now = local("2026-09-15 12:00");
  return { ...office, boss, busy, quiet, other };
}

function rowsOf(card: Card) {
  return card.body.flatMap((block) => (block.type === "table" ? block.rows : []));
}

test("a supervisor sees the team's numbers of today and this week, who is quiet first, and nobody else's", async () => {
  const office = await newTeam();
  const card = cardOf(await office.write(office.boss, "团队"));
  expect(card.title).toBe(t.title("9月15日 周二"));
  expect(fieldsOf(card)).toEqual({ [t.today]: "1", [t.week]: "2", [t.late]: "1", [t.overdue]: "1" });
  expect(rowsOf(card)).toEqual([
    ["韩梅梅", "0", "0", "1", t.never],
    ["李雷", "1", "2", "0", "9月14日 周一"],
  ]);
  expect(wordsOf(card)).toContain(t.quiet("韩梅梅"));
});

// A contact of a whole day ends at midnight, and was shown on the day after.
test("the last contact is shown on its day", async () => {
  const office = await newTeam();
  office.clock.now = local("2026-09-21 10:00");
  await office.write(office.busy, "跟进 李雷的客户 9月20日拜访了王总，谈了价格");
  const [, , ...rows] = rowsOf(cardOf(await office.write(office.boss, "团队")));
  expect(rows).toEqual([]);
  const card = cardOf(await office.write(office.boss, "team"));
  expect(rowsOf(card).map((row) => row.at(-1))).toContain("9月20日 周日");
});

test("what was undone does not count", async () => {
  const office = await newTeam();
  await office.db.followUp.updateMany({ where: {}, data: { undoneAt: office.clock.now } });
  const card = cardOf(await office.write(office.boss, "团队"));
  expect(fieldsOf(card)).toMatchObject({ [t.today]: "0", [t.week]: "0", [t.late]: "0" });
});

test("a director sees everybody who works with customers", async () => {
  const office = await newTeam();
  const director = await office.colleague({ name: "总监", roles: ["director"] });
  const names = rowsOf(cardOf(await office.write(director, "团队"))).map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(["陈静", "李雷", "韩梅梅", "别组的"]));
  expect(names).toHaveLength(4);
});

test("a supervisor without a team is told how to get one, a rep that it is not for reps", async () => {
  const office = await newOffice(database);
  const boss = await office.colleague({ roles: ["supervisor"] });
  expect(wordsOf(cardOf(await office.write(boss, "团队")))).toContain(t.nobody);
  const rep = await office.colleague();
  expect(wordsOf(cardOf(await office.write(rep, "团队")))).toContain(problems.notAllowed("zh"));
});
