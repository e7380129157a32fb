import { v7 as uuid } from "uuid";
import { recordAudit } from "#directory/audit.ts";
import { lookAgainAtLeads } from "#directory/leads/clock.ts";
import { orgChart } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { ensureTeam } from "#directory/teams.ts";
import { nextOccurrence } from "#domain/calendar/zone.ts";
import type { Policy } from "#domain/policy.ts";
import type { PersonRow, Problem } from "./people-rows.ts";

export type Importing = Scope & { readonly policy: Policy; readonly now: Date };

export type SavedPeople = {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly problems: readonly Problem[];
};

type Stored = Awaited<ReturnType<typeof storedPeople>>[number];
type Kept = { readonly row: PersonRow; readonly former: Stored };

/** Everybody first, so that every manager is there; then what differs from the list. */
export async function savePeople(importing: Importing, people: readonly PersonRow[]): Promise<SavedPeople> {
  const before = byEmail(await storedPeople(importing));
  const gone = people.filter(({ email }) => before.get(email)?.status === "left");
  const made = people.filter(({ email }) => !before.has(email));
  await createPeople(importing, made);
  const after = byEmail(await storedPeople(importing));
  const managers = await managersOf(importing, people, after);
  let updated = 0;
  for (const row of people) {
    const former = after.get(row.email);
    if (former === undefined || former.status === "left") continue;
    const hasChanged = await updatePerson(importing, { row, former }, managers.of.get(row.email));
    if (hasChanged && before.has(row.email)) updated += 1;
  }
  const counts = {
    created: made.length,
    updated,
    unchanged: people.length - made.length - gone.length - updated,
  };
  await recordAudit(importing, { action: "people.imported", at: importing.now, details: counts });
  const left = gone.map(({ line, email }) => ({ line, reason: `${email} has left and stays so` }));
  return { ...counts, problems: [...left, ...managers.problems] };
}

function storedPeople({ db, workspaceId }: Scope) {
  return db.person.findMany({
    where: { workspaceId, email: { not: null } },
    include: { identities: { select: { platform: true } } },
  });
}

function byEmail(stored: readonly Stored[]): ReadonlyMap<string, Stored> {
  return new Map(
    stored.flatMap((person) => (person.email === null ? [] : [[person.email, person] as const])),
  );
}

/** Active at once, with a digest from their first account on. */
async function createPeople(
  { db, workspaceId, policy }: Importing,
  rows: readonly PersonRow[],
): Promise<void> {
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const { workStart, workEnd, quietStart, quietEnd, digestAt } = policy;
  await db.person.createMany({
    data: rows.map(({ name, email, roles }) => ({
      ...{ workspaceId, id: uuid(), name, email, status: "active" as const },
      ...{ workStart, workEnd, quietStart, quietEnd, digestAt },
      roles: roles.length === 0 ? ["rep"] : [...roles],
      locale: workspace.defaultLocale,
      tz: workspace.defaultTz,
    })),
  });
}

/** False where the person is as the list says already. */
async function updatePerson(
  importing: Importing,
  { row, former }: Kept,
  managerId: string | undefined,
): Promise<boolean> {
  const wanted = await wantedColumns(importing, { row, former }, managerId);
  const changed = Object.entries(wanted).filter(
    ([column, value]) => !isSame(Reflect.get(former, column), value),
  );
  if (changed.length === 0) return false;
  // The timers of one's leads go by one's own zone. The leads before the person, as everybody holds them.
  const hasOtherZone = changed.some(([column]) => column === "tz");
  if (hasOtherZone) await lookAgainAtLeads(importing, importing.now, former.id);
  await importing.db.person.updateMany({
    where: { workspaceId: importing.workspaceId, id: former.id },
    data: { ...Object.fromEntries(changed), ...firstDigest(importing, former) },
  });
  return true;
}

/** An empty cell leaves the column alone. Language and zone of the list are settings: the platform's do not replace them. */
async function wantedColumns(importing: Importing, { row, former }: Kept, managerId: string | undefined) {
  const teamId = await ensureTeam(importing, row.team);
  const isAdmin = former.roles.includes("admin");
  const hasSettings = row.locale !== undefined || row.tz !== undefined;
  return {
    name: row.name,
    ...(row.roles.length === 0 ? {} : { roles: [...new Set([...row.roles, ...(isAdmin ? ["admin"] : [])])] }),
    ...(teamId === undefined ? {} : { teamId }),
    ...(managerId === undefined ? {} : { managerId }),
    ...(row.locale === undefined ? {} : { locale: row.locale }),
    ...(row.tz === undefined ? {} : { tz: row.tz }),
    ...(hasSettings && former.settingsAt === null ? { settingsAt: importing.now } : {}),
    status: "active",
  };
}

function firstDigest({ now }: Importing, former: Stored): { nextDigestAt?: Date } {
  if (former.nextDigestAt !== null || former.identities.length === 0) return {};
  return { nextDigestAt: nextOccurrence(former.digestAt, former.tz, now) };
}

/** Lists are sets here. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((entry) => other.includes(entry));
}

/** The managers that the list names, by the person's e-mail, and why some of them cannot be. */
async function managersOf(
  importing: Importing,
  people: readonly PersonRow[],
  stored: ReadonlyMap<string, Stored>,
): Promise<{ readonly of: ReadonlyMap<string, string>; readonly problems: readonly Problem[] }> {
  const managerOf = new Map((await orgChart(importing)).people.map(({ id, managerId }) => [id, managerId]));
  const of = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { line, email, managerEmail } of people) {
    const person = stored.get(email);
    if (managerEmail === undefined || person === undefined || person.status === "left") continue;
    const manager = stored.get(managerEmail);
    const reason = refusal(managerOf, { person, manager, managerEmail });
    if (manager === undefined || reason !== undefined) {
      problems.push({ line, reason: reason ?? `the manager ${managerEmail} is not known; imported without` });
    } else {
      of.set(email, manager.id);
      managerOf.set(person.id, manager.id);
    }
  }
  return { of, problems };
}

function refusal(
  managerOf: ReadonlyMap<string, string | null>,
  { person, manager, managerEmail }: { person: Stored; manager: Stored | undefined; managerEmail: string },
): string | undefined {
  if (manager?.id === person.id) return "nobody is their own manager; imported without";
  const above = new Set<string>();
  for (let id = manager?.id ?? null; id !== null && !above.has(id); id = managerOf.get(id) ?? null)
    above.add(id);
  return above.has(person.id) ? `${managerEmail} reports to this person; imported without` : undefined;
}
