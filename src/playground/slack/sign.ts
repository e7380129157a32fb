import { createHmac } from "node:crypto";

/**
 * `x-slack-signature` of a raw body: `v0=` and the hex HMAC-SHA256 of `v0:timestamp:body`.
 * `timestampS` is in seconds. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function slackSignature(secret: string, timestampS: number, body: string): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${timestampS}:${body}`).digest("hex")}`;
}
