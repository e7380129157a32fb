import { z } from "zod";
import { createRouter } from "#chat/router.ts";
import type { Database } from "#db/client.ts";
import { features } from "#features/index.ts";
import { claimDue } from "#outbox/claim.ts";
import { defaultSpacing } from "#outbox/lanes.ts";
import { planOf } from "./plan.ts";
import { median } from "./rounds.ts";
import { countStatements } from "./statements.ts";
import { ms, type Row } from "./table.ts";

const few = 1000;
const many = 1_000_000;
const runs = 40;
const dueCount = 20;
/** A sweep looks at the future through an index: how much there is of it must not matter. */
const noDearer = { way: "at most", aim: 1.5, hard: 3 } as const;

const statements = countStatements();
const bigTables = ["todo", "outbound_message"];

/** Looking for what is due, with little and with very much that is not due yet. */
export async function measureFuture(database: Database): Promise<Row[]> {
  await fill(database, few);
  const before = await lookAll(database);
  await fill(database, many - few);
  const after = await lookAll(database);
  return before.flatMap(({ what, medianMs }, index) => {
    const later = after[index];
    if (later === undefined) return [];
    return {
      what: `${what}, ${many.toLocaleString("en")} rows in the future`,
      ours: ms(later.medianMs),
      against: `with ${few.toLocaleString("en")}: ${ms(medianMs)}`,
      ratio: later.medianMs / medianMs,
      limit: noDearer,
      note: later.plan,
    };
  });
}

type Look = { readonly what: string; readonly medianMs: number; readonly plan: string };

async function lookAll(database: Database): Promise<Look[]> {
  const sweep = createRouter(features).sweeps.find(({ name }) => name === "todo.due");
  if (sweep === undefined) throw new Error("there is no sweep of to-dos");
  const sweepNow = () => sweep.claim(database, { now: new Date(), limit: 500 });
  const claimNow = () =>
    claimDue(database, {
      ...{ now: new Date(), realNow: new Date(), limit: 200, leaseMs: 60_000, spacing: defaultSpacing },
    });
  const looks: Look[] = [];
  for (const { what, look, makeDue } of [
    { what: "a sweep of to-dos, none due", look: sweepNow, makeDue: undefined },
    { what: `a sweep of to-dos, ${dueCount} due`, look: sweepNow, makeDue: todosDue },
    { what: "a claim of messages, none due", look: claimNow, makeDue: undefined },
    { what: `a claim of messages, ${dueCount} due`, look: claimNow, makeDue: messagesDue },
  ]) {
    const took: number[] = [];
    for (let run = 0; run < runs; run++) {
      await makeDue?.(database);
      const from = performance.now();
      await look();
      took.push(performance.now() - from);
    }
    // The first runs plan and read the index into memory.
    looks.push({
      what,
      medianMs: median(took.slice(10)),
      plan: await planOf(database, statements.last(), bigTables),
    });
  }
  return looks;
}

/** To-dos of a person and messages to ten thousand people, a second apart from tomorrow on. */
async function fill({ pool }: Database, count: number): Promise<void> {
  await pool.query("DELETE FROM outbound_message WHERE status <> 'waiting' OR due_at < now()");
  const values = [await someone({ pool }), count];
  await pool.query(
    `INSERT INTO todo (workspace_id, id, title, owner_id, created_by_id, created_at, due_at, remind_at)
     SELECT p.workspace_id, gen_random_uuid(), 'later', p.id, p.id, now(), at, at
     FROM person p, generate_series(1, $2::int) n, LATERAL (SELECT now() + interval '1 day' + n * interval '1 s' AS at) t
     WHERE p.id = $1`,
    values,
  );
  await pool.query(
    `INSERT INTO outbound_message (workspace_id, id, key, kind, person_id, lane, payload, due_at, locked_until)
     SELECT p.workspace_id, gen_random_uuid(), 'later:' || gen_random_uuid(), 'todo.due', whom, 'person:' || whom, '{}',
       now() + interval '1 day' + n * interval '1 s', 'epoch'
     FROM person p, generate_series(1, $2::int) n, md5((n % 10000)::text) m, LATERAL (SELECT m::uuid AS whom) w
     WHERE p.id = $1`,
    values,
  );
  for (const table of ["todo", "outbound_message"]) await pool.query(`VACUUM ANALYZE ${table}`);
}

async function someone({ pool }: Pick<Database, "pool">): Promise<string> {
  const { rows } = await pool.query("SELECT id FROM person ORDER BY id LIMIT 1");
  return z.tuple([z.object({ id: z.string() })]).parse(rows)[0].id;
}

async function todosDue({ pool }: Database): Promise<void> {
  await pool.query(
    `INSERT INTO todo (workspace_id, id, title, owner_id, created_by_id, created_at, remind_at)
     SELECT workspace_id, gen_random_uuid(), 'now', id, id, now(), now() - interval '1 min' FROM person LIMIT ${dueCount}`,
  );
}

/** To people who have not been written to for a minute: none of them has to wait. */
async function messagesDue({ pool }: Database): Promise<void> {
  await pool.query("DELETE FROM lane");
  await pool.query("DELETE FROM outbound_message WHERE due_at < now()");
  await pool.query(
    `INSERT INTO outbound_message (workspace_id, id, key, kind, person_id, lane, payload, due_at, locked_until)
     SELECT workspace_id, gen_random_uuid(), 'now:' || id, 'todo.due', id, 'person:' || id, '{}', now() - interval '1 min', 'epoch'
     FROM person LIMIT ${dueCount}`,
  );
}
