import { z } from "zod";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { leadStatuses, phoneKeyOf } from "#domain/lead.ts";
import type { Alike, ReadRow } from "./import-rows.ts";
import { leadKeepers } from "./lead.ts";

/**
 * By line, the rows of which the phone, the e-mail or the very company is there, as a lead that this file did not make
 * or as a customer, with the surest of what they resemble, an open one first. Companies that are merely called alike are
 * not looked for: thousands of such searches take too long.
 */
export async function rowsAlike(
  scope: Scope,
  fileKey: string,
  rows: readonly ReadRow[],
): Promise<ReadonlyMap<number, Alike>> {
  if (rows.length === 0) return new Map();
  const hits = await hitsOf(scope, fileKey, rows);
  const owned = hits.map((hit) => ({ ...hit, ownerId: ownerOf(hit) }));
  const names = await namesOf(
    scope,
    owned.flatMap(({ ownerId }) => ownerId ?? []),
  );
  return new Map(
    owned.map(({ line, of, name, ownerId }) => {
      const owner = names.get(ownerId ?? "");
      return [line, { of, name, ...(owner !== undefined && { owner }) }];
    }),
  );
}

const hit = z.object({
  ...{ line: z.number(), of: z.enum(["lead", "customer"]), name: z.string() },
  ownerId: z.string().nullable(),
  /** Of a lead. */
  ...{ registeredById: z.string().nullable(), status: z.enum(leadStatuses).nullable() },
});

function ownerOf({ status, ownerId, registeredById }: z.output<typeof hit>): string | null {
  if (status === null || registeredById === null) return ownerId;
  return leadKeepers({ status, ownerId, registeredById, collaboratorIds: [] }).ownerId;
}

/** One for each line that has any. */
async function hitsOf({ db, workspaceId }: Scope, fileKey: string, rows: readonly ReadRow[]) {
  const looked = rows.map(({ line, companyCore: core, phone, email }) => ({
    ...{ line, core, email: email ?? null },
    phone: phone === undefined ? null : (phoneKeyOf(phone) ?? null),
  }));
  const found = await db.$queryRaw`
    WITH given AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(looked).replaceAll("\\u0000", "")}::jsonb)
        AS g (line int, core text, phone text, email text)
    ), lead_hit AS (
      SELECT g.line, 0 AS rank, l.id FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.phone_key = g.phone
      UNION ALL
      SELECT g.line, 1, l.id FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.email = g.email
      UNION ALL
      SELECT g.line, 2, l.id FROM given g
        JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.company_core = g.core AND g.core <> ''
    ), customer_hit AS (
      SELECT g.line, 0 AS rank, t.customer_id AS id FROM given g
        JOIN contact t ON t.workspace_id = ${workspaceId}::uuid AND t.phone_key = g.phone
      UNION ALL
      SELECT g.line, 1, t.customer_id FROM given g
        JOIN contact t ON t.workspace_id = ${workspaceId}::uuid AND t.email = g.email
      UNION ALL
      SELECT g.line, 2, c.id FROM given g
        JOIN customer c ON c.workspace_id = ${workspaceId}::uuid AND c.name_core = g.core AND g.core <> ''
    ), hit AS (
      SELECT h.line, h.rank, 'lead' AS of, l.company AS name, l.owner_id, l.registered_by_id, l.status::text AS status,
        l.status IN ('converted', 'disqualified') AS is_ended, l.registered_at AS since, l.id
      FROM lead_hit h JOIN lead l ON l.workspace_id = ${workspaceId}::uuid AND l.id = h.id
      WHERE l.source_key IS NULL OR NOT starts_with(l.source_key, ${fileKey})
      UNION ALL
      SELECT h.line, h.rank, 'customer', c.name, c.owner_id, NULL, NULL, false, c.created_at, c.id
      FROM customer_hit h JOIN customer c ON c.workspace_id = ${workspaceId}::uuid AND c.id = h.id AND c.deleted_at IS NULL
    )
    SELECT DISTINCT ON (line) line, of, name, owner_id AS "ownerId", registered_by_id AS "registeredById", status
    FROM hit ORDER BY line, is_ended, rank, since DESC, id`;
  return z.array(hit).parse(found);
}
