import { v7 as uuid } from "uuid";
import type { Prisma } from "#db/generated/client.ts";
import type { Scope } from "./scope.ts";

export type AuditEntry = {
  /** `customer.edited`, `person.admitted`, ... */
  readonly action: string;
  readonly at: Date;
  /** Who did it; absent for what the program did by itself. */
  readonly personId?: string;
  readonly subjectId?: string;
  /** Names of what changed, old and new ids, the reason that was asked for; never phone numbers, prices or notes. */
  readonly details?: Prisma.InputJsonObject;
};

/** Notes who changed what, in the transaction that changes it. */
export function recordAudit(scope: Scope, entry: AuditEntry): Promise<void> {
  return recordAudits(scope, [entry]);
}

/** The same for many changes at once. */
export async function recordAudits(
  { db, workspaceId }: Scope,
  entries: readonly AuditEntry[],
): Promise<void> {
  await db.auditEntry.createMany({
    data: entries.map((entry) => ({ ...entry, workspaceId, id: uuid(), details: entry.details ?? {} })),
  });
}
