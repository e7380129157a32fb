import type { Sweep } from "#chat/feature.ts";
import type { Database } from "#db/client.ts";
import { literal } from "#db/literal.ts";
import { forWorkspace, type WorkspaceClient } from "#db/workspace.ts";
import { beginBreach } from "#directory/leads/breach.ts";
import { releaseLead } from "#directory/leads/change-hands.ts";
import {
  clockOf,
  officeHours,
  personTimes,
  setClocks,
  setIdleWarned,
  whoseClock,
} from "#directory/leads/clock.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { managersOf } from "#directory/leads/managers.ts";
import type { Scope } from "#directory/scope.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { type CaughtUp, catchUp } from "#domain/lead-catch-up.ts";
import type { ClockStep } from "#domain/lead-clock.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { putOff } from "./watch-put-off.ts";
import { messagesOf, type Watched } from "./watch-steps.ts";

/** Leads of one transaction. */
const batchMax = 100;
const timeoutMs = 30_000;

/** Does what has come for each lead: warnings, breaches, recycling, the nurture pool's month. */
export const leadSweep: Sweep = {
  name: "lead.watch",
  claim: async (database, { now, limit }) => {
    let count = 0;
    for (const { workspaceId, ids } of await dueLeads(database, now, limit)) {
      const settings = await settingsOf(database, workspaceId);
      const scope = { db: forWorkspace(database.prisma, workspaceId), workspaceId };
      for (let from = 0; from < ids.length; from += batchMax) {
        count += await watchApart(scope, { ids: ids.slice(from, from + batchMax), now, settings });
      }
    }
    return count;
  },
};

type ClientScope = { readonly db: WorkspaceClient; readonly workspaceId: string };

/** One lead that cannot be looked at must not hold up the others: they are tried one by one, and it is put off. */
async function watchApart(scope: ClientScope, batch: Batch): Promise<number> {
  const { db, workspaceId } = scope;
  try {
    return await db.$transaction((tx) => watch({ db: tx, workspaceId }, batch), { timeout: timeoutMs });
  } catch (error) {
    const [leadId, ...others] = batch.ids;
    if (leadId === undefined) throw error;
    if (others.length === 0) return putOff(scope, { leadId, now: batch.now, error });
    let count = 0;
    for (const id of batch.ids) count += await watchApart(scope, { ...batch, ids: [id] });
    return count;
  }
}

type Due = { readonly workspaceId: string; readonly ids: readonly string[] };

function dueLeads({ prisma }: Database, now: Date, limit: number): Promise<Due[]> {
  return prisma.$queryRaw<Due[]>`
    SELECT workspace_id AS "workspaceId", array_agg(id) AS ids
    FROM (SELECT workspace_id, id FROM lead WHERE clock_at <= ${now} ORDER BY clock_at LIMIT ${literal(limit)}) AS due
    GROUP BY workspace_id`;
}

type Batch = { readonly ids: readonly string[]; readonly now: Date; readonly settings: Settings };

/** Locked, so that nobody moves a lead meanwhile; those that somebody holds come at the next tick. */
async function watch(scope: Scope, batch: Batch): Promise<number> {
  const { db, workspaceId } = scope;
  const { now, settings } = batch;
  const leads = await lockDue(scope, batch);
  if (leads.length === 0) return 0;
  const seen = await look(scope, leads, batch);
  for (const { lead, passed, warned } of seen) {
    if (passed.some(({ step }) => step === "contact-due")) await beginBreach(scope, lead, now);
    if (warned !== undefined) await setIdleWarned(scope, lead.id, warned);
  }
  await enqueue(db, workspaceId, seen.flatMap(messagesOf));
  await setClocks(
    scope,
    seen.map(({ lead, next }) => ({ id: lead.id, clockAt: next?.at ?? null, clockStep: next?.step ?? null })),
  );
  for (const { lead, passed } of seen) {
    if (!passed.some(({ step }) => step === "recycle")) continue;
    await releaseLead(scope, { lead, why: "recycled", now, settings });
  }
  return leads.length;
}

async function lockDue({ db, workspaceId }: Scope, { ids, now }: Batch): Promise<Lead[]> {
  const locked = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM lead WHERE workspace_id = ${workspaceId}::uuid AND id = ANY (${[...ids]}::uuid[]) AND clock_at <= ${now}
    ORDER BY id FOR UPDATE SKIP LOCKED`;
  return db.lead.findMany({ where: { workspaceId, id: { in: locked.map(({ id }) => id) } } });
}

type Seen = Watched & CaughtUp;

async function look(scope: Scope, leads: readonly Lead[], { now, settings }: Batch): Promise<Seen[]> {
  const times = await personTimes(scope, leads.map(whoseClock));
  const seen = leads.map((lead) => {
    const person = times.get(whoseClock(lead)) ?? officeHours(settings);
    const rules = { ...settings, person };
    return { lead, rules, now, ...catchUp(lead, clockOf(lead, now), { now, rules }) };
  });
  const overdue = seen.filter(({ passed }) => passed.some(({ step }) => managersSteps.has(step)));
  const managers = await managersOf(
    scope,
    overdue.flatMap(({ lead }) => lead.ownerId ?? []),
  );
  return seen.map((one) => ({ ...one, managerId: managers.get(one.lead.ownerId ?? "") }));
}

const managersSteps: ReadonlySet<ClockStep> = new Set(["contact-due", "contact-grace"]);
