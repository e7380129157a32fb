import { z } from "zod";
import type { WorkspaceClient } from "#db/workspace.ts";

const numbers = z.array(
  z.object({
    name: z.string(),
    loggedToday: z.number(),
    loggedThisWeek: z.number(),
    lateThisWeek: z.number(),
    overdueTodos: z.number(),
    lastOn: z.string().nullable(),
  }),
);

/** Whose work is not with customers is left out, unless there is something to tell. */
const salesRoles = ["rep", "senior_rep", "supervisor", "manager"] as const;

/** What active people did today and this week, the least active first. One query. */
export async function teamNumbers(
  db: WorkspaceClient,
  of: {
    readonly workspaceId: string;
    readonly personIds: readonly string[];
    readonly now: Date;
    readonly today: Date;
    readonly monday: Date;
  },
): Promise<z.infer<typeof numbers>> {
  const rows = await db.$queryRaw`
    SELECT p.name, f.today AS "loggedToday", f.week AS "loggedThisWeek", f.late AS "lateThisWeek",
      f.last AS "lastOn", t.overdue AS "overdueTodos"
    FROM person p
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE logged_at >= ${of.today})::int AS today,
        count(*) FILTER (WHERE logged_at >= ${of.monday})::int AS week,
        count(*) FILTER (WHERE logged_at >= ${of.monday} AND is_late)::int AS late, max(occurred_on)::text AS last
      FROM follow_up WHERE workspace_id = p.workspace_id AND person_id = p.id AND undone_at IS NULL
    ) f
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS overdue FROM todo
      WHERE workspace_id = p.workspace_id AND owner_id = p.id AND status = 'open' AND due_at < ${of.now}
    ) t
    WHERE p.workspace_id = ${of.workspaceId}::uuid AND p.status = 'active' AND p.id = ANY(${of.personIds}::uuid[])
      AND (p.roles && ${salesRoles}::role[] OR f.week > 0 OR t.overdue > 0)
    ORDER BY f.week, t.overdue DESC, p.name`;
  return numbers.parse(rows);
}
