import { expect, it, vi } from "vitest";
import { z } from "zod";
import { testDatabase } from "../support/database.ts";
import { newDesk } from "./follow-up-support.ts";

const database = await testDatabase();

/**
 * Every follow-up once read all follow-ups there were: the statement joined them to find a repeated one, and the
 * planner took a whole table of some thousands for cheaper than an index.
 */
it("logging reads no more of the table when there is more in it", async () => {
  const desk = await newDesk(database);
  await desk.write(desk.rep, "跟进 华为：今天拜访了王总");
  await database.prisma.$executeRaw`
    INSERT INTO follow_up (workspace_id, id, customer_id, person_id, method, occurred_at, occurred_on, our_people,
      their_people, content, is_late, logged_at, source_key)
    SELECT workspace_id, gen_random_uuid(), customer_id, person_id, method, occurred_at, occurred_on, our_people,
      their_people, content, is_late, logged_at, 'more:' || n FROM follow_up, generate_series(1, 3000) n`;
  await database.prisma.$executeRaw`ANALYZE follow_up`;
  const query = vi.spyOn(database.pool, "query");
  await desk.write(desk.rep, "跟进 华为：今天又拜访了王总");
  const statement = z
    .array(z.tuple([z.object({ text: z.string(), values: z.array(z.unknown()) })]).rest(z.unknown()))
    .parse(query.mock.calls)
    .map(([sent]) => sent)
    .find(({ text }) => text.includes("INSERT INTO follow_up"));
  query.mockRestore();
  if (statement === undefined) throw new Error("nothing was inserted");
  const { rows } = await database.pool.query(`EXPLAIN (FORMAT JSON) ${statement.text}`, statement.values);
  expect(JSON.stringify(rows)).not.toMatch(/"Seq Scan"[^{}]*"Relation Name":"follow_up"/);
});

/** A column that an index holds makes every index of the row be written anew; three of the customer's are dear. */
it("a follow-up moves the customer's last contact without touching an index", async () => {
  const { rows } = await database.pool.query(
    `SELECT indexdef FROM pg_indexes WHERE tablename = 'customer' AND indexdef LIKE '%last_follow_up_at%'`,
  );
  expect(rows).toEqual([]);
});
