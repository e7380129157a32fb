import { z } from "zod";
import type { Scope } from "#directory/scope.ts";
import { decidersAmong, knownAround, type Seated } from "./deciders.ts";
import { levelsSchema, type StoredApproval, toApproval } from "./stored.ts";

export type WaitingPage = { readonly count: number; readonly approvals: readonly StoredApproval[] };

/** What waits for a person's decision: how many, and a page of it, oldest first. */
export async function waitingFor(
  scope: Scope & { readonly now: Date },
  personId: string,
  page: { readonly skip: number; readonly take: number },
): Promise<WaitingPage> {
  const { db, workspaceId, now } = scope;
  const seated = await seatedWith(scope, personId);
  const known = await knownAround(scope, seated, now);
  const theirs = seated.filter((one) => decidersAmong(one, known).includes(personId)).map(({ id }) => id);
  const ids = theirs.slice(page.skip, page.skip + page.take);
  const rows = await db.approval.findMany({
    where: { workspaceId, id: { in: ids } },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
  });
  return { count: theirs.length, approvals: rows.map(toApproval) };
}

const seatedRow = z.object({
  id: z.string(),
  status: z.enum(["waiting", "returned"]),
  requestedById: z.string(),
  barredIds: z.array(z.string()),
  level: z.number(),
  levels: levelsSchema,
  seats: z.array(
    z.object({
      personId: z.string(),
      onBehalfOfId: z.string().nullable(),
      isOpen: z.boolean(),
      decidedAt: z.coerce.date().nullable(),
    }),
  ),
});

/** Where the person has an open seat, with all who sit there, oldest first. */
async function seatedWith({ db, workspaceId }: Scope, personId: string): Promise<Seated[]> {
  const found = await db.$queryRaw`
    SELECT a.id, a.status, a.requested_by_id AS "requestedById", a.level, a.levels,
      coalesce(a.facts->'barredIds', '[]') AS "barredIds",
      (SELECT jsonb_agg(jsonb_build_object('personId', s.person_id, 'onBehalfOfId', s.on_behalf_of_id,
          'isOpen', s.is_open, 'decidedAt', s.decided_at))
        FROM approval_seat s WHERE s.workspace_id = a.workspace_id AND s.approval_id = a.id AND s.level = a.level) AS seats
    FROM approval_seat mine
    JOIN approval a ON a.workspace_id = mine.workspace_id AND a.id = mine.approval_id AND a.level = mine.level
    WHERE mine.workspace_id = ${workspaceId}::uuid AND mine.person_id = ${personId}::uuid AND mine.is_open
      AND a.status IN ('waiting', 'returned')
    ORDER BY a.requested_at, a.id`;
  return z.array(seatedRow).parse(found);
}
