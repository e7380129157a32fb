import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { batched } from "./batched.ts";
import { cleanName, joinTokens, nameColumns, nameKeys, nameTokens, normalName } from "./customer-name.ts";
import type { Scope } from "./scope.ts";

/** What every feature may know of a customer: for whom it is masked, too. */
export type CustomerRef = {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly collaboratorIds: readonly string[];
};

type Words = { readonly workspaceId: string; readonly keys: readonly string[] };
type Named = CustomerRef & { readonly key: string };

/**
 * The customers that are called exactly one of the words, by name, core or short name, in the order of the words.
 * One query for all that ask in the same turn.
 */
export async function findNamed(
  database: Database,
  workspaceId: string,
  words: readonly string[],
): Promise<CustomerRef[]> {
  const keys = [...new Set(words.map(normalName))].filter((key) => key !== "");
  const found = await loadNamed(database, { workspaceId, keys });
  const inOrder = keys.flatMap((key) => found.filter((customer) => customer.key === key));
  return [...new Map(inOrder.map(({ key: _, ...customer }) => [customer.id, customer])).values()];
}

/** The customers that share the longest name in a note, and where it stands (offsets of `note.slice`). */
export type CustomerInNote = {
  readonly customers: readonly CustomerRef[];
  readonly start: number;
  readonly end: number;
};

/** How far into a note its customer is looked for, in characters and words. */
const noteTokensMax = 60;
/** A name in a note has at most this many characters or Latin words. */
const nameTokensMax = 20;

/**
 * Looks for a known name among all pieces of the note's start, with one index query. The longest name wins, among
 * equals the first. Several customers: the name is ambiguous. Latin names match at the borders of words only.
 */
export async function customerInNote(
  database: Database,
  workspaceId: string,
  note: string,
): Promise<CustomerInNote | undefined> {
  const tokens = nameTokens(note.slice(0, 2000)).slice(0, noteTokensMax);
  const pieces = tokens.flatMap((_, from) =>
    tokens.slice(from, from + nameTokensMax).map((__, length) => tokens.slice(from, from + length + 1)),
  );
  const byKey = new Map<string, { start: number; end: number }>();
  for (const piece of pieces) {
    const [first, last] = [piece[0], piece.at(-1)];
    const key = joinTokens(piece);
    if (first === undefined || last === undefined || key.length < 2 || byKey.has(key)) continue;
    byKey.set(key, { start: first.start, end: last.end });
  }
  const found = await loadNamed(database, { workspaceId, keys: [...byKey.keys()] });
  const longest = longestKey([...byKey.keys()], found);
  const place = longest === undefined ? undefined : byKey.get(longest);
  if (place === undefined) return undefined;
  const customers = found.filter(({ key }) => key === longest).map(({ key: _, ...customer }) => customer);
  return { customers, ...place };
}

function longestKey(keys: readonly string[], found: readonly Named[]): string | undefined {
  const known = new Set(found.map(({ key }) => key));
  let longest: string | undefined;
  for (const key of keys) {
    if (known.has(key) && (longest === undefined || key.length > longest.length)) longest = key;
  }
  return longest;
}

type NamedRow = {
  readonly position: number;
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly owner_id: string | null;
  readonly collaborator_ids: string[];
};

const loadNamed = batched(async (database, asked: readonly Words[]): Promise<readonly Named[][]> => {
  const answers = asked.map((): Named[] => []);
  const flat = asked.flatMap(({ workspaceId, keys }, position) =>
    keys.map((key) => ({ workspaceId, key, position })),
  );
  if (flat.length === 0) return answers;
  const { rows } = await database.pool.query<NamedRow>({
    name: "directory-customers-named",
    text: `SELECT w.position, n.key, c.id, c.name, c.owner_id, c.collaborator_ids
           FROM unnest($1::uuid[], $2::text[], $3::int[]) AS w (workspace_id, key, position)
           JOIN customer_name n ON n.workspace_id = w.workspace_id AND n.key = w.key
           JOIN customer c ON c.workspace_id = n.workspace_id AND c.id = n.customer_id
           WHERE c.deleted_at IS NULL
           ORDER BY c.id`,
    values: [
      flat.map(({ workspaceId }) => workspaceId),
      flat.map(({ key }) => key),
      flat.map(({ position }) => position),
    ],
  });
  for (const row of rows) {
    answers[row.position]?.push({
      key: row.key,
      id: row.id,
      name: row.name,
      ownerId: row.owner_id,
      collaboratorIds: row.collaborator_ids,
    });
  }
  return answers;
});

/** `undefined` where it does not exist, is another workspace's, or was deleted. */
export async function customerById(
  { db, workspaceId }: Scope,
  customerId: string,
): Promise<CustomerRef | undefined> {
  const found = await db.customer.findFirst({
    where: { workspaceId, id: customerId, deletedAt: null },
    select: { id: true, name: true, ownerId: true, collaboratorIds: true },
  });
  return found ?? undefined;
}

export type NewCustomer = {
  readonly name: string;
  readonly shortNames?: readonly string[];
  readonly ownerId: string;
  /** Key of the event that makes it: the same event makes it once. */
  readonly sourceKey: string;
  readonly now: Date;
};

/** Makes the customer with its search columns and names, in one statement; the same source key gives the same id. */
export async function createCustomer({ db, workspaceId }: Scope, customer: NewCustomer): Promise<string> {
  const name = cleanName(customer.name);
  const shortNames = (customer.shortNames ?? []).map(cleanName).filter((short) => short !== "");
  const columns = nameColumns(name);
  const made = await db.$queryRaw<{ id: string }[]>`
    WITH made AS (
      INSERT INTO customer (workspace_id, id, name, short_names, name_core, name_pinyin, name_initials,
                            owner_id, collaborator_ids, created_at, source_key)
      VALUES (${workspaceId}::uuid, ${uuid()}::uuid, ${name}, ${shortNames}, ${columns.nameCore}, ${columns.namePinyin},
              ${columns.nameInitials}, ${customer.ownerId}::uuid, '{}', ${customer.now}, ${customer.sourceKey})
      ON CONFLICT (workspace_id, source_key) DO NOTHING
      RETURNING workspace_id, id
    ), named AS (
      INSERT INTO customer_name (workspace_id, key, customer_id)
      SELECT made.workspace_id, key, made.id FROM made, unnest(${nameKeys(name, shortNames)}::text[]) AS key
    )
    SELECT id FROM made`;
  const id = made[0]?.id;
  if (id !== undefined) return id;
  const { id: former } = await db.customer.findUniqueOrThrow({
    where: { workspaceId_sourceKey: { workspaceId, sourceKey: customer.sourceKey } },
    select: { id: true },
  });
  return former;
}

/** The columns and keys that follow from a changed name; the caller writes the columns, this the keys. */
export async function replaceNameKeys(
  { db, workspaceId }: Scope,
  customer: { readonly id: string; readonly name: string; readonly shortNames: readonly string[] },
): Promise<void> {
  await db.customerName.deleteMany({ where: { workspaceId, customerId: customer.id } });
  await db.customerName.createMany({
    data: nameKeys(customer.name, customer.shortNames).map((key) => ({
      workspaceId,
      key,
      customerId: customer.id,
    })),
  });
}
