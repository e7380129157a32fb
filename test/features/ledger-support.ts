import { v7 as uuid } from "uuid";
import type { Actor } from "#chat/actor.ts";
import type { Reply } from "#chat/reply.ts";
import type { Database } from "#db/client.ts";
import type { LeadStatus } from "#domain/lead.ts";
import { cardOf } from "./people-support.ts";
import { local, newOffice, type Office } from "./support.ts";

/** What must never reach who may not see a lead. */
export const leadSecrets = {
  contactName: "王秘密",
  phone: "+86 138 0000 1234",
  email: "secret@example.com",
  wechat: "wx-secret",
  need: "预算三百万，要八折",
} as const;

type LeadData = {
  readonly company: string;
  readonly owner?: Actor | undefined;
  readonly registeredBy?: Actor;
  readonly helpers?: readonly Actor[];
  readonly status?: LeadStatus;
  readonly grade?: "A" | "B" | "C";
  readonly source?: string;
  /** Local, `2026-09-14 10:00`. */
  readonly at?: string;
  readonly contactBy?: string;
  /** The same, or a day without a time. */
  readonly next?: string;
};

/** Writes a lead as it might stand there by now. */
export async function addLead({ db, workspaceId }: Office, data: LeadData): Promise<string> {
  const { company, owner, registeredBy = owner, at = "2026-09-10 09:00" } = data;
  const id = uuid();
  await db.lead.create({
    data: {
      ...{ workspaceId, id, company, companyCore: company, ...leadSecrets },
      ...{ source: data.source ?? "exhibition", status: data.status ?? "assigned", grade: data.grade ?? "B" },
      ...{ ownerId: owner?.personId ?? null, registeredById: registeredBy?.personId ?? uuid() },
      collaboratorIds: (data.helpers ?? []).map(({ personId }) => personId),
      ...{ acquiredAt: local(at), registeredAt: local(at), assignedAt: local(at) },
      firstContactDueAt: local(data.contactBy ?? "2026-09-20 18:00"),
      nextAt: data.next === undefined ? null : local(data.next.padEnd(16, " 09:00")),
      nextHasTime: data.next?.includes(" ") ?? false,
    },
  });
  return id;
}

/** A rep and a colleague of hers under a supervisor, another team, and those above all. */
export async function salesOffice(database: Database) {
  const office = await newOffice(database);
  const teamId = uuid();
  const otherTeamId = uuid();
  const { workspaceId } = office;
  for (const [id, name] of [
    [teamId, "华东"],
    [otherTeamId, "华北"],
  ] as const) {
    await office.db.team.create({ data: { workspaceId, id, name } });
  }
  const supervisor = await office.colleague({ name: "主管", roles: ["supervisor"], teamId });
  const managerId = supervisor.personId;
  const people = {
    supervisor,
    rep: await office.colleague({ name: "李雷", roles: ["rep"], teamId, managerId }),
    mate: await office.colleague({ name: "韩梅梅", roles: ["rep"], teamId, managerId }),
    other: await office.colleague({ name: "外人", roles: ["rep"], teamId: otherTeamId }),
    director: await office.colleague({ name: "总监", roles: ["director"] }),
    legal: await office.colleague({ name: "法务", roles: ["legal"] }),
  };
  return { ...office, people };
}
export type SalesOffice = Awaited<ReturnType<typeof salesOffice>>;

/** The names of the companies that a ledger lists, in order. */
export function companies(reply: Reply): string[] {
  const block = cardOf(reply).body.find(({ type }) => type === "list");
  if (block?.type !== "list") return [];
  return block.items.map(({ text }) => (text[1]?.type === "value" ? text[1].text : ""));
}
