import { expect, test, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "#test/support/database.ts";
import { addLead, companies, salesOffice } from "./ledger-support.ts";
import { cardOf } from "./people-support.ts";
import { pressOn } from "./support.ts";

const database = await testDatabase();

const many = 20_000;

const statements = z.array(
  z.tuple([z.object({ text: z.string(), values: z.array(z.unknown()) })]).rest(z.unknown()),
);

/** The statements with which a list was read, as the server would go about them. */
async function plansOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const query = vi.spyOn(database.pool, "query");
  await work();
  const sent = statements.parse(query.mock.calls.filter(([first]) => typeof first === "object"));
  query.mockRestore();
  const reads = sent.map(([statement]) => statement).filter(({ text }) => /\bFROM lead\b/.test(text));
  expect(reads.length).toBeGreaterThan(0);
  return Promise.all(
    reads.map(async ({ text, values }) => {
      const { rows } = await database.pool.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
      return JSON.stringify(rows);
    }),
  );
}

/** How many rows the most laborious step of a plan has touched. */
function mostRows(plan: string): number {
  const touched = [...plan.matchAll(/"Actual Rows":([\d.]+),"Actual Loops":(\d+)/g)];
  expect(touched.length).toBeGreaterThan(0);
  return Math.max(...touched.map(([, rows, loops]) => Number(rows) * Number(loops)));
}

/** As many leads as these, registered one second after the other. */
async function multiply(ids: readonly string[]): Promise<void> {
  await database.prisma.$executeRaw`
    INSERT INTO lead SELECT copy.* FROM lead l, generate_series(1, ${many / ids.length}::int) AS n,
      LATERAL jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'source_key', NULL,
        'registered_at', l.registered_at - make_interval(secs => n))) AS copy
    WHERE l.id = ANY (${ids}::uuid[])`;
  await database.prisma.$executeRaw`ANALYZE lead`;
}

test("a page of the ledger or the pool reads an index as far as it shows, however many leads there are", async () => {
  const office = await salesOffice(database);
  const { rep, mate, other, supervisor, director } = office.people;
  const ids = [
    await addLead(office, { company: "李雷的", owner: rep }),
    await addLead(office, { company: "韩梅梅的", owner: mate, status: "contacted" }),
    await addLead(office, { company: "外人的", owner: other }),
    await addLead(office, { company: "公海的", status: "pooled" }),
  ];
  await multiply(ids);
  for (const [who, words] of [
    [rep, "leads"],
    [supervisor, "leads"],
    [director, "leads"],
    [rep, "pool"],
  ] as const) {
    const first = cardOf(await office.write(who, words));
    const plans = [
      ...(await plansOf(() => office.write(who, words))),
      ...(await plansOf(() => pressOn(office, who, [first, "下一页"]))),
    ];
    for (const plan of plans) {
      expect(plan).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"lead"/);
      // A thousand and one are counted for the title.
      expect(mostRows(plan)).toBeLessThanOrEqual(1_001);
    }
    expect(first.title).toMatch(/超过 1,000 条/);
  }
});

/** The oldest of all leads were the overdue ones, and a list of them walked over all the others; so did a rare source. */
test("what is overdue or rare, and what one helps with, is found by itself among however many leads there are", async () => {
  const office = await salesOffice(database);
  const { rep, mate, other, supervisor, director } = office.people;
  const ids = [
    await addLead(office, { company: "李雷的", owner: rep }),
    await addLead(office, {
      company: "韩梅梅的",
      owner: mate,
      status: "contacted",
      next: "2026-09-20 10:00",
    }),
    await addLead(office, { company: "外人的", owner: other }),
    await addLead(office, { company: "新的", registeredBy: rep, status: "registered" }),
  ];
  const overdue = { at: "2026-01-01 09:00", contactBy: "2026-09-13 10:00" };
  await addLead(office, { company: "没联系", owner: rep, ...overdue });
  await addLead(office, {
    company: "没跟进",
    owner: mate,
    status: "contacted",
    next: "2026-09-12 10:00",
    ...overdue,
  });
  await addLead(office, {
    company: "帮外人",
    owner: other,
    source: "dealer",
    helpers: [rep, supervisor],
    ...overdue,
  });
  await multiply(ids);
  for (const [who, list, found] of [
    [rep, "mine.....1.", ["没联系", "帮外人"]],
    [supervisor, "team.....1.", ["没跟进", "没联系", "帮外人"]],
    [director, "all.....1.", ["没跟进", "没联系", "帮外人"]],
    [director, "all..contacted...1.", ["没跟进"]],
    [director, "all...dealer...", ["帮外人"]],
    [rep, "mine......", undefined],
  ] as const) {
    const turn = () => office.press(who, "ledger.turn", { list });
    if (found !== undefined) expect(companies(await turn()).toSorted()).toEqual([...found].toSorted());
    for (const plan of await plansOf(turn)) {
      expect(plan).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"lead"/);
      expect(mostRows(plan)).toBeLessThanOrEqual(found === undefined ? 1_001 : 10);
    }
  }
});
