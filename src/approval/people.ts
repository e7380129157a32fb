import { z } from "zod";
import { roles } from "#chat/actor.ts";
import { Prisma } from "#db/generated/client.ts";
import type { Scope } from "#directory/scope.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import { localDateOf } from "#domain/calendar/zone.ts";

const row = z.object({
  id: z.string(),
  isActive: z.boolean(),
  roles: z.array(z.enum(roles)),
  delegateId: z.string().nullable(),
  /** `YYYY-MM-DD`, local. */
  awayFrom: z.string().nullable(),
  awayUntil: z.string().nullable(),
  tz: z.string(),
  workStart: z.string(),
  workEnd: z.string(),
  quietStart: z.string(),
  quietEnd: z.string(),
});

/** A person as far as it matters for who decides, and when. */
export type SeatPerson = PersonTime & Omit<z.infer<typeof row>, `work${string}` | `quiet${string}`>;

const columns = Prisma.raw(`p.id, p.status = 'active' AS "isActive", coalesce(p.roles::text[], '{}') AS roles,
  p.delegate_id AS "delegateId", p.away_from::text AS "awayFrom", p.away_until::text AS "awayUntil", p.tz,
  p.work_start AS "workStart", p.work_end AS "workEnd", p.quiet_start AS "quietStart", p.quiet_end AS "quietEnd"`);

/** How far up is looked; a circle of managers ends there, too. */
const heightMax = 20;

/** The managers above a person, the nearest first. */
export async function peopleAbove({ db, workspaceId }: Scope, personId: string): Promise<SeatPerson[]> {
  const found = await db.$queryRaw`
    WITH RECURSIVE above AS (
      SELECT manager_id AS id, 1 AS height, ARRAY[id, manager_id] AS path
      FROM person WHERE workspace_id = ${workspaceId}::uuid AND id = ${personId}::uuid AND manager_id <> id
      UNION ALL
      SELECT m.manager_id, a.height + 1, a.path || m.manager_id
      FROM above a JOIN person m ON m.workspace_id = ${workspaceId}::uuid AND m.id = a.id
      WHERE m.manager_id <> ALL (a.path) AND a.height < ${heightMax}::int)
    SELECT ${columns} FROM above a JOIN person p ON p.workspace_id = ${workspaceId}::uuid AND p.id = a.id
    ORDER BY a.height`;
  return z.array(row).parse(found).map(toPerson);
}

/** By person the ids of the managers above, for many at once. */
export async function linesAbove(
  { db, workspaceId }: Scope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = await db.$queryRaw`
    WITH RECURSIVE above AS (
      SELECT id AS "fromId", manager_id AS id, ARRAY[id, manager_id] AS path
      FROM person WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${[...new Set(personIds)]}::uuid[])
        AND manager_id <> id
      UNION ALL
      SELECT a."fromId", m.manager_id, a.path || m.manager_id
      FROM above a JOIN person m ON m.workspace_id = ${workspaceId}::uuid AND m.id = a.id
      WHERE m.manager_id <> ALL (a.path) AND cardinality(a.path) <= ${heightMax}::int)
    SELECT "fromId", array_agg(id) AS ids FROM above GROUP BY "fromId"`;
  const lines = z.array(z.object({ fromId: z.string(), ids: z.array(z.string()) })).parse(found);
  return new Map(lines.map(({ fromId, ids }) => [fromId, new Set(ids)]));
}

/** Active people with a role, who joined first before others. */
export async function peopleWithRole(
  { db, workspaceId }: Scope,
  role: (typeof roles)[number],
): Promise<SeatPerson[]> {
  const found = await db.$queryRaw`
    SELECT ${columns} FROM person p
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.status = 'active' AND ${role}::role = ANY (p.roles)
    ORDER BY p.created_at, p.id`;
  return z.array(row).parse(found).map(toPerson);
}

/** People of any status by id. */
export async function seatPeople(
  { db, workspaceId }: Scope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, SeatPerson>> {
  const found = await db.$queryRaw`
    SELECT ${columns} FROM person p
    WHERE p.workspace_id = ${workspaceId}::uuid AND p.id = ANY (${[...personIds]}::uuid[])`;
  return new Map(
    z
      .array(row)
      .parse(found)
      .map(toPerson)
      .map((person) => [person.id, person]),
  );
}

/** Whether it is one of the days of the person's absence. */
export function isAway({ awayFrom, awayUntil, tz }: SeatPerson, now: Date): boolean {
  const today = localDateOf(now, tz);
  return awayFrom !== null && awayUntil !== null && awayFrom <= today && today <= awayUntil;
}

function toPerson({ workStart, workEnd, quietStart, quietEnd, ...rest }: z.infer<typeof row>): SeatPerson {
  return { ...rest, workingHours: [workStart, workEnd], quietHours: [quietStart, quietEnd] };
}
