import { Prisma } from "#db/generated/client.ts";
import type { Asker } from "#directory/customer-access.ts";
import { brandOf, isNameOf, nameKeys, nameParts } from "#directory/customer-name.ts";
import { peopleBelow } from "#directory/people.ts";
import { placeIn, type SearchedNote, searchedNote } from "#directory/searched-note.ts";
import type { LeadStatus } from "#domain/lead.ts";
import { seesAll } from "#domain/visibility.ts";

/** An open lead that the actor sees fully, and may log a follow-up of. */
export type CalledLead = {
  readonly id: string;
  readonly company: string;
  readonly contactName: string | null;
  readonly ownerId: string | null;
  /** The actor's own, not only of somebody below. */
  readonly isOwn: boolean;
  /** The words name this very company, not one that is called alike. */
  readonly isCalled: boolean;
};

type Row = Omit<CalledLead, "isOwn" | "isCalled"> & {
  readonly status: LeadStatus;
  readonly collaboratorIds: readonly string[];
  readonly likeness: number;
};

/** How many are worth showing. */
const shownMax = 5;
/** Below this a likeness is chance. */
const likenessMin = 0.4;

/**
 * The open leads that a note may be of, among those that the actor sees fully: those it names first, the own before
 * those of others. `name` is the company's as the note has it, where it could be made out; without one the longest name
 * of an own lead in the note counts. Leads of others that the actor does not see are never among them.
 */
export async function leadsCalled(
  asker: Asker,
  { note, name }: { readonly note: string; readonly name: string | undefined },
): Promise<readonly CalledLead[]> {
  const searched = searchedNote(note);
  const rows = await candidates(asker, searched.text, name);
  const found = rows
    .map((row) => ({ row, length: lengthIn(searched, row.company) }))
    .filter(({ row, length }) => length > 0 || row.likeness >= likenessMin || isPartOf(row.company, name));
  const longest = Math.max(0, ...found.map(({ length }) => length));
  return found
    .map(({ row, length }) => ({
      ...{ id: row.id, company: row.company, contactName: row.contactName, ownerId: row.ownerId },
      isOwn: isOwn(row, asker.actor.personId),
      isCalled: name === undefined ? length > 0 && length === longest : isNameOf(row.company, name),
      likeness: row.likeness,
    }))
    .toSorted(
      (a, b) =>
        Number(b.isCalled) - Number(a.isCalled) ||
        Number(b.isOwn) - Number(a.isOwn) ||
        b.likeness - a.likeness,
    )
    .map(({ likeness: _, ...lead }) => lead)
    .slice(0, shownMax);
}

/** The only own lead that the words name; `undefined` where there is none, or where it has to be asked which. */
export function onlyOwn(leads: readonly CalledLead[]): CalledLead | undefined {
  const [only, ...others] = leads.filter(isNamedOwn);
  return others.length === 0 ? only : undefined;
}

/** Whether the words name an own lead. */
export function namesOwn(leads: readonly CalledLead[]): boolean {
  return leads.some(isNamedOwn);
}

function isNamedOwn({ isOwn: own, isCalled }: CalledLead): boolean {
  return own && isCalled;
}

/** The own leads that wait for something, those without a first contact first: what a form offers before anything is typed. */
export async function ownOpenLeads({ db, workspaceId, actor }: Asker, limit: number) {
  return db.lead.findMany({
    where: { workspaceId, ownerId: actor.personId, status: { in: ["assigned", "contacted"] } },
    orderBy: [
      { status: "asc" },
      { lastFollowUpAt: { sort: "desc", nulls: "first" } },
      { firstContactDueAt: "asc" },
      { id: "desc" },
    ],
    take: limit,
    select: { id: true, company: true, contactName: true },
  });
}

/** In the nurture pool collaborators have nothing to do. */
function isOwn({ ownerId, status, collaboratorIds }: Row, personId: string): boolean {
  return ownerId === personId || (status !== "nurturing" && collaboratorIds.includes(personId));
}

/** Of the longest way of writing the company that stands in the note, in characters. */
function lengthIn(searched: SearchedNote, company: string): number {
  const there = nameKeys(company, []).filter((key) => placeIn(searched, key) !== undefined);
  return Math.max(0, ...there.map((key) => key.length));
}

/** As far as it was typed. */
function isPartOf(company: string, name: string | undefined): boolean {
  return name !== undefined && company.toLowerCase().includes(name.trim().toLowerCase());
}

/** Those of which contacts are logged; until it is given to anybody, a lead is in the hands of who registered it. */
const isOpen = Prisma.sql`status IN ('registered', 'grading', 'assigned', 'contacted', 'nurturing')`;
const isUnowned = Prisma.sql`owner_id IS NULL AND status IN ('registered', 'grading')`;
const keeper = Prisma.sql`coalesce(owner_id, CASE WHEN ${isUnowned} THEN registered_by_id END)`;

/** So many of the own leads are looked through, the newest first: whoever keeps the nurture pool has any number. */
const ownMax = 5000;

/** The own ones whose name stands in the text or is begun, by owner; and those called alike, by trigrams. */
async function candidates(asker: Asker, text: string, name: string | undefined): Promise<readonly Row[]> {
  const { db, workspaceId, actor } = asker;
  const all = seesAll(actor);
  const keepers = [actor.personId, ...(all ? [] : await peopleBelow(asker, actor))];
  const core = name === undefined ? null : nameParts(name).core;
  const brand = core && brandOf(core);
  const part = name?.trim().toLowerCase() ?? null;
  return db.$queryRaw<Row[]>`
    WITH own AS (
      SELECT id, company, company_core FROM lead
      WHERE workspace_id = ${workspaceId}::uuid AND ${isOpen}
        AND (owner_id = ${actor.personId}::uuid OR (${isUnowned} AND registered_by_id = ${actor.personId}::uuid))
      ORDER BY registered_at DESC LIMIT ${ownMax}
    ), hit AS (
      (SELECT id FROM own
       WHERE (company_core <> '' AND strpos(${text}, company_core) > 0) OR strpos(lower(company), ${part}) > 0
       ORDER BY length(company_core) DESC LIMIT 20)
      UNION
      (SELECT id FROM lead
       WHERE workspace_id = ${workspaceId}::uuid AND (company_core % ${core} OR ${brand} <% company_core)
         AND ${isOpen}
         AND (${all} OR ${keeper} = ANY (${keepers}::uuid[]) OR collaborator_ids && ${keepers}::uuid[])
       ORDER BY similarity(company_core, ${core}) DESC LIMIT 20)
    )
    SELECT l.id, l.company, l.contact_name AS "contactName", ${keeper} AS "ownerId", l.status::text AS status,
      l.collaborator_ids AS "collaboratorIds", coalesce(greatest(similarity(l.company_core, ${core}),
        0.8 * word_similarity(${brand}, l.company_core)), 0) AS likeness
    FROM hit JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.id = hit.id
    ORDER BY l.registered_at DESC, l.id`;
}
