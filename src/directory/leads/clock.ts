import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import {
  type ClockRules,
  type ClockStep,
  clockSteps,
  type LeadClock,
  type LeadFacts,
  nextClock,
} from "#domain/lead-clock.ts";
import type { Lead } from "./lead.ts";

/** The columns of a lead's timer. */
export type ArmedClock = { readonly clockAt: Date | null; readonly clockStep: ClockStep | null };

/** What happens to the lead next, after `after`. The timer's columns come from here and nowhere else. */
export function armedClock(lead: LeadFacts, after: Date, rules: ClockRules): ArmedClock {
  const next = nextClock(lead, after, rules);
  return { clockAt: next?.at ?? null, clockStep: next?.step ?? null };
}

/** Where a lead's timer stands. A step that this version does not know only asks what comes next. */
export function clockOf({ clockAt, clockStep }: Pick<Lead, "clockAt" | "clockStep">, now: Date): LeadClock {
  const [name, since] = clockStep?.split("@") ?? [];
  const step = clockSteps.find((known) => known === name);
  const at = since === undefined ? clockAt : new Date(since);
  return { at: at ?? now, step: step ?? "recycle" };
}

/**
 * Whether something has come that the sweep has not done yet, which may have put it off. A change that does not settle
 * it leaves such a timer as it is: the sweep catches up from there, by the facts of then.
 */
export function isBehind(lead: Pick<Lead, "clockAt" | "clockStep">, now: Date): boolean {
  return lead.clockAt !== null && clockOf(lead, now).at <= now;
}

/** The rules for a lead whose timer runs by this person's hours. */
export async function clockRules(scope: Scope, settings: Settings, personId: string): Promise<ClockRules> {
  const person = (await personTimes(scope, [personId])).get(personId);
  return { ...settings, person: person ?? officeHours(settings) };
}

/** The hours of people, of any status. */
export async function personTimes(
  { db, workspaceId }: Scope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, PersonTime>> {
  const rows = await db.person.findMany({
    where: { workspaceId, id: { in: [...new Set(personIds)] } },
    select: { id: true, tz: true, workStart: true, workEnd: true, quietStart: true, quietEnd: true },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      {
        tz: row.tz,
        workingHours: [row.workStart, row.workEnd],
        quietHours: [row.quietStart, row.quietEnd],
      },
    ]),
  );
}

/** For a person who is no longer there. */
export function officeHours({ policy }: Settings): PersonTime {
  return {
    tz: "UTC",
    workingHours: [policy.workStart, policy.workEnd],
    quietHours: [policy.quietStart, policy.quietEnd],
  };
}

/** By whose hours a lead's timer runs: the owner's, the pool's owner's, or those of who registered it. */
export function whoseClock(lead: {
  readonly ownerId: string | null;
  readonly registeredById: string;
}): string {
  return lead.ownerId ?? lead.registeredById;
}

/** Moves the timers of many leads that the transaction has locked. A timer is no fact: their versions stay. */
export async function setClocks(
  { db, workspaceId }: Scope,
  clocks: readonly (ArmedClock & { readonly id: string })[],
): Promise<void> {
  await db.$executeRaw`
    UPDATE lead l SET clock_at = c."clockAt", clock_step = c."clockStep"
    FROM jsonb_to_recordset(${JSON.stringify(clocks)}::jsonb) AS c (id uuid, "clockAt" timestamptz, "clockStep" text)
    WHERE l.workspace_id = ${workspaceId}::uuid AND l.id = c.id`;
}

/** Keeps that the owner of a lead is warned of its recycling; no change of facts, as the timer is none. */
export async function setIdleWarned(
  { db, workspaceId }: Scope,
  id: string,
  warned: { readonly idleWarnedAt: Date; readonly idleWarnedOf: Date },
): Promise<void> {
  await db.lead.updateMany({ where: { workspaceId, id }, data: warned });
}

/** By then every process goes by the new policy: settings are kept for some seconds. */
const newPolicyMs = 60_000;

/**
 * The rules have changed, for all or for one owner, whose hours are others now: the sweep looks at every owned lead soon,
 * and what comes earlier by the new rules does not wait for a timer of the old ones. The timer's step keeps the time it
 * stands at, as one that was put off does.
 */
export async function lookAgainAtLeads(
  { db, workspaceId }: Scope,
  now: Date,
  ownerId: string | null = null,
): Promise<void> {
  const at = ownerId === null ? new Date(now.getTime() + newPolicyMs) : now;
  await db.$executeRaw`
    UPDATE lead SET clock_at = ${at}::timestamptz,
      clock_step = clock_step || '@' || to_char(clock_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    WHERE workspace_id = ${workspaceId}::uuid AND status IN ('assigned', 'contacted') AND clock_at > ${at}::timestamptz
      AND strpos(clock_step, '@') = 0 AND (${ownerId}::uuid IS NULL OR owner_id = ${ownerId}::uuid)`;
}
