import { z } from "zod";
import { messageRef } from "#chat/event.ts";
import { limits } from "./limits.ts";

/** Where a form was opened, kept in the modal itself: `private_metadata` comes back with the submission. */
const origin = z.object({
  conversation: z
    .object({ id: z.string(), kind: z.enum(["direct", "group"]), thread: z.string().optional() })
    .optional(),
  on: messageRef.optional(),
  /** Replaces an ephemeral message, which no API method can, for 30 minutes. */
  responseUrl: z.string().optional(),
  /** The person was on the Home tab, which is drawn again after the submission. */
  fromHome: z.boolean().optional(),
});
export type FormOrigin = z.infer<typeof origin>;

const memory = z.object({ payload: z.record(z.string(), z.string()), origin });

/** Throws when the payload is longer than Slack keeps; it carries ids, so that is a mistake in the program. */
export function writeFormMemory(payload: Readonly<Record<string, string>>, from: FormOrigin): string {
  const whole = JSON.stringify({ payload, origin: from });
  if (whole.length <= limits.privateMetadata) return whole;
  const { responseUrl: _long, ...rest } = from;
  const short = JSON.stringify({ payload, origin: rest });
  if (short.length > limits.privateMetadata)
    throw new Error("the payload of a form is longer than Slack keeps");
  return short;
}

/** Empty for a modal that remembers nothing. */
export function readFormMemory(text: string | undefined): z.infer<typeof memory> {
  const parsed = memory.safeParse(parseJson(text ?? ""));
  return parsed.success ? parsed.data : { payload: {}, origin: {} };
}

/** What a JSON text holds; `undefined` when it is none. */
export function parseJson(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch {
    return undefined;
  }
}
