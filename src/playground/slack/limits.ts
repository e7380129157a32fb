import type { RateLimit, World } from "./world.ts";

type Call = {
  readonly name: string;
  readonly channel: string;
  readonly documented: RateLimit | undefined;
};

/**
 * Counts a call. Undefined when it may pass, else the whole seconds to wait, as `Retry-After` gives them. Refused calls
 * are not counted. https://docs.slack.dev/apis/web-api/rate-limits
 */
export function waitSeconds(world: World, call: Call): number | undefined {
  const { rateLimits, rateBurst } = world.settings;
  if (rateLimits === "off") return undefined;
  const limit = rateLimits === "documented" ? call.documented : rateLimits[call.name];
  if (limit === undefined) return undefined;
  const key = limit.perChannel ? `${call.name} ${call.channel}` : call.name;
  const now = Date.now();
  // The burst stretches the window with the allowance, so that the lasting rate stays the documented one.
  const allowed = limit.calls + rateBurst;
  const windowMs = limit.windowMs * (allowed / limit.calls);
  const recent = (world.calls.get(key) ?? []).filter((at) => at > now - windowMs);
  const oldest = recent[0];
  if (recent.length >= allowed && oldest !== undefined) {
    return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
  }
  world.calls.set(key, [...recent, now]);
  return undefined;
}
