import {
  accountClosed,
  adminTaken,
  firstAdmin,
  hello,
  nowAdmin,
  waiting,
  welcome,
} from "#cards/people/hello.ts";
import { roleNames } from "#cards/shared/roles.ts";
import type { Stranger } from "#chat/actor.ts";
import type { Card } from "#chat/card.ts";
import type { ChatEvent } from "#chat/event.ts";
import type { Ctx } from "#chat/feature.ts";
import { nothing, type Reply, say, update } from "#chat/reply.ts";
import { recordAudit } from "#directory/audit.ts";
import { admins, personOfAccount } from "#directory/people.ts";
import { knockedAction } from "#directory/waiting-people.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { askPlatform, type Settled, settleAccount } from "./account.ts";
import { admitMessages } from "./admit.ts";
import { becomeAdmin, becomeAdminAction, joinAction } from "./become-admin.ts";
import { findPerson, whoDid } from "./store.ts";

type StrangerCtx = Ctx & { readonly stranger: Stranger; readonly event: ChatEvent };

/**
 * Answers who is not let in. The first in a workspace may become its admin; who is known by e-mail is in at once;
 * everybody else waits for an admin, who is asked once.
 */
export async function answerStranger(ctx: StrangerCtx): Promise<Reply> {
  const { event } = ctx;
  if (event.type === "met") return nothing;
  if (event.type === "home") return say(await homeCard(ctx));
  const pressed = event.type === "action" ? event.actionId : undefined;
  const answer = pressed === undefined ? say : update;
  if (pressed === becomeAdminAction.id) return answer(await tryBecomeAdmin(ctx));
  const isFirst = pressed !== joinAction.id && (await admins(ctx)).length === 0;
  return answer(isFirst ? firstAdmin(ctx.stranger.locale) : await knock(ctx));
}

/** The page shows how things stand and changes nothing. */
async function homeCard(ctx: StrangerCtx): Promise<Card> {
  const { locale } = ctx.stranger;
  const [admin, ...others] = await admins(ctx);
  if (admin === undefined) return firstAdmin(locale);
  const person = await personOfAccount(ctx, ctx.stranger);
  if (person === undefined) return hello(locale);
  if (person.status === "left") return accountClosed(locale);
  return waiting(locale, { admins: [admin, ...others].map(({ name }) => name), isNew: false });
}

async function tryBecomeAdmin(ctx: StrangerCtx): Promise<Card> {
  const { locale } = ctx.stranger;
  const result = await becomeAdmin(ctx, ctx.event);
  if ("taken" in result) {
    await knock(ctx);
    return adminTaken(locale, { admin: result.taken, isIn: false });
  }
  return "closed" in result ? accountClosed(locale) : nowAdmin(locale);
}

/** "May I come in?" */
async function knock(ctx: StrangerCtx): Promise<Card> {
  const { locale } = ctx.stranger;
  const person = await personOfAccount(ctx, ctx.stranger);
  if (person?.status === "left") return accountClosed(locale);
  const hasKnocked = person !== undefined && (await whoDid(ctx, knockedAction, person.id)) !== undefined;
  if (hasKnocked) return waiting(locale, { admins: await adminNames(ctx), isNew: false });
  const settled = await settleAccount(ctx, ctx.event, await askPlatform(ctx, ctx.event));
  if (settled.status === "left") return accountClosed(locale);
  return settled.status === "active" ? greet(ctx, settled) : waitForAdmin(ctx, settled);
}

async function waitForAdmin(ctx: StrangerCtx, { personId }: Settled): Promise<Card> {
  await ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    await recordAudit(scope, { action: knockedAction, at: ctx.now, personId, subjectId: personId });
    const asked = await admins(scope);
    await enqueue(tx, ctx.workspaceId, admitMessages(personId, asked, ctx.now));
  });
  return waiting(ctx.stranger.locale, { admins: await adminNames(ctx), isNew: true });
}

async function greet(ctx: StrangerCtx, { personId, name }: Settled): Promise<Card> {
  const { locale } = ctx.stranger;
  const person = await findPerson(ctx, personId);
  return welcome(locale, {
    name,
    roles: (person?.roles ?? []).map((role) => roleNames[locale][role]),
    ...(person?.manager ? { manager: person.manager.name } : {}),
  });
}

async function adminNames(ctx: Ctx): Promise<string[]> {
  return (await admins(ctx)).map(({ name }) => name);
}
