import { z } from "zod";
import { holdWaiting, reseatHeld } from "#approval/reseat-waiting.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import type { Role } from "#chat/actor.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { recordAudit } from "#directory/audit.ts";
import { admins, findPeopleByName, orgChart } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { allTeams, ensureTeam, teamPath } from "#directory/teams.ts";
import { chain } from "#domain/visibility.ts";
import { admitPerson } from "./admit.ts";
import { changePerson, findPerson, inOneGo, lockPeople } from "./store.ts";

type Searched = { readonly option: string } | { readonly typed: string } | undefined;

export type Wanted = {
  readonly personId: string;
  readonly roles: readonly Role[];
  readonly team: Searched;
  readonly manager: Searched;
};

/** Why a form is not saved, by field. */
type Refusal = Readonly<Record<string, string>>;

/** Roles, team and manager, and who decides what waits, in one commit. Somebody who waits is let in. `undefined`: saved. */
export function savePerson(ctx: HandlerCtx, wanted: Wanted): Promise<Refusal | undefined> {
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    await lockPeople(scope);
    const person = await findPerson(scope, wanted.personId);
    if (person === undefined) return { roles: peopleTexts[ctx.locale].gone };
    const manager = await managerIn({ ...ctx, ...scope }, wanted);
    if ("refused" in manager) return { manager: manager.refused };
    if (await isLastAdmin(scope, wanted)) return { roles: peopleTexts[ctx.locale].lastAdmin };
    const { roles } = wanted;
    const teamId = (await teamIn(scope, wanted)) ?? null;
    const by = { by: ctx.actor.personId, roles, now: ctx.now };
    const held = isOtherwise(person, { roles, managerId: manager.id }) ? await holdWaiting(scope) : [];
    if (person.status === "pending") await admitPerson(scope, wanted.personId, by);
    await changePerson(scope, wanted.personId, { roles, teamId, managerId: manager.id ?? null });
    await reseatHeld(scope, held, ctx.now);
    await recordAudit(scope, {
      action: "person.edited",
      at: ctx.now,
      personId: ctx.actor.personId,
      subjectId: wanted.personId,
      details: { roles: [...roles], teamId, managerId: manager.id ?? null },
    });
    return undefined;
  }, inOneGo);
}

type Saved = NonNullable<Awaited<ReturnType<typeof findPerson>>>;

/** Whether it is something by which others decide what waits. */
function isOtherwise(
  { status, roles: before, manager }: Saved,
  { roles, managerId }: { readonly roles: readonly Role[]; readonly managerId: string | undefined },
): boolean {
  const hasSameRoles = before.toSorted().join() === roles.toSorted().join();
  return status === "pending" || !hasSameRoles || manager?.id !== managerId;
}

async function isLastAdmin(scope: Scope, { personId, roles }: Wanted): Promise<boolean> {
  const present = await admins(scope);
  return !roles.includes("admin") && present.length === 1 && present[0]?.id === personId;
}

async function teamIn(scope: Scope, { team }: Wanted): Promise<string | undefined> {
  if (team === undefined) return undefined;
  if ("typed" in team) return ensureTeam(scope, teamPath(team.typed));
  return (await allTeams(scope)).find(({ id }) => id === team.option)?.id;
}

async function managerIn(
  ctx: Scope & Pick<HandlerCtx, "locale">,
  { personId, manager }: Wanted,
): Promise<{ readonly id?: string } | { readonly refused: string }> {
  const t = peopleTexts[ctx.locale];
  if (manager === undefined) return {};
  const found =
    "option" in manager ? await byId(ctx, manager.option) : await findPeopleByName(ctx, manager.typed);
  const [only, ...others] = found;
  const typed = "typed" in manager ? manager.typed : "";
  if (only === undefined) return { refused: t.noPerson(typed) };
  if (others.length > 0) return { refused: t.severalPeople(typed) };
  if (only.id === personId) return { refused: t.ownManager };
  const isCircle = chain(only.id, await orgChart(ctx)).has(personId);
  return isCircle ? { refused: t.circle } : { id: only.id };
}

async function byId(scope: Scope, personId: string): Promise<readonly { readonly id: string }[]> {
  const person = z.uuid().safeParse(personId).success ? await findPerson(scope, personId) : undefined;
  return person === undefined ? [] : [person];
}
