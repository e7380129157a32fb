import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { batched } from "./batched.ts";
import { cleanName, nameColumns, normalName, storedNameKeys } from "./customer-name.ts";
import { mayBeMeant, type Span, wholeName } from "./longer-name.ts";
import type { Scope } from "./scope.ts";
import { placeIn, searchedNote } from "./searched-note.ts";

/** What every feature may know of a customer: for whom it is masked, too. */
export type CustomerRef = {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly collaboratorIds: readonly string[];
};

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
  if (keys.length === 0) return [];
  const found = await loadNamed(database, { workspaceId, keys });
  const inOrder = keys.flatMap((key) => found.filter((named) => named.keys.includes(key)));
  return [...new Set(inOrder)].map(({ customer }) => customer);
}

/** The customers that share the longest name in a note, and where it stands (offsets of `note.slice`). */
export type CustomerInNote = {
  readonly customers: readonly CustomerRef[];
  /** Those whose name another company's only begins with: that company's is the name in the note. */
  readonly alike: readonly CustomerRef[];
  readonly start: number;
  readonly end: number;
};

/**
 * Looks for a known name in the first sixty or so characters and words of a note, with one index query for all notes
 * of the same turn. The longest name wins, among equals the first. Several customers: the name is ambiguous. Latin
 * names match at the borders of words only.
 */
export async function customerInNote(
  database: Database,
  workspaceId: string,
  note: string,
): Promise<CustomerInNote | undefined> {
  const searched = searchedNote(note);
  if (searched.keys.length === 0) return undefined;
  const { keys, text } = searched;
  const found = await loadNamed(database, { workspaceId, keys, text });
  const longestFirst = [...new Set(found.flatMap((named) => named.keys))]
    .flatMap((key) => placeIn(searched, key) ?? [])
    .sort((a, b) => b.key.length - a.key.length || a.start - b.start);
  const named: CustomerInNote[] = [];
  for (const place of longestFirst) {
    if (named.some(({ start, end }) => place.start < end && start < place.end)) continue;
    const called = found.filter(({ keys: own }) => own.includes(place.key)).map(({ customer }) => customer);
    named.push(namedAt(note, place, called));
  }
  const first = named.find(({ customers }) => customers.length > 0) ?? named[0];
  // What it says of another company comes before the customer that is named, too: it is a note about that one.
  const before = named.find(({ customers, start }) => customers.length === 0 && start < (first?.start ?? 0));
  return before === undefined ? first : { ...before, alike: [...before.alike, ...(first?.customers ?? [])] };
}

/** Whom a known name means there, and the whole of the name. */
function namedAt(note: string, place: Span, called: readonly CustomerRef[]): CustomerInNote {
  const { start, end } = wholeName(note, place);
  if (start === place.start && end === place.end) return { customers: called, alike: [], start, end };
  const [known, written] = [note.slice(place.start, place.end), note.slice(start, end)];
  const customers = called.filter(({ name }) => mayBeMeant(name, known, written));
  return { customers, alike: customers.length === 0 ? called : [], start, end };
}

type Named = { readonly customer: CustomerRef; readonly keys: readonly string[] };
type Words = { readonly workspaceId: string; readonly keys: readonly string[]; readonly text?: string };

type NamedRow = {
  readonly position: number;
  readonly id: string;
  readonly name: string;
  readonly owner_id: string | null;
  readonly collaborator_ids: string[];
  /** One a line. */
  readonly keys: string;
};

/**
 * Whoever has one of the keys, by id. With a text, the names that stand in it, and only who has one: many a customer
 * begins like some word of a note. Each step is bound to the one before it (`LATERAL`, `LIMIT`), so that the planner
 * cannot take all customers for fewer than these, whatever its statistics say.
 */
const loadNamed = batched(async (database, asked: readonly Words[]): Promise<readonly Named[][]> => {
  const { rows } = await database.pool.query<NamedRow>({
    name: "directory-customers-named",
    text: `SELECT w.position, c.id, c.name, c.owner_id, c.collaborator_ids, called.keys
           FROM unnest($1::uuid[], $2::text[], $3::text[], $4::int[]) AS w (workspace_id, keys, text, position)
           CROSS JOIN LATERAL (
             SELECT DISTINCT customer_id FROM customer_name
             WHERE workspace_id = w.workspace_id AND key = ANY (string_to_array(w.keys, E'\\n'))) n
           CROSS JOIN LATERAL (
             SELECT string_agg(k.key, E'\\n') AS keys FROM customer_name k
             WHERE k.workspace_id = w.workspace_id AND k.customer_id = n.customer_id
               AND (w.text IS NULL OR strpos(w.text, k.key) > 0)) called
           CROSS JOIN LATERAL (
             SELECT * FROM customer WHERE workspace_id = w.workspace_id AND id = n.customer_id
               AND deleted_at IS NULL AND called.keys IS NOT NULL LIMIT 1) c
           ORDER BY w.position, c.id`,
    values: [
      asked.map(({ workspaceId }) => workspaceId),
      asked.map(({ keys }) => keys.join("\n")),
      asked.map(({ text }) => text ?? null),
      asked.map((_, position) => position),
    ],
  });
  const found = asked.map((): Named[] => []);
  for (const { position, id, name, owner_id, collaborator_ids, keys } of rows) {
    const customer = { id, name, ownerId: owner_id, collaboratorIds: collaborator_ids };
    found[position]?.push({ customer, keys: keys.split("\n") });
  }
  return found;
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

/**
 * Makes the customer with its search columns and names, in one statement; the same source key gives the same id. Its
 * timer is set to be looked at soon, and then by its owner's hours.
 */
export async function createCustomer({ db, workspaceId }: Scope, customer: NewCustomer): Promise<string> {
  const name = cleanName(customer.name);
  const shortNames = (customer.shortNames ?? []).map(cleanName).filter((short) => short !== "");
  const columns = nameColumns(name);
  const made = await db.$queryRaw<{ id: string }[]>`
    WITH made AS (
      INSERT INTO customer (workspace_id, id, name, short_names, name_core, name_pinyin, name_initials,
                            owner_id, collaborator_ids, created_at, clock_at, source_key)
      VALUES (${workspaceId}::uuid, ${uuid()}::uuid, ${name}, ${shortNames}, ${columns.nameCore}, ${columns.namePinyin},
              ${columns.nameInitials}, ${customer.ownerId}::uuid, '{}', ${customer.now},
              ${customer.now}::timestamptz + interval '1 day', ${customer.sourceKey})
      ON CONFLICT (workspace_id, source_key) DO NOTHING
      RETURNING workspace_id, id
    ), named AS (
      INSERT INTO customer_name (workspace_id, key, customer_id)
      SELECT made.workspace_id, key, made.id FROM made, unnest(${storedNameKeys(name, shortNames)}::text[]) AS key
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
    data: storedNameKeys(customer.name, customer.shortNames).map((key) => ({
      workspaceId,
      key,
      customerId: customer.id,
    })),
  });
}
