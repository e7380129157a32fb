import { unreachable } from "#cards/people/unreachable.ts";
import { messageKind } from "#chat/feature.ts";
import { namesOf } from "#directory/people.ts";
import { deliveryFailedKind, deliveryFailedPayload } from "#outbox/delivery-failed.ts";

/** To the admins: a message did not reach somebody. The outbox asks for it once per person and day. */
export const unreachableMessage = messageKind({
  kind: deliveryFailedKind,
  payload: deliveryFailedPayload,
  bundled: false,
  urgent: false,
  build: async (ctx, { personId, reason }) => {
    const name = (await namesOf(ctx, [personId])).get(personId);
    if (name === undefined) return undefined;
    return { card: unreachable(ctx.actor.locale, { personId, name, reason }) };
  },
});
