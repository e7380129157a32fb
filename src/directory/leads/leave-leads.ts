import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { type ClockRules, firstContactDueAt } from "#domain/lead-clock.ts";
import { newId } from "#outbox/enqueue.ts";
import { armedClock, clockRules, isBehind } from "./clock.ts";
import type { Lead } from "./lead.ts";
import { redrawLeads } from "./redraw-leads.ts";

export type Leaving = {
  readonly fromId: string;
  readonly toId: string;
  readonly byId: string;
  readonly now: Date;
  readonly settings: Settings;
};

/**
 * All open leads of somebody who leaves go to another, who owes a first contact for those that were given already. A
 * thousand take as many statements as one. Nobody is told here: the caller tells once. Returns how many.
 */
export async function leaveLeads(scope: Scope, leaving: Leaving): Promise<number> {
  const rules = await clockRules(scope, leaving.settings, leaving.toId);
  let count = 0;
  for (;;) {
    const leads = await openLeadsOf(scope, leaving.fromId);
    if (leads.length === 0) break;
    // What changed since it was read is read again.
    count += await write(
      scope,
      leaving,
      leads.map((lead) => changeOf(lead, leaving, rules)),
    );
    await redrawLeads(scope, { leadIds: leads.map(({ id }) => id), now: leaving.now });
  }
  await scope.db.leadBreach.updateMany({
    where: { workspaceId: scope.workspaceId, ownerId: leaving.fromId, endedAt: null },
    data: { endedAt: leaving.now, endedBy: "reassigned" },
  });
  return count;
}

/** Before anything else of theirs is held, as by whoever decides about one. Ends with the transaction. */
export async function lockOpenLeads({ db, workspaceId }: Scope, personId: string): Promise<void> {
  const found = await db.lead.findMany({ where: { workspaceId, ...openOf(personId) }, select: { id: true } });
  const ids = found.map(({ id }) => id);
  await db.$queryRaw`
    SELECT id FROM lead WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** How many leads somebody has who leaves. */
export function countOpenLeads({ db, workspaceId }: Scope, personId: string): Promise<number> {
  return db.lead.count({ where: { workspaceId, ...openOf(personId) } });
}

/** Whether somebody follows leads up whom others have given them: who takes these over needs a role for it. */
export async function hasGivenLeads({ db, workspaceId }: Scope, personId: string): Promise<boolean> {
  const given = { ownerId: personId, status: { in: [...givenStatuses] } };
  return (await db.lead.count({ where: { workspaceId, ...given } })) > 0;
}

const givenStatuses = ["assigned", "contacted"] as const satisfies readonly Lead["status"][];

function openLeadsOf({ db, workspaceId }: Scope, personId: string): Promise<Lead[]> {
  return db.lead.findMany({ where: { workspaceId, ...openOf(personId) } });
}

/** Owned, or registered and nobody's yet. */
function openOf(personId: string) {
  const isNew = { status: { in: ["registered", "grading"] } } satisfies { status: { in: Lead["status"][] } };
  const isOwned = {
    status: { in: ["registered", "grading", "assigned", "contacted", "nurturing"] },
  } satisfies {
    status: { in: Lead["status"][] };
  };
  return {
    OR: [
      { ownerId: personId, ...isOwned },
      { ownerId: null, registeredById: personId, ...isNew },
    ],
  };
}

/** As `giveLead` does where it was given before; what is graded or nurtured stays what it is. */
function changeOf(lead: Lead, { now }: Leaving, rules: ClockRules) {
  const isGiven = givenStatuses.some((status) => status === lead.status);
  const { firstContactDueAt: formerDueAt } = lead;
  const fresh = {
    ...{
      status: "assigned" as const,
      assignedAt: now,
      firstContactAt: null,
      nextAt: null,
      nextHasTime: false,
    },
    ...{ nextMethod: null, nextGoal: null, extendedAt: null },
    firstContactDueAt: firstContactDueAt(lead.grade ?? "B", now, rules),
  };
  const changed = isGiven ? { ...lead, ...fresh } : lead;
  const isBreach = lead.status === "assigned" && formerDueAt !== null && formerDueAt <= now;
  return {
    ...{ id: lead.id, version: lead.version, status: changed.status, assignedAt: changed.assignedAt },
    ...{ firstContactAt: changed.firstContactAt, firstContactDueAt: changed.firstContactDueAt },
    ...{ nextAt: changed.nextAt, nextHasTime: changed.nextHasTime, nextMethod: changed.nextMethod },
    ...{
      nextGoal: changed.nextGoal,
      extendedAt: changed.extendedAt,
      brokenDueAt: isBreach ? formerDueAt : null,
    },
    ...(!isGiven && isBehind(lead, now)
      ? { clockAt: lead.clockAt, clockStep: lead.clockStep }
      : armedClock(changed, now, rules)),
  };
}

async function write(
  { db, workspaceId }: Scope,
  { fromId, toId, byId, now }: Leaving,
  rows: readonly ReturnType<typeof changeOf>[],
): Promise<number> {
  return db.$executeRaw`
    WITH r AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
        id uuid, version int, status lead_status, "assignedAt" timestamptz, "firstContactAt" timestamptz,
        "firstContactDueAt" timestamptz, "nextAt" timestamptz, "nextHasTime" boolean, "nextMethod" method,
        "nextGoal" text, "extendedAt" timestamptz, "clockAt" timestamptz, "clockStep" text, "brokenDueAt" timestamptz)
    ), moved AS (
      UPDATE lead l SET owner_id = ${toId}::uuid, status = r.status, assigned_at = r."assignedAt",
        first_contact_at = r."firstContactAt", first_contact_due_at = r."firstContactDueAt", next_at = r."nextAt",
        next_has_time = r."nextHasTime", next_method = r."nextMethod", next_goal = r."nextGoal",
        extended_at = r."extendedAt", clock_at = r."clockAt", clock_step = r."clockStep", version = l.version + 1
      FROM r WHERE l.workspace_id = ${workspaceId}::uuid AND l.id = r.id AND l.version = r.version
      RETURNING l.id, r."brokenDueAt"
    ), broken AS (
      INSERT INTO lead_breach (workspace_id, lead_id, due_at, owner_id)
      SELECT ${workspaceId}::uuid, id, "brokenDueAt", ${fromId}::uuid FROM moved WHERE "brokenDueAt" IS NOT NULL
      ON CONFLICT (workspace_id, lead_id, due_at) DO NOTHING
    )
    INSERT INTO lead_handover (workspace_id, id, lead_id, at, why, from_id, to_id, by_id)
    SELECT ${workspaceId}::uuid, ${newId}, id, ${now}, 'left', ${fromId}::uuid, ${toId}::uuid, ${byId}::uuid FROM moved`;
}
