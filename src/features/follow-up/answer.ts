import type { Card } from "#chat/card.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say } from "#chat/reply.ts";

/** A card that asked is replaced by its answer; a line is answered with a new card. */
export function answerWith(ctx: HandlerCtx, card: Card, asks = false): Reply {
  const isOnCard = ctx.event.type === "action" || ctx.event.type === "form";
  return isOnCard ? { type: "update", card, asks } : say(card);
}
