import type { Actor } from "#chat/actor.ts";
import type { ChatEvent } from "#chat/event.ts";
import type { Ctx } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { DeliveryError, type Profile } from "#chat/port.ts";
import { recordAudit } from "#directory/audit.ts";
import { cleanName } from "#directory/customer-name.ts";
import { lookAgainAtLeads } from "#directory/leads/clock.ts";
import { personOfAccount } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { settingsOf } from "#directory/settings.ts";
import { isTimeZone } from "#domain/calendar/zone.ts";
import { log } from "#src/log.ts";
import {
  addIdentity,
  fillManager,
  fillSettings,
  findPersonByEmail,
  insertPendingPerson,
  lockPeople,
  type SettingsChange,
  startDigest,
} from "./store.ts";

export type Account = Pick<ChatEvent, "platform" | "tenant" | "userId">;

/** A person of the workspace, found or made for an account. */
export type Settled = { readonly personId: string; readonly name: string; readonly status: Actor["status"] };

/** What must be known of an account before a transaction begins: the platform's words, the manager, the first settings. */
export type Known = {
  readonly profile: Profile;
  readonly managerId: string | undefined;
  readonly firstSettings: SettingsChange;
};

/**
 * Asks the platform. An app that may not read profiles still lets people in, under their account's id.
 * @throws DeliveryError when the platform does not answer: the event is tried again.
 */
export async function askPlatform(ctx: Ctx, account: Account): Promise<Known> {
  const [profile, firstSettings] = await Promise.all([profileOf(ctx, account), firstSettingsOf(ctx)]);
  const managerId = await managerOf(ctx, account, { profile, firstSettings });
  return { profile, managerId, firstSettings };
}

async function firstSettingsOf({ database, db, workspaceId }: Ctx): Promise<SettingsChange> {
  const [{ policy }, workspace] = await Promise.all([
    settingsOf(database, workspaceId),
    db.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),
  ]);
  const { workStart, workEnd, quietStart, quietEnd, digestAt } = policy;
  return {
    ...{ workStart, workEnd, quietStart, quietEnd, digestAt, tz: workspace.defaultTz },
    locale: workspace.defaultLocale === "en" ? "en" : "zh",
  };
}

async function profileOf(ctx: Ctx, { platform, tenant, userId }: Account): Promise<Profile> {
  const port = ctx.platforms.find((one) => one.platform === platform);
  if (port === undefined) return { name: userId };
  try {
    return await port.profile(tenant, userId);
  } catch (error) {
    const mayNotRead = error instanceof DeliveryError && ["forbidden", "rejected"].includes(error.failure);
    if (!mayNotRead) throw error;
    log.warn({ platform, code: error.code }, "a profile may not be read");
    return { name: userId };
  }
}

/**
 * Feishu names the manager (`leader_user_id`,
 * https://open.feishu.cn/document/server-docs/contact-v3/user/get). Who has not written yet is entered as waiting, so
 * that the chain of managers is whole whoever comes first.
 */
async function managerOf(
  ctx: Ctx,
  account: Account,
  { profile, firstSettings }: Omit<Known, "managerId">,
): Promise<string | undefined> {
  const userId = profile.managerUserId;
  if (userId === undefined || userId === account.userId) return undefined;
  const manager = { ...account, userId };
  const known = await personOfAccount(ctx, manager);
  if (known !== undefined) return known.id;
  try {
    const words = { profile: await profileOf(ctx, manager), managerId: undefined, firstSettings };
    return (await settleAccount(ctx, manager, words)).personId;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ platform: account.platform, code: error.code }, "a manager's profile could not be read");
    return undefined;
  }
}

/** The account's person: the one it belongs to, else the one with its vouched e-mail, else a new one who waits. */
export function settleAccount(ctx: Ctx, account: Account, known: Known): Promise<Settled> {
  return ctx.db.$transaction(async (tx) => {
    const scope = { db: tx, workspaceId: ctx.workspaceId };
    await lockPeople(scope);
    return settleLocked({ ...scope, now: ctx.now }, account, known);
  });
}

type Joining = Scope & Pick<Ctx, "now">;

/** The same where the lock is held. */
export async function settleLocked(joining: Joining, account: Account, known: Known): Promise<Settled> {
  const { profile, managerId } = known;
  const owner = await personOfAccount(joining, account);
  if (owner !== undefined) {
    await fillManager(joining, owner.id, managerId);
    return { personId: owner.id, name: owner.name, status: owner.status };
  }
  const namesake = profile.email === undefined ? null : await findPersonByEmail(joining, profile.email);
  const hasAccount = namesake?.identities.some(({ platform }) => platform === account.platform) ?? false;
  if (namesake !== null && !hasAccount) return link(joining, account, { ...known, person: namesake });
  return make(joining, account, { ...known, email: namesake === null ? profile.email : undefined });
}

async function link(
  joining: Joining,
  account: Account,
  { person, profile, managerId }: Known & { person: { id: string; name: string; status: Actor["status"] } },
): Promise<Settled> {
  await addIdentity(joining, { ...account, personId: person.id });
  // The leads before the person, as everybody holds them.
  await lookAgainAtLeads(joining, joining.now, person.id);
  await fillSettings(joining, person.id, settingsIn(profile));
  await fillManager(joining, person.id, managerId);
  await startDigest(joining, person.id, joining.now);
  await recordAudit(joining, {
    action: "person.linked",
    at: joining.now,
    personId: person.id,
    subjectId: person.id,
    details: { platform: account.platform },
  });
  return { personId: person.id, name: person.name, status: person.status };
}

async function make(
  joining: Joining,
  account: Account,
  { profile, managerId, firstSettings, email }: Known & { email: string | undefined },
): Promise<Settled> {
  const name = cleanName(profile.name) || account.userId;
  const settings = { ...firstSettings, ...settingsIn(profile) };
  const personId = await insertPendingPerson(joining, { ...settings, name, email, managerId });
  await addIdentity(joining, { ...account, personId });
  return { personId, name, status: "pending" };
}

function settingsIn({ locale, tz }: Profile): { locale?: Locale; tz?: string } {
  return {
    ...(locale === undefined ? {} : { locale }),
    ...(tz === undefined || !isTimeZone(tz) ? {} : { tz }),
  };
}
