import type { LeadOrigin } from "#cards/lead/origin.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { namesOf } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";

/** How the lead came to its owner; `undefined` where it was graded and given by the rule, which its card says. */
export async function originOf(scope: Scope, lead: Lead): Promise<LeadOrigin | undefined> {
  const { db, workspaceId } = scope;
  const [last, before] = await db.leadHandover.findMany({
    where: { workspaceId, leadId: lead.id, why: { notIn: [...whysThatStay] } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 2,
  });
  if (last === undefined || last.toId === null || last.toId !== lead.ownerId) return undefined;
  const isFromPool = before !== undefined && before.toId === null;
  if (last.why === "assigned" && !isFromPool) return undefined;
  if (last.why === "claimed") return { how: "claimed" };
  const how = hows.get(last.why);
  if (how === undefined) return undefined;
  const reason = last.reason === null ? {} : { reason: last.reason };
  if (last.byId === last.toId) return { how: "taken", ...reason };
  const byId = how === "left" ? last.fromId : last.byId;
  const by = (await namesOf(scope, byId === null ? [] : [byId])).get(byId ?? "");
  return by === undefined ? undefined : { how, by, ...reason };
}

/** No change of hands. */
const whysThatStay = ["extended", "kept"] as const;

const hows: ReadonlyMap<string, LeadOrigin["how"]> = new Map([
  ["transferred", "transferred"],
  ["reassigned", "given"],
  ["assigned", "given"],
  ["left", "left"],
]);
