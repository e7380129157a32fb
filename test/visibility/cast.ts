import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { type Colleague, newOffice, type Office } from "../features/support.ts";

/**
 * The columns of the table, in its order. The records are the owner's; the helper collaborates; supervisor, manager and
 * director are above the owner, one above the other; the peer sits in the owner's team, the other supervisor elsewhere.
 */
export const columns = [
  "owner",
  "helper",
  "supervisor",
  "manager",
  "director",
  "admin",
  "peer",
  "otherSupervisor",
  "legal",
  "service",
] as const;
export type Column = (typeof columns)[number];

export type Company = { readonly office: Office; readonly people: Readonly<Record<Column, Colleague>> };

/** One company for the whole table; its people do not change. */
export async function newCompany(database: Database): Promise<Company> {
  const office = await newOffice(database);
  const team = async (name: string, parentId?: string) => {
    const id = uuid();
    await office.db.team.create({
      data: { workspaceId: office.workspaceId, id, name, ...(parentId !== undefined && { parentId }) },
    });
    return id;
  };
  const north = await team("North");
  const [east, west, south] = [await team("East", north), await team("West"), await team("South")];
  const director = await office.colleague({ name: "D", roles: ["director"] });
  const manager = await office.colleague({
    ...{ name: "M", roles: ["manager"], teamId: north, managerId: director.personId },
  });
  const supervisor = await office.colleague({
    ...{ name: "S", roles: ["supervisor"], teamId: east, managerId: manager.personId },
  });
  const below = { teamId: east, managerId: supervisor.personId } as const;
  return {
    office,
    people: {
      owner: await office.colleague({ name: "O", roles: ["rep"], ...below }),
      helper: await office.colleague({ name: "H", roles: ["rep"], teamId: south }),
      supervisor,
      manager,
      director,
      admin: await office.colleague({ name: "A", roles: ["admin"] }),
      peer: await office.colleague({ name: "P", roles: ["rep"], ...below }),
      otherSupervisor: await office.colleague({ name: "T", roles: ["supervisor"], teamId: west }),
      legal: await office.colleague({ name: "L", roles: ["legal"] }),
      service: await office.colleague({ name: "V", roles: ["service"] }),
    },
  };
}
