import { afterAll, beforeAll, expect, test } from "vitest";
import { connectDatabase, type Database } from "#db/client.ts";
import { isEnded } from "#domain/lead.ts";
import { setLogLevel } from "#src/log.ts";
import { idOf, type Visit, visit } from "./page/visit.ts";

let page: Visit;
beforeAll(async () => {
  setLogLevel("silent");
  page = await visit();
});
afterAll(() => page.stop());

async function inDatabase<T>(look: (prisma: Database["prisma"]) => Promise<T>): Promise<T> {
  const database = await connectDatabase({ url: page.databaseUrl, poolSize: 1 });
  try {
    return await look(database.prisma);
  } finally {
    await database.close();
  }
}

const leads = () => inDatabase((prisma) => prisma.lead.findMany({ orderBy: { registeredAt: "asc" } }));

function counted(values: readonly (string | null)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value ?? "none"] = (counts[value ?? "none"] ?? 0) + 1;
  return counts;
}

test("there are leads of every status and grade, in Chinese and English, of people of both teams", async () => {
  const all = await leads();
  expect(counted(all.map(({ status }) => status))).toEqual({
    ...{ registered: 2, grading: 4, assigned: 5, contacted: 4, nurturing: 5, pooled: 4 },
    ...{ converted: 2, disqualified: 1 },
  });
  expect(Object.keys(counted(all.map(({ grade }) => grade))).sort()).toEqual(["A", "B", "C", "none"]);
  const english = all.filter(({ company }) => /^[\p{Script=Latin}\W]+$/u.test(company));
  expect(english.length).toBeGreaterThan(4);
  const owners = new Set(all.flatMap(({ ownerId }) => ownerId ?? []));
  expect(owners.size).toBeGreaterThan(4);
});

test("one first contact is late and recorded so, one is due within the day, and none lies ahead", async () => {
  const now = page.playground().now().getTime();
  const assigned = (await leads()).filter(({ status }) => status === "assigned");
  const due = assigned.map(({ firstContactDueAt }) => (firstContactDueAt?.getTime() ?? 0) - now);
  expect(due.filter((ms) => ms <= 0)).toHaveLength(1);
  expect(due.filter((ms) => ms > 0 && ms < 5 * 3_600_000)).toHaveLength(1);
  expect(assigned.every(({ assignedAt }) => assignedAt !== null && assignedAt.getTime() < now)).toBe(true);
  expect(await inDatabase((prisma) => prisma.leadBreach.count({ where: { endedAt: null } }))).toBe(1);
});

test("what has not ended has a clock that lies ahead, or an approval that waits", async () => {
  const now = page.playground().now();
  const waiting = await inDatabase((prisma) => prisma.approval.findMany({ where: { status: "waiting" } }));
  const decided = new Set(waiting.map(({ subjectId }) => subjectId));
  for (const lead of await leads()) {
    if (isEnded(lead.status)) expect(lead.clockAt).toBeNull();
    else if (lead.status === "grading") expect(decided).toContain(lead.id);
    else expect(lead.clockAt?.getTime()).toBeGreaterThan(now.getTime());
  }
});

test("three grades wait for the manager of the one team, one for that of the other", async () => {
  const seats = await inDatabase(async (prisma) => {
    const open = await prisma.approvalSeat.findMany({ where: { isOpen: true } });
    const people = await prisma.person.findMany();
    return open.map(({ personId }) => people.find(({ id }) => id === personId)?.name ?? null);
  });
  expect(counted(seats)).toEqual({ 周立: 3, "Grace Miller": 1 });
});

test("a lead like one of them is answered with it", async () => {
  const [known] = await leads();
  const line = `线索 ${known?.company} 王工 13600002222 展会`;
  await page.act({ client: "feishu", user: idOf("feishu", "王小明"), do: "say", text: line });
  const card = await page.sees("feishu", "王小明", "可能");
  expect(JSON.stringify(card.raw)).toContain(known?.company);
});

test("they are made once", async () => {
  const before = await leads();
  await page.restart();
  expect(await leads()).toHaveLength(before.length);
});
