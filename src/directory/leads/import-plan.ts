import { createHash } from "node:crypto";
import { z } from "zod";
import { type PeopleByWord, peopleByWord } from "#directory/people-by-word.ts";
import type { Scope } from "#directory/scope.ts";
import { leadSources } from "#domain/lead.ts";
import { rowsAlike } from "./import-alike.ts";
import {
  type Alike,
  type Fault,
  type ReadRow,
  type ReadRows,
  type RejectedRow,
  readLeadRows,
} from "./import-rows.ts";
import { owningRoles } from "./receive-lead.ts";

type Table = Parameters<typeof readLeadRows>[0];
type Reading = Parameters<typeof readLeadRows>[1];

export type PlannedRow = ReadRow & {
  readonly ownerId: string | undefined;
  readonly sourceKey: string;
  /** This row of this file was taken in before. */
  readonly isBefore: boolean;
};

export type ResemblingRow = PlannedRow & { readonly alike: Alike };

/** What would become of a list, as things stand now. Each row of the file is in one of the three. */
export type ImportPlan = Pick<ReadRows, "head" | "columns" | "unknownColumns"> & {
  /** The same for the same bytes; every row's source key begins with it. */
  readonly fileKey: string;
  /** To be taken in, or taken in before. */
  readonly rows: readonly PlannedRow[];
  /** As good, but the same phone, e-mail or company is there already. */
  readonly resembling: readonly ResemblingRow[];
  readonly rejected: readonly RejectedRow[];
  /** Words that no lead has for its source so far, in the order of the file; they are taken as they stand. */
  readonly newSources: readonly string[];
};

/** The rows that are not taken in, in the order of the file: the bad ones, and the resembling ones where they are not wanted. */
export function leftOutOf(
  { rejected, resembling }: Pick<ImportPlan, "rejected" | "resembling">,
  { withResembling }: { readonly withResembling: boolean },
): RejectedRow[] {
  const unwanted = (withResembling ? [] : resembling).map(({ line, cells, alike }) => ({
    ...{ line, cells },
    faults: [{ code: "resembles", alike } as const],
  }));
  return [...rejected, ...unwanted].toSorted((a, b) => a.line - b.line);
}

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
  const fresh = planned.filter(({ isBefore }) => !isBefore);
  const alikes = await rowsAlike(scope, fileKey, fresh);
  const { head, columns, unknownColumns } = read;
  return {
    ...{ head, columns, unknownColumns, fileKey, newSources: await newSourcesOf(scope, fresh) },
    rows: planned.filter(({ line }) => !alikes.has(line)),
    resembling: planned.flatMap((row) => {
      const alike = alikes.get(row.line);
      return alike === undefined ? [] : [{ ...row, alike }];
    }),
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

const storedSources = z.array(z.object({ source: z.string() }));

async function newSourcesOf({ db, workspaceId }: Scope, rows: readonly ReadRow[]): Promise<string[]> {
  const known: ReadonlySet<string> = new Set(leadSources);
  const own = [...new Set(rows.map(({ source }) => source))].filter((source) => !known.has(source));
  if (own.length === 0) return [];
  const found = await db.$queryRaw`
    SELECT g.source FROM unnest(${own}::text[]) AS g (source)
    WHERE EXISTS (SELECT FROM lead l WHERE l.workspace_id = ${workspaceId}::uuid AND l.source = g.source)`;
  const used = new Set(storedSources.parse(found).map(({ source }) => source));
  return own.filter((source) => !used.has(source));
}
