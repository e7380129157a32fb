import type { WorkspaceClient, WorkspaceTransaction } from "#db/workspace.ts";
import type { NewFollowUp } from "./store.ts";

/** A lead's follow-up with its open to-dos. */
export async function findLeadFollowUp(db: WorkspaceClient, followUpId: string) {
  const row = await db.followUp.findFirst({ where: { id: followUpId } });
  if (row === null || row.leadId === null) return undefined;
  const where = { followUpId, status: "open" } as const;
  return { ...row, leadId: row.leadId, todos: await db.todo.findMany({ where, orderBy: { id: "asc" } }) };
}

/** Who took part and what was said back, which a lead's contact does not ask for. */
export async function setFollowUpPeople(
  tx: WorkspaceTransaction,
  followUpId: string,
  said: Pick<NewFollowUp, "ourPeople" | "theirPeople" | "feedback">,
): Promise<void> {
  const { ourPeople, theirPeople, feedback = null } = said;
  const data = { ourPeople: [...ourPeople], theirPeople: [...theirPeople], feedback };
  await tx.followUp.updateMany({ where: { id: followUpId }, data });
}
