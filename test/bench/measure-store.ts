import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { insertFollowUp, type NewFollowUp } from "#features/follow-up/store.ts";
import { median } from "./rounds.ts";
import { countStatements } from "./statements.ts";
import { type Line, perSecond } from "./table.ts";
import { customerId, world } from "./world.ts";

const callersCount = 100;
const seconds = 2;

/** Storing follow-ups by itself, against pgbench running the same statement for one row. */
export async function measureStore(
  database: Database,
  workspaceId: string,
  storedPerSecond: number,
): Promise<Line[]> {
  const person = await database.prisma.person.findFirstOrThrow({ where: { workspaceId } });
  const row = (): NewFollowUp => newRow(workspaceId, person.id);
  const statements = countStatements();
  await insertFollowUp(database, { ...row(), id: idMark, sourceKey: `bench:${idMark}` });
  const statement = statements.last();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    ours.push(await storeFor(database, row));
    const rate =
      statement && (await pgbench(databaseUrlOf(database), scriptOf(statement.text, statement.values)));
    if (rate !== undefined) theirs.push(rate);
  }
  if (theirs.length === 0) return [skipped];
  const bound = { aim: "≥ 0.5, not below 0.25" };
  const of = (rate: number) => ({ ratio: rate / median(theirs), fails: rate / median(theirs) < 0.25 });
  const against = `pgbench ${perSecond(median(theirs))}`;
  return [
    {
      what: "follow-ups stored by the store alone, 100 callers",
      ours: perSecond(median(ours)),
      against,
      ...of(median(ours)),
      ...bound,
    },
    {
      what: "follow-ups stored end to end over HTTP",
      ours: perSecond(storedPerSecond),
      against,
      ...of(storedPerSecond),
      ...bound,
    },
  ];
}

const skipped: Line = {
  what: "follow-ups stored, against pgbench",
  ours: "SKIPPED: no pgbench on this machine",
  against: "–",
  ratio: undefined,
};

/** Stands for the id in the captured statement; each run of it gets another. */
const idMark = "00000000-0000-7000-a000-0123456789ab";

function newRow(workspaceId: string, personId: string): NewFollowUp {
  const id = uuid();
  const now = new Date();
  return {
    ...{
      workspaceId,
      id,
      personId,
      customerId: customerId(Math.floor(Math.random() * world.customersCount)),
    },
    ...{ method: "phone", occurredAt: now, occurredOn: now.toISOString().slice(0, 10), loggedAt: now },
    ...{
      ourPeople: [],
      theirPeople: ["Jane"],
      content: "called Jane, she wants a quote",
      feedback: undefined,
    },
    ...{ nextAt: now, nextHasTime: false, nextMethod: "phone", nextRemindAt: undefined, isLate: false },
    ...{ sourceKey: `bench:${id}`, todos: [] },
  };
}

async function storeFor(database: Database, row: () => NewFollowUp): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let stored = 0;
  const call = async () => {
    while (performance.now() < until) {
      await insertFollowUp(database, row());
      stored += 1;
    }
  };
  await Promise.all(Array.from({ length: callersCount }, call));
  return stored / seconds;
}

/** The statement as a pgbench script: its values as literals, the id made of a random number. */
function scriptOf(text: string, values: readonly unknown[]): string {
  const id = "('00000000-0000-7000-a000-' || lpad(to_hex(:n::bigint), 12, '0'))";
  const literal = (value: unknown) => {
    const plain = Array.isArray(value) ? `{${value.join(",")}}` : withoutVariables(String(value));
    const quoted = `'${plain.replaceAll("'", "''")}'`;
    return plain.includes(idMark) ? `replace(${quoted}, '${idMark}', ${id})` : quoted;
  };
  const filled = values.reduceRight<string>(
    (script, value, index) => script.replaceAll(`$${index + 1}`, () => literal(value)),
    text,
  );
  return `\\set n random(1, 140000000000000)\n${filled.replaceAll(/\s+/g, " ")};\n`;
}

/** pgbench takes a colon before a word for a variable, in strings too: between name and value it gets a space, in words JSON's escape. */
function withoutVariables(json: string): string {
  return json.replaceAll(/("\w+"):(?=\w)/g, "$1: ").replaceAll(/:(?=\w)/g, "\\u003a");
}

/** Transactions a second, or `undefined` where there is no pgbench. */
async function pgbench(url: string, script: string): Promise<number | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "genjin-bench-"));
  try {
    await writeFile(join(folder, "script.sql"), script);
    const options = [
      "-n",
      "-M",
      "prepared",
      "-c",
      "8",
      "-j",
      "2",
      "-T",
      String(seconds),
      "-f",
      join(folder, "script.sql"),
      url,
    ];
    const { stdout } = await promisify(execFile)("pgbench", options, { timeout: 30_000 });
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function databaseUrlOf({ pool }: Database): string {
  return pool.options.connectionString ?? "";
}
