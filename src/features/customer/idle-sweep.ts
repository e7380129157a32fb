import type { Sweep } from "#chat/feature.ts";
import type { Database } from "#db/client.ts";
import { literal } from "#db/literal.ts";
import { perDatabase } from "#db/per-database.ts";
import { forWorkspace } from "#db/workspace.ts";
import { recordAudit } from "#directory/audit.ts";
import { officeHours, personTimes } from "#directory/leads/clock.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { type CustomerLook, lookAtCustomer } from "#domain/customer-clock.ts";
import { enqueue, type NewMessage } from "#outbox/enqueue.ts";
import { customerIdleMessage, customerReleasedMessage } from "./idle.ts";

/** Looks at owned customers: a warning some days before, back to nobody when nothing happened. */
export const customerSweep: Sweep = {
  name: "customer.idle",
  claim: async (database, { now, limit }) => {
    const isTime = armingOf(database).isDue(now);
    const due = [
      ...(await dueCustomers(database, now, limit)),
      ...(isTime ? await unarmed(database, limit) : []),
    ];
    if (isTime && due.length < limit) armingOf(database).done(now);
    let count = 0;
    for (const { workspaceId, ids } of due) {
      const settings = await settingsOf(database, workspaceId);
      const db = forWorkspace(database.prisma, workspaceId);
      count += await db.$transaction((tx) => look({ db: tx, workspaceId }, { ids, now, settings }));
    }
    return count;
  },
};

/** Those that were given an owner by another way than this program's have no timer: they are looked for now and then. */
const armEveryMs = 3_600_000;
const armingOf = perDatabase(() => {
  let doneAt: number | undefined;
  return {
    isDue: (now: Date) => doneAt === undefined || Math.abs(now.getTime() - doneAt) >= armEveryMs,
    done: (now: Date) => {
      doneAt = now.getTime();
    },
  };
});

type Due = { readonly workspaceId: string; readonly ids: readonly string[] };

function dueCustomers({ prisma }: Database, now: Date, limit: number): Promise<Due[]> {
  return prisma.$queryRaw<Due[]>`
    SELECT workspace_id AS "workspaceId", array_agg(id) AS ids
    FROM (SELECT workspace_id, id FROM customer WHERE clock_at <= ${now} ORDER BY clock_at LIMIT ${literal(limit)}) AS due
    GROUP BY workspace_id`;
}

function unarmed({ prisma }: Database, limit: number): Promise<Due[]> {
  return prisma.$queryRaw<Due[]>`
    SELECT workspace_id AS "workspaceId", array_agg(id) AS ids
    FROM (SELECT workspace_id, id FROM customer
      WHERE clock_at IS NULL AND owner_id IS NOT NULL AND deleted_at IS NULL LIMIT ${literal(limit)}) AS unarmed
    GROUP BY workspace_id`;
}

type Batch = { readonly ids: readonly string[]; readonly now: Date; readonly settings: Settings };
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function rowsOf({ db, workspaceId }: Scope, ids: readonly string[]) {
  return db.customer.findMany({
    where: { workspaceId, id: { in: [...ids] } },
    select: {
      ...{ id: true, ownerId: true, createdAt: true, lastFollowUpAt: true, extendedAt: true, clockAt: true },
      ...{ deletedAt: true, idleWarnedAt: true, idleWarnedOf: true },
    },
  });
}

/** Rows are not locked while they are looked at, for follow-ups move them all the time: a changed one waits. */
async function look(scope: Scope, { ids, now, settings }: Batch): Promise<number> {
  const rows = (await rowsOf(scope, ids)).filter(({ clockAt }) => clockAt === null || clockAt <= now);
  const times = await personTimes(
    scope,
    rows.flatMap(({ ownerId }) => ownerId ?? []),
  );
  const looks = rows.map((row): Looked => {
    if (row.ownerId === null || row.deletedAt !== null) return { row };
    const person = times.get(row.ownerId) ?? officeHours(settings);
    return { row, look: lookAtCustomer(row, { since: row.clockAt, now }, { ...settings, person }) };
  });
  const moved = await moveClocks(scope, looks, now);
  const done = looks.filter(({ row }) => moved.has(row.id));
  await enqueue(
    scope.db,
    scope.workspaceId,
    done.flatMap((one) => messagesOf(one, now)),
  );
  for (const { row, look: looked } of done) {
    if (looked?.act !== "release") continue;
    const details = { formerOwnerId: row.ownerId };
    await recordAudit(scope, { action: "customer.released", at: now, subjectId: row.id, details });
  }
  return moved.size;
}

type Looked = { readonly row: Row; readonly look?: CustomerLook };

/** Which of them were still as they were seen. */
async function moveClocks(
  { db, workspaceId }: Scope,
  looks: readonly Looked[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = looks.map(({ row, look: looked }) => ({
    ...{ id: row.id, clockAt: row.clockAt, lastFollowUpAt: row.lastFollowUpAt, ownerId: row.ownerId },
    ...{ next: looked?.next ?? null, isReleased: looked?.act === "release" },
    ...{ warnedOf: looked?.act === "warn" ? looked.deadline : null },
  }));
  const moved = await db.$queryRaw<{ id: string }[]>`
    UPDATE customer c SET clock_at = r.next,
      owner_id = CASE WHEN r."isReleased" THEN NULL ELSE c.owner_id END,
      extended_at = CASE WHEN r."isReleased" THEN NULL ELSE c.extended_at END,
      idle_warned_at = CASE WHEN r."isReleased" THEN NULL WHEN r."warnedOf" IS NULL THEN c.idle_warned_at ELSE ${now} END,
      idle_warned_of = CASE WHEN r."isReleased" THEN NULL ELSE coalesce(r."warnedOf", c.idle_warned_of) END,
      version = c.version + CASE WHEN r."isReleased" THEN 1 ELSE 0 END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
      id uuid, "clockAt" timestamptz, "lastFollowUpAt" timestamptz, "ownerId" uuid, next timestamptz, "isReleased" boolean,
      "warnedOf" timestamptz)
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.id = r.id AND c.clock_at IS NOT DISTINCT FROM r."clockAt"
      AND c.last_follow_up_at IS NOT DISTINCT FROM r."lastFollowUpAt" AND c.owner_id IS NOT DISTINCT FROM r."ownerId"
    RETURNING c.id`;
  return new Set(moved.map(({ id }) => id));
}

function messagesOf({ row, look: looked }: Looked, now: Date): readonly NewMessage[] {
  if (looked?.act === undefined || row.ownerId === null) return [];
  const kind = looked.act === "warn" ? customerIdleMessage : customerReleasedMessage;
  const of = looked.deadline.toISOString();
  const key = [kind.kind, row.id, row.ownerId, of, (row.clockAt ?? now).toISOString()].join(":");
  return [{ kind, key, personId: row.ownerId, payload: { customerId: row.id, of }, dueAt: now }];
}
