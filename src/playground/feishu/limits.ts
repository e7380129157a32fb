import { ApiRefusal } from "./api-errors.ts";
import type { World } from "./types.ts";

/**
 * Counts a hit when fewer than `max` fell into the last `windowMs`. Real time, for callers pace themselves by it.
 * Returns the seconds until the oldest hit leaves the window, or 0 when there was room.
 */
function hit(world: World, key: string, rule: { max: number; windowMs: number }): number {
  const now = Date.now();
  const recent = (world.hits.get(key) ?? []).filter((at) => at > now - rule.windowMs);
  const first = recent[0];
  if (recent.length >= rule.max && first !== undefined) {
    world.hits.set(key, recent);
    return Math.max(1, Math.ceil((first + rule.windowMs - now) / 1000));
  }
  world.hits.set(key, [...recent, now]);
  return 0;
}

/** Per API, app and tenant: https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN (HTTP 429, `x-ogw-ratelimit-*`). */
export function limitApi(world: World, name: string): void {
  if (!world.limits.enabled) return;
  const { perApi, perApiMinute } = world.limits;
  for (const rule of [
    { max: perApi, windowMs: 1000 },
    { max: perApiMinute, windowMs: 60_000 },
  ]) {
    const resetS = hit(world, `api ${name} ${rule.windowMs}`, rule);
    if (resetS === 0) continue;
    throw new ApiRefusal(99991400, "", {
      "x-ogw-ratelimit-limit": String(rule.max),
      "x-ogw-ratelimit-reset": String(resetS),
    });
  }
}

/** 5 a second to one person, and to one group over all bots: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create */
export function limitChat(world: World, chatId: string): void {
  const isDirect = world.chats.get(chatId)?.mode === "p2p";
  refuseOver(world, `chat ${chatId}`, isDirect ? world.limits.perUser : world.limits.perGroup);
}

/** 5 a second to one card: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/patch */
export function limitPatch(world: World, messageId: string): void {
  refuseOver(world, `patch ${messageId}`, world.limits.patchPerMessage);
}

function refuseOver(world: World, key: string, max: number): void {
  if (!world.limits.enabled) return;
  if (hit(world, key, { max, windowMs: 1000 }) > 0) throw new ApiRefusal(230020);
}
