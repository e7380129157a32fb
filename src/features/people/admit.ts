import { z } from "zod";
import { admitDone, admitPostponed, admitRequest, admitRoles } from "#cards/people/admit.ts";
import { welcome } from "#cards/people/hello.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { roleNames } from "#cards/shared/roles.ts";
import type { Role } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import { action, type HandlerCtx, messageKind } from "#chat/feature.ts";
import { type Reply, toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { enqueue, type NewMessage } from "#outbox/enqueue.ts";
import { activatePerson, findPerson, whoDid } from "./store.ts";

const admittedAction = "person.admitted";

/** Asks an admin to let somebody in. Urgent: somebody waits at the door, and it happens once per person. */
export const admitMessage = messageKind({
  kind: "people.admit",
  payload: z.object({ personId: z.uuid() }),
  bundled: false,
  urgent: true,
  build: async (ctx, { personId }) => {
    const person = await findPerson(ctx, personId);
    if (person?.status !== "pending" || !ctx.actor.roles.includes("admin")) return undefined;
    const [account] = person.identities;
    const card = admitRequest(ctx.actor.locale, {
      personId,
      name: person.name,
      ...(person.email === null ? {} : { email: person.email }),
      ...(account === undefined ? {} : { platform: account.platform }),
      ...(person.manager === null ? {} : { manager: person.manager.name }),
    });
    return { card };
  },
});

/** One for each admin. */
export function admitMessages(
  personId: string,
  admins: readonly { readonly id: string }[],
  now: Date,
): NewMessage[] {
  return admins.map((admin) => ({
    kind: admitMessage,
    key: `people.admit:${personId}:${admin.id}`,
    personId: admin.id,
    payload: { personId },
    dueAt: now,
  }));
}

/** Tells who waited that the door is open. Urgent: an answer, not a reminder. */
export const welcomeMessage = messageKind({
  kind: "people.welcome",
  payload: z.object({}),
  bundled: false,
  urgent: true,
  build: async (ctx) => {
    const { actor } = ctx;
    const person = await findPerson(ctx, actor.personId);
    if (person?.status !== "active") return undefined;
    const roles = actor.roles.map((role) => roleNames[actor.locale][role]);
    const manager = person.manager === null ? {} : { manager: person.manager.name };
    return { card: welcome(actor.locale, { name: actor.name, roles, ...manager }) };
  },
});

/** Lets a person who waits in and tells them, in one commit. False where the person does not wait any more. */
export async function admitPerson(
  scope: Scope,
  personId: string,
  { by, roles, now }: { readonly by: string; readonly roles: readonly Role[]; readonly now: Date },
): Promise<boolean> {
  if (!(await activatePerson(scope, personId, { roles, now, from: ["pending"] }))) return false;
  await recordAudit(scope, {
    action: admittedAction,
    at: now,
    personId: by,
    subjectId: personId,
    details: { roles: [...roles] },
  });
  const told = { kind: welcomeMessage, key: `people.welcome:${personId}`, personId, payload: {}, dueAt: now };
  await enqueue(scope.db, scope.workspaceId, [told]);
  return true;
}

/** "Admit as ...": whoever of the admins presses first. */
export const admit = action({
  id: "people.admit",
  payload: z.object({ personId: z.uuid(), role: z.enum(admitRoles) }),
  roles: ["admin"],
  run: async (ctx, { personId, role }) => {
    await ctx.db.$transaction((tx) =>
      admitPerson({ db: tx, workspaceId: ctx.workspaceId }, personId, {
        by: ctx.actor.personId,
        roles: [role],
        now: ctx.now,
      }),
    );
    return stateOf(ctx, personId);
  },
});

/** "Not now". Nothing changes: the person waits on, and can be let in later. */
export const notNow = action({
  id: "people.not-now",
  payload: z.object({ personId: z.uuid() }),
  roles: ["admin"],
  run: (ctx, { personId }) => stateOf(ctx, personId),
});

/** The card as things stand, whoever brought them there. */
async function stateOf(ctx: HandlerCtx, personId: string): Promise<Reply> {
  const person = await findPerson(ctx, personId);
  if (person === undefined) return toast(peopleTexts[ctx.locale].gone, "warning");
  if (person.status !== "active") return update(admitPostponed(ctx.locale, { personId, name: person.name }));
  const by = await whoDid(ctx, admittedAction, personId);
  const names = await namesOf(ctx, by === undefined ? [] : [by]);
  return update(doneCard(ctx, person, names.get(by ?? "") ?? ""));
}

function doneCard(
  { locale }: HandlerCtx,
  person: { readonly name: string; readonly roles: readonly Role[] },
  by: string,
): Card {
  return admitDone(locale, {
    name: person.name,
    roles: person.roles.map((role) => roleNames[locale][role]),
    by,
  });
}
