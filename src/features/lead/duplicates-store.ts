import type { CustomerRef } from "#directory/customers.ts";
import type { Scope } from "#directory/scope.ts";
import { phoneKeyOf } from "#domain/lead.ts";

export type Reached = CustomerRef & { readonly same: "phone" | "email" };

/** Customers with a contact of the same phone, however it is written, or the same e-mail. */
export async function customersReachedBy(
  { db, workspaceId }: Scope,
  { phone, email }: { readonly phone?: string | undefined; readonly email?: string | undefined },
): Promise<Reached[]> {
  const phoneKey = phone === undefined ? undefined : phoneKeyOf(phone);
  if (phoneKey === undefined && email === undefined) return [];
  return db.$queryRaw<Reached[]>`
    SELECT DISTINCT ON (c.id) c.id, c.name, c.owner_id AS "ownerId", c.collaborator_ids AS "collaboratorIds", t.same
    FROM (
      SELECT customer_id, 'email' AS same FROM contact
      WHERE workspace_id = ${workspaceId}::uuid AND email = ${email?.toLowerCase() ?? null}
      UNION ALL
      SELECT customer_id, 'phone' FROM contact
      WHERE workspace_id = ${workspaceId}::uuid AND phone_key = ${phoneKey ?? null}
    ) AS t JOIN customer c ON c.workspace_id = ${workspaceId}::uuid AND c.id = t.customer_id AND c.deleted_at IS NULL
    ORDER BY c.id, t.same LIMIT 5`;
}
