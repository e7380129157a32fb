import type { WorkspaceClient } from "#db/workspace.ts";
import { clockOf } from "#directory/leads/clock.ts";
import { leadById } from "#directory/leads/lead.ts";
import { log } from "#src/log.ts";

const hourMs = 3_600_000;

/**
 * Puts a lead off for an hour that cannot be looked at. Its step keeps the time it stood at (`contact-due@<time>`): once
 * the cause is away, everything since is caught up with.
 */
export async function putOff(
  { db, workspaceId }: { readonly db: WorkspaceClient; readonly workspaceId: string },
  { leadId, now, error }: { readonly leadId: string; readonly now: Date; readonly error: unknown },
): Promise<number> {
  log.error({ err: error, workspaceId, leadId }, "a lead could not be watched and is put off for an hour");
  const lead = await leadById({ db, workspaceId }, leadId);
  if (lead?.clockAt == null || lead.clockAt > now) return 0;
  const { at, step } = clockOf(lead, now);
  const { count } = await db.lead.updateMany({
    where: { workspaceId, id: leadId, clockAt: lead.clockAt },
    data: { clockAt: new Date(now.getTime() + hourMs), clockStep: `${step}@${at.toISOString()}` },
  });
  return count;
}
