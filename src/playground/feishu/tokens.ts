import { randomBytes } from "node:crypto";
import { ApiRefusal } from "./api-errors.ts";
import { record } from "./json.ts";
import type { CardToken, World } from "./types.ts";

const TENANT_TOKEN_MS = 7_200_000;
const TENANT_TOKEN_REUSE_MS = 1_800_000;
const CARD_TOKEN_MS = 1_800_000;
const CARD_TOKEN_USES = 2;

/**
 * While 30 minutes or more are left the same token comes back with what remains of it; after that a new one, and
 * both are valid. https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal
 */
export function issueTenantToken(world: World, body: unknown): object {
  const given = record(body);
  if (given["app_id"] !== world.appId) throw new ApiRefusal(10003);
  if (given["app_secret"] !== world.appSecret) throw new ApiRefusal(10014);
  const now = world.tokenNow().getTime();
  let current = world.tokens.at(-1);
  if (current === undefined || current.expiresAt - now < TENANT_TOKEN_REUSE_MS) {
    current = { token: `t-${randomBytes(20).toString("hex")}`, expiresAt: now + TENANT_TOKEN_MS };
    world.tokens.push(current);
  }
  return { tenant_access_token: current.token, expire: Math.floor((current.expiresAt - now) / 1000) };
}

/** `authorization` is the header as it came. */
export function checkTenantToken(world: World, authorization: string | undefined): void {
  const token = authorization?.replace(/^Bearer\s*/, "") ?? "";
  if (token === "") throw new ApiRefusal(99991661);
  if (!token.startsWith("t-")) throw new ApiRefusal(99991671);
  const now = world.tokenNow().getTime();
  const isValid = world.tokens.some((known) => known.token === token && known.expiresAt > now);
  if (!isValid) throw new ApiRefusal(99991663);
}

export function checkScopes(world: World, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => world.scopes.has(scope))) return;
  throw new ApiRefusal(99991672, `One of the following scopes is required: [${scopes.join(", ")}].`);
}

/** The `c-...` token that a card callback carries. */
export function issueCardToken(world: World, messageId: string): string {
  const token = `c-${randomBytes(20).toString("hex")}`;
  const createdAt = world.tokenNow().getTime();
  world.cardTokens.set(token, { messageId, createdAt, uses: 0, answered: false });
  return token;
}

/**
 * 30 minutes, two uses, and only after the callback was answered (earlier, the update fails or is undone):
 * https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN
 */
export function spendCardToken(world: World, token: string): CardToken {
  const found = world.cardTokens.get(token);
  if (found === undefined) throw new ApiRefusal(300020);
  if (!found.answered) throw new ApiRefusal(300020, "The callback has not been answered yet.");
  if (world.tokenNow().getTime() - found.createdAt > CARD_TOKEN_MS) throw new ApiRefusal(300030);
  if (found.uses >= CARD_TOKEN_USES) throw new ApiRefusal(300040);
  found.uses += 1;
  return found;
}
