import { v7 as uuid } from "uuid";
import type { Role } from "#chat/actor.ts";
import type { Locale } from "#chat/locale.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { createCustomer } from "#directory/customers.ts";
import { nextOccurrence } from "#domain/calendar/zone.ts";

export const castTz = "Asia/Shanghai";

export type Member = {
  readonly zh: string;
  readonly en: string;
  readonly role: Role;
  readonly above?: string;
};

/** The company's people. Their e-mails are `<key>@yuanda.example`, on Slack and on Feishu. */
export const cast = {
  wang: { zh: "王芳", en: "Wanda", role: "admin" },
  li: { zh: "李强", en: "Leo", role: "manager" },
  chen: { zh: "陈静", en: "Chloe", role: "supervisor", above: "li" },
  lin: { zh: "林晓", en: "Lina", role: "rep", above: "chen" },
  zhao: { zh: "赵敏", en: "Zoe", role: "rep", above: "chen" },
} as const satisfies Record<string, Member>;
export type CastKey = keyof typeof cast;

/** Has accounts, but is not in the company's directory. */
const stranger = { key: "sun", zh: "孙磊", en: "Sunny" } as const;
export type PersonKey = CastKey | typeof stranger.key;

export const isCastKey = (key: PersonKey): key is CastKey => key !== stranger.key;
export const personKeys: readonly PersonKey[] = ["wang", "li", "chen", "lin", "zhao", stranger.key];

export function nameOf(key: PersonKey, locale: Locale): string {
  return isCastKey(key) ? cast[key][locale] : stranger[locale];
}

export function emailOf(key: PersonKey): string {
  return `${key}@yuanda.example`;
}

type Setting = { readonly database: Database; readonly workspaceId: string; readonly now: Date };

/** Rows as the import of people leaves them: no accounts yet, those are found by e-mail at the first message. */
export async function seedPeople(
  { database, workspaceId, now }: Setting,
  locale: Locale,
): Promise<ReadonlyMap<CastKey, string>> {
  const db = forWorkspace(database.prisma, workspaceId);
  const teamId = uuid();
  await db.team.create({ data: { workspaceId, id: teamId, name: locale === "zh" ? "华东" : "East" } });
  const ids = new Map<CastKey, string>();
  for (const key of personKeys.filter(isCastKey)) {
    const member: Member = cast[key];
    const above =
      member.above === undefined ? undefined : [...ids].find(([one]) => one === member.above)?.[1];
    const id = uuid();
    ids.set(key, id);
    await db.person.create({
      data: {
        ...{ workspaceId, id, locale, name: member[locale], email: emailOf(key) },
        ...{ status: "active", roles: [member.role], tz: castTz },
        teamId: member.role === "admin" ? null : teamId,
        managerId: above ?? null,
        nextDigestAt: nextOccurrence("08:45", castTz, now),
      },
    });
  }
  return ids;
}

/** Customers by who keeps them. */
const customers = {
  lin: { name: "华为技术有限公司", shortNames: ["华为", "Huawei"] },
  zhao: { name: "Acme Robotics Ltd", shortNames: ["Acme"] },
} as const satisfies Partial<Record<CastKey, object>>;

/** Each with a contact who has a telephone number: what must not leak. */
export const secretPhone = "13900001234";

export async function seedCustomers(
  { database, workspaceId, now }: Setting,
  people: ReadonlyMap<CastKey, string>,
): Promise<ReadonlyMap<CastKey, string>> {
  const db = forWorkspace(database.prisma, workspaceId);
  const ids = new Map<CastKey, string>();
  for (const key of ["lin", "zhao"] as const) {
    const ownerId = people.get(key);
    if (ownerId === undefined) continue;
    const customer = { ...customers[key], ownerId, sourceKey: `seed:${key}`, now };
    const customerId = await createCustomer({ db, workspaceId }, customer);
    const contact = { workspaceId, id: uuid(), customerId, name: "王总", phone: secretPhone };
    await db.contact.create({ data: contact });
    ids.set(key, customerId);
  }
  return ids;
}
