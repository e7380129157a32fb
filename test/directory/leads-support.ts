import type { Actor } from "#chat/actor.ts";
import type { Database } from "#db/client.ts";
import { giveLead } from "#directory/leads/change-hands.ts";
import { type Lead, leadById } from "#directory/leads/lead.ts";
import { type NewLead, registerLead } from "#directory/leads/register-lead.ts";
import { settingsOf } from "#directory/settings.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import type { Grade } from "#domain/grading.ts";
import { newWorkspace, type TestWorkspace } from "./support.ts";

/** An instant as the clocks in Shanghai show it: `2026-09-14 10:00`. */
export function shanghai(time: string): Date {
  return instantOf(time.slice(0, 10), time.slice(11), "Asia/Shanghai");
}

/** A lead, registered by somebody on Monday morning, 2026-09-14. */
export function newLead(by: Actor, more: Partial<NewLead> = {}): NewLead {
  const at = shanghai("2026-09-14 10:00");
  return {
    ...{ company: "苏州精工机械有限公司", source: "exhibition", acquiredAt: at, registeredAt: at },
    ...{ registeredById: by.personId, sourceKey: "lead-1", ...more },
  };
}

/** What a test of leads does to them in a workspace. */
export function leadsIn(workspace: TestWorkspace) {
  const settings = () => settingsOf(workspace.database, workspace.workspaceId);
  const read = async (leadId: string): Promise<Lead> => {
    const lead = await leadById(workspace, leadId);
    if (lead === undefined) throw new Error("the lead was not stored");
    return lead;
  };
  const register = async (by: Actor, more: Partial<NewLead> = {}) =>
    read((await registerLead(workspace, newLead(by, more), await settings())).id);
  return {
    ...{ settings, read, register },
    handovers: () => workspace.db.leadHandover.findMany({ orderBy: [{ at: "asc" }, { id: "asc" }] }),
    breaches: () => workspace.db.leadBreach.findMany({ orderBy: { dueAt: "asc" } }),
    messages: () => workspace.db.outboundMessage.findMany({ orderBy: { id: "asc" } }),
    /** A lead that its registrant was given, as after an approval. */
    assigned: async (to: Actor, grade: Grade, more: Partial<NewLead> = {}) => {
      const lead = await register(to, more);
      const giving = { lead, toId: to.personId, why: "assigned" as const, grade, now: lead.registeredAt };
      await giveLead(workspace, { ...giving, settings: await settings() });
      return read(lead.id);
    },
  };
}

export async function leadDesk(database: Database) {
  const workspace = await newWorkspace(database);
  return { ...workspace, ...leadsIn(workspace) };
}
