import { brandOf, nameParts } from "#directory/customer-name.ts";
import type { Scope } from "#directory/scope.ts";
import { type LeadStatus, phoneKeyOf } from "#domain/lead.ts";

export type SimilarLead = {
  readonly id: string;
  readonly company: string;
  readonly status: LeadStatus;
  readonly ownerId: string | null;
  readonly registeredById: string;
  readonly collaboratorIds: readonly string[];
  readonly registeredAt: Date;
  /** The surest of what they have in common. */
  readonly same: "phone" | "email" | "company";
};

const shownMax = 5;

/** Below this a likeness is chance. */
const likenessMin = 0.4;

/**
 * The leads that may be this one: of the same phone or e-mail, or of a company that is called alike; open ones first,
 * then the surest. Of any owner: what of them may be shown is the caller's question. Three index scans, one statement.
 */
export async function similarLeads(
  { db, workspaceId }: Scope,
  wanted: {
    readonly company: string;
    readonly phone?: string | undefined;
    readonly email?: string | undefined;
    /** Not itself. */
    readonly exceptId?: string;
  },
): Promise<readonly SimilarLead[]> {
  const phoneKey = (wanted.phone === undefined ? undefined : phoneKeyOf(wanted.phone)) ?? null;
  const email = wanted.email?.toLowerCase() ?? null;
  const { core } = nameParts(wanted.company);
  const brand = brandOf(core);
  return db.$queryRaw<SimilarLead[]>`
    WITH hit AS (
      (SELECT id, 0 AS rank, 1.0 AS likeness FROM lead
       WHERE workspace_id = ${workspaceId}::uuid AND phone_key = ${phoneKey} ORDER BY registered_at DESC LIMIT 20)
      UNION ALL
      (SELECT id, 1, 1.0 FROM lead
       WHERE workspace_id = ${workspaceId}::uuid AND email = ${email} ORDER BY registered_at DESC LIMIT 20)
      UNION ALL
      (SELECT id, 2, greatest(similarity(company_core, ${core}), 0.8 * word_similarity(${brand}, company_core))
       FROM lead
       WHERE workspace_id = ${workspaceId}::uuid AND (company_core % ${core} OR ${brand} <% company_core)
         AND greatest(similarity(company_core, ${core}), 0.8 * word_similarity(${brand}, company_core)) >= ${likenessMin}::float8
       ORDER BY similarity(company_core, ${core}) DESC LIMIT 20)
    ), best AS (SELECT id, min(rank) AS rank, max(likeness) AS likeness FROM hit GROUP BY id)
    SELECT l.id, l.company, l.status::text AS status, l.owner_id AS "ownerId", l.registered_by_id AS "registeredById",
      l.collaborator_ids AS "collaboratorIds", l.registered_at AS "registeredAt",
      (ARRAY['phone', 'email', 'company'])[best.rank + 1] AS same
    FROM best JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.id = best.id
    WHERE l.id IS DISTINCT FROM ${wanted.exceptId ?? null}::uuid
    ORDER BY l.status IN ('converted', 'disqualified'), best.rank, best.likeness DESC, l.registered_at DESC
    LIMIT ${shownMax}`;
}
