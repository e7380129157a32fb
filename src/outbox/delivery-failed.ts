import { z } from "zod";

/**
 * Tells the admins that a person cannot be reached: enqueued by the outbox, at most once per person and day.
 * A feature declares the kind, with this payload, and draws the card.
 */
export const deliveryFailedKind = "delivery-failed";

export const deliveryFailedReasons = [
  /** The person never wrote to the bot, or the app was removed. */
  "no-account",
  /** The platform does not let the bot write to the person. */
  "forbidden",
  /** The platform refuses the message itself: a defect in a card. */
  "rejected",
  /** Tried for hours in vain. */
  "gave-up",
  /** The message could not be made: a defect in a feature. */
  "broken",
] as const;

export const deliveryFailedPayload = z.object({
  personId: z.string(),
  reason: z.enum(deliveryFailedReasons),
});

export type DeliveryFailedReason = (typeof deliveryFailedReasons)[number];
