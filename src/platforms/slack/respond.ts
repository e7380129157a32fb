import { DeliveryError } from "#chat/port.ts";
import { clientOptions } from "./clients.ts";
import { failureOf, networkError, statusError } from "./errors.ts";
import type { Drawn } from "./render-card.ts";

export type Response = Drawn & {
  readonly replace_original: boolean;
  readonly response_type?: "ephemeral";
  readonly thread_ts?: string;
};

/**
 * Answers an interaction over its response URL: no token, five times within 30 minutes. The address comes from a signed
 * payload only. Throws `DeliveryError`. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export async function respond(url: string, response: Response): Promise<void> {
  const answer = await post(url, JSON.stringify(response));
  if (answer.status === 200) return;
  const code = /\b(expired_url|used_url|invalid_[a-z_]+|no_text|message_not_found)\b/.exec(answer.text)?.[0];
  if (code === undefined) throw statusError(answer.status);
  throw new DeliveryError(failureOf(code), { code });
}

async function post(url: string, body: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(clientOptions.timeout),
    });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    throw networkError(error);
  }
}
