import { z } from "zod";
import { adminTaken, nowAdmin } from "#cards/people/hello.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { action, type Ctx } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { admins } from "#directory/people.ts";
import { knockedAndWaiting } from "#directory/waiting-people.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { type Account, askPlatform, settleLocked } from "./account.ts";
import { admitMessages } from "./admit.ts";
import { activatePerson, findPerson, lockPeople } from "./store.ts";

/** `taken` names who was first; `closed` is somebody who left. */
export type BecameAdmin =
  | { readonly personId: string }
  | { readonly taken: string }
  | { readonly closed: true };

/** Of two who press at once, the lock lets one through; the other finds an admin. */
export async function becomeAdmin(ctx: Ctx, account: Account): Promise<BecameAdmin> {
  const known = await askPlatform(ctx, account);
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    await lockPeople(scope);
    const [first] = await admins(scope);
    if (first !== undefined) return { taken: first.name };
    const { personId, status } = await settleLocked({ ...scope, now: ctx.now }, account, known);
    if (status === "left") return { closed: true };
    const { roles = [] } = (await findPerson(scope, personId)) ?? {};
    await activatePerson(scope, personId, {
      roles: [...roles, "admin"],
      from: ["pending", "active"],
      now: ctx.now,
    });
    await recordAudit(scope, { action: "person.became-admin", at: ctx.now, personId, subjectId: personId });
    const waiting = (await knockedAndWaiting(scope)).filter((id) => id !== personId);
    const asked = waiting.flatMap((id) => admitMessages(id, [{ id: personId }], ctx.now));
    await enqueue(tx, ctx.workspaceId, asked);
    return { personId };
  });
}

/** "Make me the admin", pressed by somebody who is in. A stranger's press goes through `answerStranger`. */
export const becomeAdminAction = action({
  id: "people.become-admin",
  payload: z.object({}),
  run: async (ctx) => {
    const result = await becomeAdmin(ctx, ctx.event);
    if ("personId" in result) return update(nowAdmin(ctx.locale));
    const [first] = await admins(ctx);
    if (first?.id === ctx.actor.personId) return update(nowAdmin(ctx.locale));
    return update(adminTaken(ctx.locale, { admin: first?.name ?? "", isIn: true }));
  },
});

/** "Not me", pressed by somebody who is in by now. */
export const joinAction = action({
  id: "people.join",
  payload: z.object({}),
  run: async (ctx) => toast(peopleTexts[ctx.locale].alreadyIn),
});
