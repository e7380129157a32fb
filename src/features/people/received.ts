import { z } from "zod";
import { workReceived } from "#cards/people/leaver.ts";
import { messageKind } from "#chat/feature.ts";
import { namesOf } from "#directory/people.ts";

const count = z.number();

/** To who takes over, once for all of it. `left` is how much it was then, not what there is when it is read. */
export const receivedMessage = messageKind({
  kind: "people.received",
  payload: z.object({
    fromId: z.uuid(),
    left: z.object({ leads: count, customers: count, todos: count, plans: count, approvals: count }),
  }),
  bundled: false,
  urgent: false,
  build: async (ctx, { fromId, left }) => {
    const from = (await namesOf(ctx, [fromId])).get(fromId) ?? "";
    return { card: workReceived(ctx.actor.locale, { from, left }) };
  },
});
