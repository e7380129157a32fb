import type { Database } from "#db/client.ts";
import { batched } from "#directory/batched.ts";
import { nameKeys } from "#directory/customer-name.ts";
import type { Span } from "#directory/longer-name.ts";
import { placeIn, searchedNote } from "#directory/searched-note.ts";

/**
 * Where the longest name of somebody's own open lead stands in the start of a note; `undefined` where none does. Until
 * it is given to anybody, a lead is whose who registered it. One query for all notes of the same turn.
 */
export async function ownLeadInNote(
  database: Database,
  whose: { readonly workspaceId: string; readonly personId: string },
  note: string,
): Promise<Span | undefined> {
  const searched = searchedNote(note);
  if (searched.text === "") return undefined;
  const companies = await companiesIn(database, { ...whose, text: searched.text });
  const places = companies.flatMap((company) =>
    nameKeys(company, []).flatMap((key) => placeIn(searched, key) ?? []),
  );
  return places.toSorted((a, b) => b.key.length - a.key.length || a.start - b.start)[0];
}

/** So many of the own leads are looked through, the newest first: whoever keeps the nurture pool has any number. */
const ownMax = 5000;

type Asked = { readonly workspaceId: string; readonly personId: string; readonly text: string };

const companiesIn = batched(async (database, asked: readonly Asked[]): Promise<readonly string[][]> => {
  const { rows } = await database.pool.query<{ position: number; company: string }>({
    name: "directory-own-leads-in-note",
    text: `SELECT w.position, l.company
           FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[]) AS w (workspace_id, person_id, text, position)
           CROSS JOIN LATERAL (
             (SELECT company, company_core FROM lead
              WHERE workspace_id = w.workspace_id AND owner_id = w.person_id
                AND status IN ('registered', 'grading', 'assigned', 'contacted', 'nurturing')
              ORDER BY registered_at DESC LIMIT $5)
             UNION ALL
             (SELECT company, company_core FROM lead
              WHERE workspace_id = w.workspace_id AND registered_by_id = w.person_id
                AND owner_id IS NULL AND status IN ('registered', 'grading')
              ORDER BY registered_at DESC LIMIT $5)) l
           WHERE l.company_core <> '' AND strpos(w.text, l.company_core) > 0`,
    values: [
      asked.map(({ workspaceId }) => workspaceId),
      asked.map(({ personId }) => personId),
      asked.map(({ text }) => text),
      asked.map((_, position) => position),
      ownMax,
    ],
  });
  const found = asked.map((): string[] => []);
  for (const { position, company } of rows) found[position]?.push(company);
  return found;
});
