import { v7 as uuid } from "uuid";
import type { Company } from "./cast.ts";
import { type Records, secret, secretPhone } from "./record.ts";

/** In each set two leads of the owner, and one that is nobody's. */
export async function makeLeads({ office, people }: Company, sets: readonly Records[]): Promise<void> {
  const { workspaceId, db, clock } = office;
  const dueAt = new Date(clock.now.getTime() + 48 * 3_600_000);
  const kept = { ownerId: people.owner.personId, collaboratorIds: [people.helper.personId] };
  const lead = (id: string) => ({
    ...{ workspaceId, id, company: `Lead ${id.slice(-12)}`, companyCore: `lead${id.slice(-12)}` },
    ...{ contactName: secret, phone: secretPhone, email: `${id}-${secret}@x.cn`, need: secret },
    ...{ source: "website", acquiredAt: clock.now, registeredAt: clock.now, sourceKey: id },
    ...({ urgency: "clear", budget: "sufficient", influence: "influencer" } as const),
    registeredById: people.owner.personId,
  });
  await db.lead.createMany({
    data: sets.flatMap(({ leadId, newLeadId, pooledId }) => [
      {
        ...{ ...lead(leadId), ...kept, status: "assigned" as const, grade: "A" as const },
        ...{ assignedAt: clock.now, firstContactDueAt: dueAt, clockAt: dueAt, clockStep: "contact-due" },
      },
      { ...lead(newLeadId), ...kept },
      { ...lead(pooledId), status: "pooled" as const, grade: "B" as const },
    ]),
  });
  const given = { workspaceId, at: clock.now, why: "assigned", toId: people.owner.personId, reason: secret };
  await db.leadHandover.createMany({ data: sets.map(({ leadId }) => ({ ...given, id: uuid(), leadId })) });
}
