import { createHash } from "node:crypto";
import { z } from "zod";
import { type PeopleByWord, peopleByWord } from "#directory/people-by-word.ts";
import type { Scope } from "#directory/scope.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import { type Fault, type ReadRow, type ReadRows, type RejectedRow, readLeadRows } from "./import-rows.ts";
import { owningRoles } from "./receive-lead.ts";

type Table = Parameters<typeof readLeadRows>[0];
type Reading = Parameters<typeof readLeadRows>[1];

export type PlannedRow = ReadRow & {
  readonly ownerId: string | undefined;
  readonly sourceKey: string;
  /** This row of this file was taken in before. */
  readonly isBefore: boolean;
};

/** What would become of a list, as things stand now. */
export type ImportPlan = Pick<ReadRows, "head" | "columns" | "unknownColumns"> & {
  /** The same for the same bytes; every row's source key begins with it. */
  readonly fileKey: string;
  /** To be taken in, or taken in before. */
  readonly rows: readonly PlannedRow[];
  /** As good, but the same phone, e-mail or company is there already. */
  readonly resembling: readonly PlannedRow[];
  readonly rejected: readonly RejectedRow[];
};

/** Writes nothing. `undefined` where the first line names no company. */
export async function planImport(
  scope: Scope,
  file: { readonly bytes: Buffer; readonly table: Table },
  reading: Reading,
): Promise<ImportPlan | undefined> {
  const read = readLeadRows(file.table, reading);
  if (read === undefined) return undefined;
  const fileKey = `import:${createHash("sha256").update(file.bytes).digest("hex").slice(0, 32)}`;
  const hasOwners = read.rows.some(({ owner }) => owner !== undefined);
  const people = hasOwners ? await peopleByWord(scope) : new Map();
  const mayOwn = hasOwners ? await peopleWhoMayOwn(scope) : new Set<string>();
  const keyOf = ({ line }: ReadRow) => `${fileKey}:${line}`;
  const before = await keysBefore(scope, read.rows.map(keyOf));
  const unowned: RejectedRow[] = [];
  const planned = read.rows.flatMap((row): PlannedRow[] => {
    const owner = ownerOf(row, { people, mayOwn });
    if (typeof owner === "object") {
      unowned.push({ line: row.line, cells: row.cells, faults: [owner] });
      return [];
    }
    const sourceKey = keyOf(row);
    return [{ ...row, ownerId: owner, sourceKey, isBefore: before.has(sourceKey) }];
  });
  const alike = await linesThatResemble(scope, fileKey, planned);
  const { head, columns, unknownColumns } = read;
  return {
    ...{ head, columns, unknownColumns, fileKey },
    rows: planned.filter(({ line }) => !alike.has(line)),
    resembling: planned.filter(({ line }) => alike.has(line)),
    rejected: [...read.rejected, ...unowned].sort((a, b) => a.line - b.line),
  };
}

type Owners = { readonly people: PeopleByWord; readonly mayOwn: ReadonlySet<string> };

/** Of several of the name, whoever may own a lead is meant. */
function ownerOf({ owner }: ReadRow, { people, mayOwn }: Owners): string | undefined | Fault {
  if (owner === undefined) return undefined;
  const called = people.get(owner.toLowerCase()) ?? [];
  if (called.length === 0) return { code: "unknown-owner", column: "owner" };
  const [only, ...others] = called.filter((id) => mayOwn.has(id));
  if (only === undefined) return { code: "no-lead-role", column: "owner" };
  return others.length === 0 ? only : { code: "several-owners", column: "owner" };
}

async function peopleWhoMayOwn({ db, workspaceId }: Scope): Promise<ReadonlySet<string>> {
  const found = await db.person.findMany({
    where: { workspaceId, status: "active", roles: { hasSome: [...owningRoles] } },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

const storedKeys = z.array(z.object({ key: z.string() }));

/** Those of them that are there. Asked for one by one: a range of texts has the collation's order, not that of bytes. */
async function keysBefore({ db, workspaceId }: Scope, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await db.$queryRaw`
    SELECT source_key AS key FROM lead WHERE workspace_id = ${workspaceId}::uuid AND source_key = ANY (${keys}::text[])`;
  return new Set(storedKeys.parse(found).map(({ key }) => key));
}

const lines = z.array(z.object({ line: z.number() }));

/**
 * Rows of which the phone, the e-mail or the very company is there, as a lead that this file did not make or as a
 * customer. Companies that are merely called alike are not looked for: thousands of such searches take too long.
 */
async function linesThatResemble(
  { db, workspaceId }: Scope,
  fileKey: string,
  rows: readonly PlannedRow[],
): Promise<ReadonlySet<number>> {
  const looked = rows
    .filter(({ isBefore }) => !isBefore)
    .map(({ line, companyCore: core, phone, email }) => ({
      ...{ line, core, email: email ?? null },
      phone: phone === undefined ? null : (phoneKeyOf(phone) ?? null),
    }));
  if (looked.length === 0) return new Set();
  const found = await db.$queryRaw`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(looked).replaceAll("\\u0000", "")}::jsonb)
        AS g (line int, core text, phone text, email text)
    ), lead_hit AS (
      SELECT g.line, l.source_key FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.phone_key = g.phone
      UNION ALL
      SELECT g.line, l.source_key FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.email = g.email
      UNION ALL
      SELECT g.line, l.source_key FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.company_core = g.core AND g.core <> ''
    )
    SELECT line FROM lead_hit WHERE source_key IS NULL OR NOT starts_with(source_key, ${fileKey})
    UNION
    SELECT g.line FROM given g
      JOIN customer c ON c.workspace_id = ${workspaceId}::uuid AND c.deleted_at IS NULL
        AND c.name_core = g.core AND g.core <> ''`;
  return new Set(lines.parse(found).map(({ line }) => line));
}
