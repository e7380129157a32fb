import { v7 as uuid } from "uuid";
import type { Actor, Role } from "#chat/actor.ts";
import type { Platform } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import type { Scope } from "#directory/scope.ts";
import { nextOccurrence } from "#domain/calendar/zone.ts";

/** Whoever joins or becomes admin waits here for the one before: two at once see each other. Ends with the transaction. */
export async function lockPeople({ db, workspaceId }: Scope): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${workspaceId}, 1))`;
}

/** Somebody with years of records, or a company with thousands of decisions that wait, is written in one go. */
export const inOneGo = { timeout: 30_000 } as const;

export type AccountKey = { readonly platform: Platform; readonly userId: string };

export async function findPersonByEmail({ db, workspaceId }: Scope, email: string) {
  return db.person.findUnique({
    where: { workspaceId_email: { workspaceId, email } },
    select: {
      id: true,
      name: true,
      status: true,
      settingsAt: true,
      managerId: true,
      identities: { select: { platform: true } },
    },
  });
}

export async function addIdentity(
  { db, workspaceId }: Scope,
  { platform, userId, personId }: AccountKey & { readonly personId: string },
): Promise<void> {
  await db.identity.create({ data: { workspaceId, platform, userId, personId }, select: { userId: true } });
}

export type NewPerson = SettingsChange & {
  readonly name: string;
  readonly email: string | undefined;
  readonly managerId: string | undefined;
};

/** Somebody who waits to be let in. Returns the id. */
export async function insertPendingPerson({ db, workspaceId }: Scope, person: NewPerson): Promise<string> {
  const { email, managerId, ...columns } = person;
  const id = uuid();
  await db.person.create({
    data: { ...columns, workspaceId, id, roles: [], email: email ?? null, managerId: managerId ?? null },
    select: { id: true },
  });
  return id;
}

/** What a profile tells of a person who was there before: the manager where none is known. */
export async function fillManager(
  { db, workspaceId }: Scope,
  personId: string,
  managerId: string | undefined,
): Promise<void> {
  if (managerId === undefined || managerId === personId) return;
  await db.person.updateMany({
    where: { workspaceId, id: personId, managerId: null },
    data: { managerId },
  });
}

/** Language and time zone of the platform, as long as the person has set none. */
export async function fillSettings(
  { db, workspaceId }: Scope,
  personId: string,
  profile: { readonly locale?: Locale; readonly tz?: string },
): Promise<void> {
  await db.person.updateMany({ where: { workspaceId, id: personId, settingsAt: null }, data: profile });
}

/** Lets a person in: active with these roles, and with a digest from now on. False where the status is not one of `from`. */
export async function activatePerson(
  { db, workspaceId }: Scope,
  personId: string,
  change: { readonly roles: readonly Role[]; readonly now: Date; readonly from: readonly Actor["status"][] },
): Promise<boolean> {
  const person = await db.person.findFirst({ where: { workspaceId, id: personId } });
  if (person === null) return false;
  const { count } = await db.person.updateMany({
    where: { workspaceId, id: personId, status: { in: [...change.from] } },
    data: {
      status: "active",
      roles: [...change.roles],
      nextDigestAt: person.nextDigestAt ?? nextOccurrence(person.digestAt, person.tz, change.now),
    },
  });
  return count === 1;
}

/** The digest begins with the first account. */
export async function startDigest({ db, workspaceId }: Scope, personId: string, now: Date): Promise<void> {
  const person = await db.person.findFirst({ where: { workspaceId, id: personId } });
  if (person?.status !== "active" || person.nextDigestAt !== null) return;
  await db.person.updateMany({
    where: { workspaceId, id: personId, status: "active" },
    data: { nextDigestAt: nextOccurrence(person.digestAt, person.tz, now) },
  });
}

/** What the cards show of a person; `undefined` for an id that is nobody's. */
export async function findPerson({ db, workspaceId }: Scope, personId: string) {
  const person = await db.person.findFirst({
    where: { workspaceId, id: personId },
    select: {
      ...{ id: true, name: true, email: true, status: true, roles: true },
      team: { select: { id: true, name: true } },
      manager: { select: { id: true, name: true } },
      identities: { select: { platform: true }, orderBy: { seenAt: "desc" } },
    },
  });
  return person ?? undefined;
}

/** A page of all people: who waits first, then by name. */
export async function pageOfPeople(
  { db, workspaceId }: Scope,
  page: { readonly skip: number; readonly take: number },
) {
  const [count, people] = await Promise.all([
    db.person.count({ where: { workspaceId } }),
    db.person.findMany({
      where: { workspaceId },
      orderBy: [{ status: "asc" }, { name: "asc" }, { id: "asc" }],
      ...page,
      select: { id: true, name: true, status: true, roles: true, team: { select: { name: true } } },
    }),
  ]);
  return { count, people };
}

/** Colleagues whose name has the words in it. */
export async function colleaguesNamed({ db, workspaceId }: Scope, words: string, take: number) {
  return db.person.findMany({
    where: { workspaceId, status: "active", name: { contains: words, mode: "insensitive" } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
    select: { id: true, name: true },
  });
}

export type PersonChange = {
  readonly roles: readonly Role[];
  readonly teamId: string | null;
  readonly managerId: string | null;
};

export async function changePerson(
  { db, workspaceId }: Scope,
  personId: string,
  { roles, ...change }: PersonChange,
): Promise<void> {
  await db.person.updateMany({
    where: { workspaceId, id: personId },
    data: { ...change, roles: [...roles] },
  });
}

export type SettingsChange = {
  readonly locale: Locale;
  readonly tz: string;
  readonly workStart: string;
  readonly workEnd: string;
  readonly quietStart: string;
  readonly quietEnd: string;
  readonly digestAt: string;
};

/** The next digest moves with them. */
export async function changeSettings(
  { db, workspaceId }: Scope,
  personId: string,
  { now, ...change }: SettingsChange & { readonly now: Date },
): Promise<void> {
  await db.person.updateMany({
    where: { workspaceId, id: personId },
    data: { ...change, settingsAt: now, nextDigestAt: nextOccurrence(change.digestAt, change.tz, now) },
  });
}

/** Who did something to a person, of the latest time it was done. */
export async function whoDid(
  { db, workspaceId }: Scope,
  action: string,
  subjectId: string,
): Promise<string | undefined> {
  const entry = await db.auditEntry.findFirst({
    where: { workspaceId, subjectId, action },
    orderBy: { at: "desc" },
    select: { personId: true },
  });
  return entry?.personId ?? undefined;
}
