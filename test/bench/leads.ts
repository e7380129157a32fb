import { v7 as uuid } from "uuid";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import type { LedgerQuery } from "#directory/leads/ledger.ts";
import { ledgerCount, ledgerMarks } from "#directory/leads/ledger-marks.ts";
import { ledgerPage } from "#directory/leads/ledger-page.ts";
import { registerLeads } from "#directory/leads/register-lead.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { copyIn } from "./copy.ts";
import { planOf } from "./plan.ts";
import { median } from "./rounds.ts";
import { countStatements } from "./statements.ts";
import { ms, perSecond, type Row } from "./table.ts";
import { customerName, world } from "./world.ts";

const imported = 20_000;
const rounds = 3;
const few = 1000;
const many = 1_000_000;
const runs = 40;

const statements = countStatements();

/** A list that is taken in, and the first page of the ledger with few and with very many leads. */
export async function measureLeads(database: Database): Promise<Row[]> {
  const office = await newOffice(database);
  return [await measureImport(office), ...(await measureLedger(office))];
}

type Office = {
  readonly database: Database;
  readonly scope: Scope;
  readonly reps: readonly string[];
  readonly settings: Settings;
};

async function newOffice(database: Database): Promise<Office> {
  const workspaceId = uuid();
  const { prisma } = database;
  const workspace = { id: workspaceId, name: "Bench", defaultTz: world.tz, defaultLocale: "en" };
  await prisma.workspace.create({ data: workspace });
  const reps = Array.from({ length: world.repsCount }, () => uuid());
  const settled = { workspaceId, tz: world.tz, locale: "en", status: "active" as const };
  await prisma.person.createMany({
    data: reps.map((id, rep) => ({ ...settled, id, name: `Rep ${rep}`, roles: ["rep" as const] })),
  });
  const scope = { db: forWorkspace(prisma, workspaceId), workspaceId };
  return { database, scope, reps, settings: await settingsOf(database, workspaceId) };
}

/** Into the empty table each time, in turns with COPY of the very rows. */
async function measureImport({ database: { pool }, scope, reps, settings }: Office): Promise<Row> {
  const leads = newLeads(reps);
  const ours: number[] = [];
  const copied: number[] = [];
  const client = await pool.connect();
  try {
    for (let round = 0; round < rounds; round++) {
      await client.query("TRUNCATE lead");
      ours.push(await timed(() => registerLeads(scope, leads, settings)));
      const rows = await storedRows(client);
      await client.query("TRUNCATE lead");
      copied.push(await timed(() => copyIn(client, "COPY lead FROM STDIN (FORMAT csv)", rows)));
    }
  } finally {
    client.release();
  }
  const [own, copy] = [imported / (median(ours) / 1000), imported / (median(copied) / 1000)];
  return {
    what: `leads of a list, ${imported.toLocaleString("en")} in one go`,
    ours: perSecond(own),
    against: `COPY of the same rows: ${perSecond(copy)}`,
    ratio: own / copy,
    limit: { way: "at least", aim: 0.25, hard: 0.1 },
    because: "names are cleaned and taken apart, phones and timers made, and rows go as JSON",
  };
}

function newLeads(reps: readonly string[]) {
  const now = new Date();
  return Array.from({ length: imported }, (_, index) => ({
    ...{
      company: `${customerName(index)} ${index}`,
      contactName: "Jane",
      phone: `+86 138 ${10_000_000 + index}`,
    },
    ...{ email: `jane${index}@example.com`, source: "exhibition", need: "42 machines by next spring" },
    ...{ acquiredAt: now, registeredAt: now, registeredById: reps[index % reps.length] ?? "" },
    sourceKey: `bench:${index}`,
  }));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const lines = z.array(z.object({ line: z.string() }));

/** As CSV: a row's own text is that in brackets, where no backslash stands in it. */
async function storedRows(client: { query(text: string): Promise<{ rows: unknown[] }> }): Promise<Buffer> {
  const { rows } = await client.query("SELECT trim(both '()' from l::text) AS line FROM lead l");
  const read = lines.parse(rows).map(({ line }) => line);
  if (read.length !== imported) throw new Error(`${read.length} of ${imported} rows were stored`);
  return Buffer.from(`${read.join("\n")}\n`);
}

/** How many there are must not matter to who looks at the latest ten. */
async function measureLedger(office: Office): Promise<Row[]> {
  await office.database.pool.query("TRUNCATE lead");
  await fill(office, few);
  const before = await lookAll(office);
  await fill(office, many - few);
  const after = await lookAll(office);
  return before.flatMap(({ what, medianMs }, index) => {
    const later = after[index];
    if (later === undefined) return [];
    return {
      what: `${what}, ${many.toLocaleString("en")} leads`,
      ours: ms(later.medianMs),
      against: `with ${few.toLocaleString("en")}: ${ms(medianMs)}`,
      ratio: later.medianMs / medianMs,
      limit: { way: "at most", aim: 1.5, hard: 3 } as const,
      because: "the title counts up to a thousand, and of few leads fewer are the rep's",
      note: later.plan,
    };
  });
}

type Look = { readonly what: string; readonly medianMs: number; readonly plan: string };

async function lookAll(office: Office): Promise<Look[]> {
  const looks: Look[] = [];
  for (const [whose, owners] of [
    ["all leads, a director's", undefined],
    ["a rep's own leads", office.reps.slice(0, 1)],
  ] as const) {
    const query: LedgerQuery = { owners, filter: {}, now: new Date(), tz: "Asia/Shanghai" };
    const took: number[] = [];
    for (let run = 0; run < runs; run++) {
      took.push(await timed(() => ledgerPage(office.scope, query, undefined)));
    }
    // The first runs plan and read the index into memory.
    const medianMs = median(took.slice(10));
    looks.push({ what: `first page of ${whose}`, medianMs, plan: await plansOf(office, query) });
  }
  return looks;
}

async function plansOf({ database, scope }: Office, query: LedgerQuery): Promise<string> {
  await ledgerMarks(scope, query, { take: 11 });
  const page = await planOf(database, statements.last(), ["lead"]);
  await ledgerCount(scope, query, 1001);
  return `page ${page}; count ${await planOf(database, statements.last(), ["lead"])}`;
}

/** Of every status, a second apart, the latest now: each tenth is nobody's yet, the others are the reps' in turn. */
async function fill(
  { database: { pool }, scope: { workspaceId }, reps }: Office,
  count: number,
): Promise<void> {
  for (let from = 0; from < count; from += fillAtOnce) {
    await pool.query(
      `INSERT INTO lead (workspace_id, id, company, company_core, phone_key, email, source, acquired_at, registered_at,
         registered_by_id, owner_id, collaborator_ids, status, clock_at)
       SELECT $1, gen_random_uuid(), 'Company ' || n, 'company' || n, '138' || n, n || '@example.com', 'website', at, at,
         rep, CASE WHEN n % 10 > 0 THEN rep END, '{}',
         (CASE WHEN n % 10 > 0 THEN ARRAY['assigned', 'contacted', 'converted'] ELSE ARRAY['registered', 'grading', 'pooled'] END)
           [1 + n % 3]::lead_status, now() + interval '1 day' + n * interval '1 s'
       FROM generate_series($3::int, $4::int) n, LATERAL (SELECT
         ($2::uuid[])[1 + (n / 10) % cardinality($2::uuid[])] AS rep, now() - n * interval '1 s' AS at) made`,
      [workspaceId, reps, from + 1, Math.min(from + fillAtOnce, count)],
    );
  }
  await pool.query("VACUUM ANALYZE lead");
}

const fillAtOnce = 100_000;
