import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { type SalesOffice, salesOffice } from "./ledger-support.ts";
import { type Colleague, local, option } from "./support.ts";

/** The sales office with an admin, who says that somebody has left. */
export async function leavingOffice(database: Database) {
  const office = await salesOffice(database);
  const admin = await office.colleague({ name: "管理员", roles: ["admin"] });
  const leave = (who: Colleague, to?: Colleague) =>
    office.submit(admin, "people.leave", {
      payload: { personId: who.personId, page: "1" },
      values: to === undefined ? {} : { receiver: option(to.personId) },
    });
  return { ...office, admin, leave };
}

export type LeavingOffice = Awaited<ReturnType<typeof leavingOffice>>;

export function addTodo({ db, workspaceId }: SalesOffice, owner: Colleague, title: string) {
  const ids = { workspaceId, id: uuid(), ownerId: owner.personId, createdById: owner.personId };
  return db.todo.create({ data: { ...ids, title, createdAt: local("2026-09-10 09:00") } });
}

/** Somebody asks for a decision about something, and others sit there to make it. */
export async function addApproval(
  { db, workspaceId }: SalesOffice,
  by: Colleague,
  {
    status = "waiting",
    seats,
  }: { status?: "waiting" | "returned" | "approved"; seats: readonly Colleague[] },
): Promise<string> {
  const id = uuid();
  const at = local("2026-09-14 09:00");
  const personIds = seats.map(({ personId }) => personId);
  await db.approval.create({
    data: {
      ...{
        workspaceId,
        id,
        kind: "lead.grade",
        subjectId: uuid(),
        requestedById: by.personId,
        requestedAt: at,
      },
      ...{ facts: { snapshot: {} }, factsKey: "k", proposal: "A", status, waitingSince: at },
      levels: [{ mode: "any", personIds, foundBy: "above", roles: ["manager"] }],
    },
  });
  for (const personId of personIds) {
    const isOpen = status === "waiting";
    const data = { workspaceId, approvalId: id, level: 1, personId, askedAt: at, isOpen };
    await db.approvalSeat.create({ data });
  }
  return id;
}
