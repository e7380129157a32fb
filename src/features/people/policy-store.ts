import { z } from "zod";
import type { HandlerCtx } from "#chat/feature.ts";
import { recordAudit } from "#directory/audit.ts";
import { lookAgainAtLeads } from "#directory/leads/clock.ts";
import { giveNurtured } from "#directory/leads/nurture-leads.ts";
import type { Scope } from "#directory/scope.ts";
import { settingsOf } from "#directory/settings.ts";
import { policyOf } from "#domain/policy.ts";
import type { WantedPolicy } from "./read-policy.ts";

/** What the workspace has changed of the defaults, as it is stored; not the settings, which may be seconds old. */
export async function storedPolicy({ db, workspaceId }: Scope): Promise<unknown> {
  const workspace = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { policy: true },
  });
  return workspace.policy;
}

const json = z.record(z.string(), z.json()).catch({});
type Json = z.infer<typeof json>;

/**
 * Writes what is other than it was, and notes who changed what: a default that nobody touched stays a default. The
 * nurture pool goes to a new keeper. False where nothing was. Two admins at once are one after the other.
 */
export async function changePolicy(
  ctx: HandlerCtx,
  section: "lead" | "approval",
  wanted: WantedPolicy,
): Promise<boolean> {
  const { workspaceId, actor, now } = ctx;
  const settings = await settingsOf(ctx.database, workspaceId);
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId };
    await tx.$executeRaw`SELECT FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`;
    const stored = json.parse(await storedPolicy(scope));
    const present = json.parse(policyOf(stored)[section]);
    const changed = json.parse(wanted);
    const names = Object.keys(changed).filter(
      (name) => JSON.stringify(changed[name]) !== JSON.stringify(present[name] ?? null),
    );
    if (names.length === 0) return false;
    const policy = { ...stored, [section]: merged(json.parse(stored[section]), changed, names) };
    await tx.workspace.update({ where: { id: workspaceId }, data: { policy }, select: { id: true } });
    if (names.some((name) => timers.has(name))) await lookAgainAtLeads(scope, now);
    const { nurtureOwnerId: toId } = picked(changed, names);
    if (typeof toId === "string") await giveNurtured(scope, { toId, byId: actor.personId, now, settings });
    await recordAudit(scope, {
      ...{ action: "policy.changed", at: now, personId: actor.personId, subjectId: workspaceId },
      details: { section, from: picked(present, names), to: picked(changed, names) },
    });
    return true;
  });
}

/** What the timers of leads are made of. */
const timers: ReadonlySet<string> = new Set([
  ...["warnAtPercent", "graceHoursA", "graceWorkingDaysB", "idleDays", "idleWarningDays", "extendDays"],
]);

/** `null` takes a value away. */
function merged(stored: Json, changed: Json, names: readonly string[]): Json {
  const entries = Object.entries({ ...stored, ...picked(changed, names) });
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

function picked(values: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
