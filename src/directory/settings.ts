import type { Database } from "#db/client.ts";
import type { Calendar } from "#domain/calendar/calendar.ts";
import { type Policy, policyOf } from "#domain/policy.ts";
import { calendarOf } from "./calendar.ts";

/** What the rules of a workspace need beside the facts. */
export type Settings = { readonly policy: Policy; readonly calendar: Calendar };

/** A changed policy counts everywhere after this; it saves every hot path a query. */
const keptForMs = 5000;

type Kept = { readonly settings: Promise<Settings>; readonly until: number };
const kept = new WeakMap<Database, Map<string, Kept>>();

/** Policy and calendar of a workspace, at most five seconds old. */
export function settingsOf(database: Database, workspaceId: string): Promise<Settings> {
  const ofDatabase = kept.get(database) ?? new Map<string, Kept>();
  kept.set(database, ofDatabase);
  const found = ofDatabase.get(workspaceId);
  if (found !== undefined && found.until > performance.now()) return found.settings;
  const settings = load(database, workspaceId);
  ofDatabase.set(workspaceId, { settings, until: performance.now() + keptForMs });
  settings.catch(() => ofDatabase.delete(workspaceId));
  return settings;
}

async function load(database: Database, workspaceId: string): Promise<Settings> {
  const [workspace, calendar] = await Promise.all([
    database.prisma.workspace.findUnique({ where: { id: workspaceId }, select: { policy: true } }),
    calendarOf(database, workspaceId),
  ]);
  return { policy: policyOf(workspace?.policy), calendar };
}
