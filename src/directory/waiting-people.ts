import type { Scope } from "./scope.ts";

/** Somebody wrote to the bot for the first time and was not let in by it. */
export const knockedAction = "person.knocked";

/** Those who wrote to the bot and still wait. Who was only named as somebody's manager does not. */
export async function knockedAndWaiting({ db, workspaceId }: Scope): Promise<string[]> {
  const waiting = await db.person.findMany({
    where: { workspaceId, status: "pending" },
    select: { id: true },
  });
  const knocked = await db.auditEntry.findMany({
    where: { workspaceId, action: knockedAction, subjectId: { in: waiting.map(({ id }) => id) } },
    select: { subjectId: true },
    distinct: ["subjectId"],
  });
  return knocked.flatMap(({ subjectId }) => subjectId ?? []);
}
