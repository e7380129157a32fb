import { v7 as uuid } from "uuid";
import { type Actor, hasRole } from "#chat/actor.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { recordAudit } from "#directory/audit.ts";
import { hasGivenLeads, type Leaving, leaveLeads, lockOpenLeads } from "#directory/leads/leave-leads.ts";
import { owningRoles } from "#directory/leads/receive-lead.ts";
import { actorById, admins, namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { settingsOf } from "#directory/settings.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { holdTheirs, leaveApprovals } from "./leaver-approvals.ts";
import {
  closePerson,
  countLeft,
  type Left,
  leaveCustomers,
  leavePlaces,
  leavePlans,
  leaveTodos,
  lockLeaver,
} from "./leaver-store.ts";
import { receivedMessage } from "./received.ts";
import { inOneGo, lockPeople } from "./store.ts";

/**
 * Closes an account and hands over all that is open, in one commit: nothing is left without an owner. `receiverId` may
 * be absent where there is nothing, and has a role that owns leads where some are followed up. `undefined`: done.
 */
export async function leave(
  ctx: HandlerCtx,
  personId: string,
  receiverId: string | undefined,
): Promise<"last-admin" | "needs-receiver" | "no-lead-role" | undefined> {
  const { database, workspaceId, now, actor } = ctx;
  const settings = await settingsOf(database, workspaceId);
  const work = async (scope: Scope) => {
    await lockPeople(scope);
    const present = await admins(scope);
    if (present.every(({ id }) => id === personId)) return "last-admin";
    const receiver =
      receiverId === undefined ? undefined : await actorById(database, workspaceId, receiverId);
    // A decision holds the lead, what waits about it, and then who is given it: in the same order here.
    await lockOpenLeads(scope, personId);
    await holdTheirs(scope, personId);
    // Before it is counted what is there: a lead that is being given stands there by then, or is not given.
    await lockLeaver(scope, personId);
    const before = await countLeft(scope, personId);
    if (receiver?.status !== "active") {
      if (isAnything(before)) return "needs-receiver";
      await closePerson(scope, personId);
      await note(scope, { personId, byId: actor.personId, now, left: before });
      return undefined;
    }
    if (!hasRole(receiver, ...owningRoles) && (await hasGivenLeads(scope, personId))) return "no-lead-role";
    await closePerson(scope, personId);
    const leaving = { fromId: personId, toId: receiver.personId, byId: actor.personId, now, settings };
    const left = await handOver(scope, leaving, receiver);
    await note(scope, { personId, byId: actor.personId, now, left, toId: receiver.personId });
    if (isAnything(left)) await tell(scope, leaving, left);
    return undefined;
  };
  return ctx.db.$transaction((tx) => work({ db: tx, workspaceId }), inOneGo);
}

function isAnything(left: Left): boolean {
  return Object.values(left).some((count) => count > 0);
}

async function handOver(scope: Scope, leaving: Leaving, receiver: Actor): Promise<Left> {
  const from = (await namesOf(scope, [leaving.fromId])).get(leaving.fromId) ?? "";
  const plans = await leavePlans(scope, leaving, { receiver, from });
  const left = {
    leads: await leaveLeads(scope, leaving),
    customers: await leaveCustomers(scope, leaving),
    // Those that were made of plans are the receiver's already.
    todos: await leaveTodos(scope, leaving),
    plans,
    approvals: await leaveApprovals(scope, leaving),
  };
  await leavePlaces(scope, leaving);
  return left;
}

type Noted = {
  readonly personId: string;
  readonly byId: string;
  readonly now: Date;
  readonly left: Left;
  readonly toId?: string;
};

async function note(scope: Scope, { personId, byId, now, left, toId }: Noted): Promise<void> {
  const details = { left, ...(toId !== undefined && { toId }) };
  const entry = { action: "person.left", at: now, personId: byId, subjectId: personId };
  await recordAudit(scope, { ...entry, details });
}

async function tell({ db, workspaceId }: Scope, { fromId, toId, now }: Leaving, left: Left): Promise<void> {
  const key = `${receivedMessage.kind}:${fromId}:${toId}:${uuid()}`;
  const message = { kind: receivedMessage, key, personId: toId, payload: { fromId, left }, dueAt: now };
  await enqueue(db, workspaceId, [message]);
}
