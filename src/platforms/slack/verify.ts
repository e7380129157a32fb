import { createHmac, timingSafeEqual } from "node:crypto";
import type { RawRequest } from "#chat/http.ts";

/** Older or further ahead than this is refused. https://docs.slack.dev/authentication/verifying-requests-from-slack */
const clockSkewSecondsMax = 300;

export type Verdict =
  | { readonly ok: true; readonly signature: string; readonly validUntilMs: number }
  | { readonly ok: false; readonly reason: "unsigned" | "stale" | "forged" };

/** Whether Slack itself sent these very bytes within the last five minutes. `nowMs` is real time. */
export function verifyRequest(signingSecret: string, request: RawRequest, nowMs: number): Verdict {
  const signature = request.headers["x-slack-signature"];
  const timestamp = request.headers["x-slack-request-timestamp"];
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) {
    return { ok: false, reason: "unsigned" };
  }
  const sentAtSeconds = Number(timestamp);
  if (Math.abs(nowMs / 1000 - sentAtSeconds) > clockSkewSecondsMax) return { ok: false, reason: "stale" };
  const hmac = createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(request.body);
  const expected = Buffer.from(`v0=${hmac.digest("hex")}`);
  const given = Buffer.from(signature);
  // Comparing in constant time needs equal lengths; the length of a right signature is no secret.
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { ok: false, reason: "forged" };
  }
  return { ok: true, signature, validUntilMs: (sentAtSeconds + clockSkewSecondsMax) * 1000 };
}

export type ReplayGuard = {
  /** Remembers a request; false when it was seen before. */
  isFirst(request: { readonly signature: string; readonly validUntilMs: number }, nowMs: number): boolean;
};

/**
 * Refuses a request that is sent again as it was while its signature still holds. The memory is this process's own and
 * bounded: of more than `countMax` requests within the time the oldest are forgotten. What must never happen twice is
 * secured by the event's key in the database; this only spares the work and the second answer.
 */
export function createReplayGuard(countMax = 20_000): ReplayGuard {
  const seen = new Map<string, number>();
  return {
    isFirst({ signature, validUntilMs }, nowMs) {
      if (seen.has(signature)) return false;
      for (const [oldest, until] of seen) {
        if (until >= nowMs && seen.size < countMax) break;
        seen.delete(oldest);
      }
      seen.set(signature, validUntilMs);
      return true;
    },
  };
}
