import { brandOf, nameColumns, nameParts, normalName } from "./customer-name.ts";
import type { CustomerRef } from "./customers.ts";
import type { Scope } from "./scope.ts";

export type SimilarCustomer = CustomerRef & {
  /** 0 to 1. */
  readonly score: number;
  /** True for at most one, the first: it is meant, no question needed. */
  readonly isSame: boolean;
};

/** How many are worth showing. */
const shownMax = 5;
/** Below this a likeness is chance. */
const scoreMin = 0.3;
/** By itself it links only what is this much alike, and this much more than the next. */
const certainScoreMin = 0.8;
const certainMarginMin = 0.25;

/** What a likeness in a column is worth: two names may well share their initials. */
const weights = { core: 1, pinyin: 0.95, initials: 0.7 } as const;

/**
 * The customers whose names resemble this one, by characters, by sound (homophone slips) and by initials, the most
 * alike first. Of any owner: what of them may be shown is the caller's question.
 */
export async function similarCustomers(scope: Scope, name: string): Promise<SimilarCustomer[]> {
  const wanted = nameColumns(name);
  if (wanted.nameCore === "") return [];
  const ranked = (await candidates(scope, wanted))
    .map((row) => ({ ...row, score: scoreOf(row, wanted) }))
    .filter(({ score }) => score >= scoreMin)
    .sort((a, b) => b.score - a.score || a.name.length - b.name.length);
  const same = sameOf(name, ranked);
  return ranked.slice(0, shownMax).map(({ id, name: found, ownerId, collaboratorIds, score }) => ({
    id,
    name: found,
    ownerId,
    collaboratorIds,
    score,
    isSame: id === same,
  }));
}

type Wanted = ReturnType<typeof nameColumns>;
type Candidate = CustomerRef & {
  readonly core: string;
  readonly coreLikeness: number;
  readonly pinyinLikeness: number;
  readonly initialsLikeness: number;
};

/**
 * Three index scans in one statement: GIN trigrams over each column, the workspace first. `%` compares whole names,
 * `<%` finds the words within a longer name (https://www.postgresql.org/docs/15/pgtrgm.html).
 */
function candidates({ db, workspaceId }: Scope, wanted: Wanted): Promise<Candidate[]> {
  const { nameCore, namePinyin, nameInitials } = wanted;
  const brand = brandOf(nameCore);
  return db.$queryRaw<Candidate[]>`
    WITH hit AS (
      (SELECT id FROM customer
       WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
         AND (name_core % ${nameCore} OR ${brand} <% name_core)
       ORDER BY similarity(name_core, ${nameCore}) + word_similarity(${brand}, name_core) DESC LIMIT 20)
      UNION
      (SELECT id FROM customer
       WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
         AND ${namePinyin} <% name_pinyin
       ORDER BY similarity(name_pinyin, ${namePinyin}) DESC LIMIT 20)
      UNION
      (SELECT id FROM customer
       WHERE workspace_id = ${workspaceId}::uuid AND deleted_at IS NULL
         AND ${nameInitials} <% name_initials
       ORDER BY similarity(name_initials, ${nameInitials}) DESC LIMIT 20)
    )
    SELECT c.id, c.name, c.owner_id AS "ownerId", c.collaborator_ids AS "collaboratorIds", c.name_core AS core,
      greatest(similarity(c.name_core, ${nameCore}), 0.9 * word_similarity(${nameCore}, c.name_core),
        0.8 * word_similarity(${brand}, c.name_core)) AS "coreLikeness",
      greatest(similarity(c.name_pinyin, ${namePinyin}), 0.9 * word_similarity(${namePinyin}, c.name_pinyin)) AS "pinyinLikeness",
      similarity(c.name_initials, ${nameInitials}) AS "initialsLikeness"
    FROM hit JOIN customer c ON c.workspace_id = ${workspaceId}::uuid AND c.id = hit.id`;
}

function scoreOf(row: Candidate, wanted: Wanted): number {
  if (row.core === wanted.nameCore) return 1;
  return Math.max(
    row.coreLikeness * weights.core,
    row.pinyinLikeness * weights.pinyin,
    row.initialsLikeness * weights.initials,
  );
}

/** The one that is meant: the very name; else the only exact core of no other city; else far ahead of the rest. */
function sameOf(
  name: string,
  ranked: readonly (Candidate & { readonly score: number })[],
): string | undefined {
  const { core, place } = nameParts(name);
  const exact = ranked.filter((row) => normalName(row.name) === normalName(name));
  const sameCore = ranked.filter((row) => row.core === core);
  const [only, ...others] = exact.length > 0 ? exact : sameCore;
  if (only !== undefined) return others.length === 0 && !isElsewhere(only.name, place) ? only.id : undefined;
  const [first, second] = ranked;
  if (first === undefined || first.score < certainScoreMin || isElsewhere(first.name, place))
    return undefined;
  return first.score - (second?.score ?? 0) >= certainMarginMin ? first.id : undefined;
}

/** 上海华虹 is not 北京华虹. */
function isElsewhere(name: string, place: string | undefined): boolean {
  const { place: other } = nameParts(name);
  return place !== undefined && other !== undefined && place !== other;
}
