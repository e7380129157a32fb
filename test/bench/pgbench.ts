import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import type { Database } from "#db/client.ts";
import { type Rep, statementForOne } from "./store.ts";
import { world } from "./world.ts";

export type Pgbench = { run(seconds: number): Promise<number>; stop(): Promise<void> };

/** As many as made it fastest here. */
const clients = 8;

/** pgbench with the very statement of the store, for one row at a time; undefined where it is not installed. */
export async function preparePgbench(
  database: Database,
  rep: Rep,
  url: string,
): Promise<Pgbench | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "genjin-pgbench-"));
  const file = join(folder, "follow-up.sql");
  await writeFile(file, await scriptOf(database, rep));
  const stop = () => rm(folder, { recursive: true });
  const run = async (seconds: number) => {
    const given = [
      "-n",
      "-M",
      "prepared",
      "-f",
      file,
      "-c",
      `${clients}`,
      "-j",
      "1",
      "-T",
      `${seconds}`,
      url,
    ];
    const { stdout } = await promisify(execFile)("pgbench", given);
    return Number(/^tps = ([\d.]+)/m.exec(stdout)?.[1]);
  };
  try {
    await promisify(execFile)("pgbench", ["--version"]);
    return { run, stop };
  } catch (error) {
    await stop();
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** The parameters stand in it as literals, in which the server puts a new id and another customer at each run. */
async function scriptOf(database: Database, rep: Rep): Promise<string> {
  const { text, values, row } = await statementForOne(database, rep);
  const id = "gen_random_uuid()::text";
  const customer = "'00000000-0000-7000-8000-' || lpad(to_hex(:customer::int), 12, '0')";
  const literals = values.map((value) => {
    const literal = pg.escapeLiteral(Array.isArray(value) ? `{${value}}` : withoutVariables(String(value)));
    const withId = literal.includes(row.id) ? `replace(${literal}, '${row.id}', ${id})` : literal;
    return literal.includes(row.customerId) ? `replace(${withId}, '${row.customerId}', ${customer})` : withId;
  });
  const statement = text.replace(/\$(\d)/g, (_, place: string) => literals[Number(place) - 1] ?? "");
  return `\\set customer random(0, ${world.customersCount - 1})\n${statement.replace(/\s+/g, " ")};\n`;
}

/** pgbench takes a colon before a word for a variable, in quotes too: names get a space behind it, words an escape. */
function withoutVariables(json: string): string {
  const spaced = JSON.stringify(JSON.parse(json), undefined, 1).replace(/\s+/g, " ");
  return spaced.replace(/:(?=\w)/g, "\\u003a");
}
