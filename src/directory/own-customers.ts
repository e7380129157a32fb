import type { Actor } from "#chat/actor.ts";
import type { Option } from "#chat/form.ts";
import type { Scope } from "./scope.ts";

/** Feishu shows what the card holds; a longer list is slow to open on a phone. */
const suggestionsMax = 30;

/** The actor's own customers, the last contacted first: what a form offers before anything is typed. */
export async function ownCustomerOptions({
  db,
  workspaceId,
  actor,
}: Scope & { readonly actor: Actor }): Promise<Option[]> {
  const rows = await db.customer.findMany({
    where: {
      workspaceId,
      deletedAt: null,
      OR: [{ ownerId: actor.personId }, { collaboratorIds: { has: actor.personId } }],
    },
    orderBy: [{ lastFollowUpAt: { sort: "desc", nulls: "last" } }, { id: "desc" }],
    take: suggestionsMax,
    select: { id: true, name: true },
  });
  return rows.map(({ id, name }) => ({ value: id, label: name }));
}
