import { z } from "zod";
import type { Database } from "#db/client.ts";
import type { Statement } from "./statements.ts";

type Node = {
  readonly "Node Type": string;
  readonly "Actual Loops": number;
  readonly "Relation Name"?: string | undefined;
  readonly "Index Name"?: string | undefined;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Node[] | undefined;
};
const node: z.ZodType<Node> = z.object({
  ...{ "Node Type": z.string(), "Actual Loops": z.number() },
  ...{ "Relation Name": z.string().optional(), "Index Name": z.string().optional() },
  ...{ "Shared Hit Blocks": z.number(), "Shared Read Blocks": z.number() },
  Plans: z.array(z.lazy(() => node)).optional(),
});
const explained = z.tuple([z.object({ "QUERY PLAN": z.tuple([z.object({ Plan: node })]) })]);

/** Which ways a statement takes to the big tables, and how many pages it reads. */
export async function planOf(
  { pool }: Database,
  statement: Statement | undefined,
  bigTables: readonly string[],
): Promise<string> {
  if (statement === undefined) throw new Error("no statement was seen");
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement.text}`;
    const { rows } = await client.query(text, [...statement.values]);
    await client.query("ROLLBACK");
    const top = explained.parse(rows)[0]["QUERY PLAN"][0].Plan;
    const ways = new Set(nodesOf(top).flatMap((one) => wayOf(one, bigTables)));
    return `by ${[...ways].join(" and ")}, ${top["Shared Hit Blocks"] + top["Shared Read Blocks"]} pages`;
  } finally {
    client.release();
  }
}

function nodesOf(top: Node): readonly Node[] {
  return [top, ...(top.Plans ?? []).flatMap(nodesOf)];
}

/** What was planned and never done says nothing. */
function wayOf(one: Node, bigTables: readonly string[]): string[] {
  if (one["Actual Loops"] === 0) return [];
  const index = one["Index Name"] ?? "";
  if (bigTables.some((table) => index.startsWith(`${table}_`))) return [index];
  const isBig = bigTables.includes(one["Relation Name"] ?? "");
  return isBig && one["Node Type"] === "Seq Scan" ? ["READING THE WHOLE TABLE"] : [];
}
