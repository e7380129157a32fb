import type { Actor } from "#chat/actor.ts";
import type { Platform } from "#chat/event.ts";
import type { Database } from "#db/client.ts";
import { type OrgChart, peopleBelow as peopleBelowOf } from "#domain/visibility.ts";
import { type ActorRow, actorColumns, toActor } from "./actor-row.ts";
import { batched } from "./batched.ts";
import { normalName } from "./customer-name.ts";
import type { Scope } from "./scope.ts";

export type PersonName = { readonly id: string; readonly name: string };

/** An account to send to. `conversation` is the direct one, once known. */
export type Account = {
  readonly platform: Platform;
  readonly tenant: string;
  readonly userId: string;
  readonly conversation?: string;
};

type PersonKey = { readonly workspaceId: string; readonly personId: string };

/** A person of any status; one query for all that are asked for in the same turn. */
export function actorById(
  database: Database,
  workspaceId: string,
  personId: string,
): Promise<Actor | undefined> {
  return loadActor(database, { workspaceId, personId });
}

/** The person's account that was used last, among the installed apps; `undefined` for someone who never wrote. */
export function accountFor(
  database: Database,
  workspaceId: string,
  personId: string,
): Promise<Account | undefined> {
  return loadAccount(database, { workspaceId, personId });
}

const loadActor = batched(async (database, keys: readonly PersonKey[]) => {
  const { rows } = await database.pool.query<ActorRow>({
    name: "directory-actor",
    text: `SELECT p.workspace_id, ${actorColumns}
           FROM unnest($1::uuid[], $2::uuid[]) AS w (workspace_id, person_id)
           JOIN person p ON p.workspace_id = w.workspace_id AND p.id = w.person_id`,
    values: columns(keys),
  });
  const byKey = new Map(rows.map((row) => [`${row.workspace_id} ${row.id}`, toActor(row)]));
  return keys.map((key) => byKey.get(`${key.workspaceId} ${key.personId}`));
});

type AccountRow = {
  readonly workspace_id: string;
  readonly person_id: string;
  readonly platform: Platform;
  readonly external_id: string;
  readonly user_id: string;
  readonly direct_conversation: string | null;
};

const loadAccount = batched(async (database, keys: readonly PersonKey[]) => {
  const { rows } = await database.pool.query<AccountRow>({
    name: "directory-account",
    text: `SELECT DISTINCT ON (i.workspace_id, i.person_id)
             i.workspace_id, i.person_id, i.platform, n.external_id, i.user_id, i.direct_conversation
           FROM unnest($1::uuid[], $2::uuid[]) AS w (workspace_id, person_id)
           JOIN identity i ON i.workspace_id = w.workspace_id AND i.person_id = w.person_id
           JOIN installation n ON n.workspace_id = i.workspace_id AND n.platform = i.platform AND n.uninstalled_at IS NULL
           ORDER BY i.workspace_id, i.person_id, i.seen_at DESC`,
    values: columns(keys),
  });
  const byKey = new Map(rows.map((row) => [`${row.workspace_id} ${row.person_id}`, toAccount(row)]));
  return keys.map((key) => byKey.get(`${key.workspaceId} ${key.personId}`));
});

function columns(keys: readonly PersonKey[]): [string[], string[]] {
  return [keys.map((key) => key.workspaceId), keys.map((key) => key.personId)];
}

function toAccount(row: AccountRow): Account {
  return {
    platform: row.platform,
    tenant: row.external_id,
    userId: row.user_id,
    ...(row.direct_conversation === null ? {} : { conversation: row.direct_conversation }),
  };
}

/** Ids of the people whose records the actor sees beside the own ones, by the rule in `src/domain/visibility.ts`. */
export async function peopleBelow(scope: Scope, actor: Actor): Promise<ReadonlySet<string>> {
  return peopleBelowOf(actor, await orgChart(scope));
}

/** Who reports to whom and sits in which team, all of the workspace. */
export async function orgChart({ db, workspaceId }: Scope): Promise<OrgChart> {
  const [people, teams] = await Promise.all([
    db.person.findMany({ where: { workspaceId }, select: { id: true, managerId: true, teamId: true } }),
    db.team.findMany({ where: { workspaceId }, select: { id: true, parentId: true } }),
  ]);
  return { people, teams };
}

/** Active people with the role of admin, oldest first. */
export function admins({ db, workspaceId }: Scope): Promise<PersonName[]> {
  return db.person.findMany({
    where: { workspaceId, status: "active", roles: { has: "admin" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true },
  });
}

/** Active people of exactly this name, whatever its case and spaces: none, one, or several who must be told apart. */
export async function findPeopleByName({ db, workspaceId }: Scope, name: string): Promise<PersonName[]> {
  const wanted = normalName(name);
  if (wanted === "") return [];
  const people = await db.person.findMany({
    where: { workspaceId, status: "active" },
    select: { id: true, name: true },
    orderBy: { id: "asc" },
  });
  return people.filter((person) => normalName(person.name) === wanted);
}

/** The person who holds an account of the platform: what a form's person field returns. */
export async function personOfAccount(
  { db, workspaceId }: Scope,
  account: { readonly platform: Platform; readonly userId: string },
): Promise<(PersonName & { readonly status: Actor["status"] }) | undefined> {
  const identity = await db.identity.findFirst({
    where: { workspaceId, platform: account.platform, userId: account.userId },
    select: { person: { select: { id: true, name: true, status: true } } },
  });
  return identity?.person;
}

/** Names by id, of any status. Ids that are nobody's are absent. */
export async function namesOf(
  { db, workspaceId }: Scope,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await db.person.findMany({
    where: { workspaceId, id: { in: [...personIds] } },
    select: { id: true, name: true },
  });
  return new Map(people.map((person) => [person.id, person.name]));
}

/** More than this a picker on a phone cannot show usefully. */
const colleaguesMax = 100;

/** Accounts of the other active people on a platform, by name: whom something can be handed to. */
export async function colleagueAccounts(
  { db, workspaceId, actor }: Scope & { readonly actor: Actor },
  platform: Platform,
): Promise<string[]> {
  const identities = await db.identity.findMany({
    where: { workspaceId, platform, person: { status: "active" }, personId: { not: actor.personId } },
    orderBy: { person: { name: "asc" } },
    take: colleaguesMax,
    select: { userId: true },
  });
  return identities.map(({ userId }) => userId);
}
