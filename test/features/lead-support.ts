import type { Database } from "#db/client.ts";
import type { NewLead } from "#directory/leads/register-lead.ts";
import type { Grade } from "#domain/grading.ts";
import { leadsIn } from "../directory/leads-support.ts";
import { type Colleague, newOffice } from "./support.ts";

/** An office with a rep and the manager above, on Monday, 2026-09-14 10:00. */
export async function newLeadOffice(database: Database) {
  const office = await newOffice(database);
  const manager = await office.colleague({ name: "韩梅梅", roles: ["manager"] });
  const rep = await office.colleague({ name: "李雷", roles: ["rep"], managerId: manager.personId });
  const leads = leadsIn(office);
  return {
    ...{ ...office, ...leads, manager, rep },
    /** A lead that was approved and given to the rep just now. */
    given: (grade: Grade = "A", more: Partial<NewLead> = {}, to: Colleague = rep) =>
      leads.assigned(to, grade, {
        ...{ contactName: "王总", phone: "138-0000-1234", email: "wang@example.com" },
        ...{ registeredAt: office.clock.now, acquiredAt: office.clock.now, ...more },
      }),
  };
}
export type LeadOffice = Awaited<ReturnType<typeof newLeadOffice>>;
