import { DeliveryError, type PlatformPort } from "#chat/port.ts";
import type { Api } from "./clients.ts";

/** What the app is allowed to do, each for something it does. The manifest asks for the same. */
export const neededScopes = [
  "app_mentions:read",
  "channels:read",
  "chat:write",
  "commands",
  "files:read",
  "files:write",
  "im:history",
  "im:write",
  "users:read",
  "users:read.email",
] as const;

type Checked = Awaited<ReturnType<PlatformPort["check"]>>;

/** Whether the token is alive and may do all that is needed. https://docs.slack.dev/reference/methods/auth.test */
export async function checkToken(api: Api): Promise<Checked> {
  try {
    const answer = await api((client) => client.auth.test());
    const missing = missingScopes(answer.response_metadata?.scopes);
    if (missing.length > 0) {
      const problem = `The Slack app lacks the scopes ${missing.join(", ")}: add them to the app (or apply its manifest again) and reinstall it.`;
      return { ok: false, problem };
    }
    const tenant = answer.is_enterprise_install === true ? answer.enterprise_id : answer.team_id;
    return { ok: true, tenant: tenant ?? "", ...(answer.user_id && { botUserId: answer.user_id }) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** A proxy may swallow the header; then nothing can be said of the scopes. */
function missingScopes(granted: readonly string[] | undefined): readonly string[] {
  return granted === undefined ? [] : neededScopes.filter((scope) => !granted.includes(scope));
}

function problemOf(error: unknown): string {
  if (!(error instanceof DeliveryError)) return "Slack could not be asked.";
  if (error.failure === "forbidden") {
    return `Slack refuses the bot token (${error.code}): copy the Bot User OAuth Token (xoxb-...) again from the app's page "OAuth & Permissions", and reinstall the app if it was removed.`;
  }
  if (error.failure === "rate-limited")
    return "Slack limits the number of calls just now: try again in a minute.";
  return `Slack cannot be reached (${error.code}): check the network, a proxy, and SLACK_API_URL if it is set.`;
}
