import { z } from "zod";
import { killPoints } from "#outbox/kill-points.ts";

/** How the process behaves at a point: it ends there by itself, or stands still until it is ended or told to go on. */
export const stop = z.object({
  type: z.literal("stop"),
  point: z.enum(killPoints),
  /** At the n-th time, from 1. */
  nth: z.int().positive(),
  how: z.enum(["die", "wait"]),
});
export type Stop = z.infer<typeof stop>;

/** What a process is told. It says `heard` to each. */
export const order = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("start"),
    databaseUrl: z.string(),
    variables: z.record(z.string(), z.string()),
    /** Business time, in milliseconds since 1970. */
    nowMs: z.number(),
  }),
  stop,
  z.object({ type: z.literal("now"), nowMs: z.number() }),
  z.object({ type: z.literal("go-on") }),
]);
export type Order = z.infer<typeof order>;

/** What a process says. */
export const news = z.discriminatedUnion("type", [
  z.object({ type: z.literal("loaded") }),
  z.object({ type: z.literal("heard"), port: z.number().optional() }),
  /** It stands still at the point. */
  z.object({ type: z.literal("waiting") }),
  z.object({ type: z.literal("uncaught"), error: z.string() }),
]);
export type News = z.infer<typeof news>;
