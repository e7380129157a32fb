import { LogLevel, webApi } from "@slack/bolt";
import { DeliveryError } from "#chat/port.ts";
import { toDeliveryError } from "./errors.ts";

/** The client of the SDK waits and retries by itself, for up to half an hour; here the outbox decides. */
export const clientOptions = {
  timeout: 5000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  // A method name is never an address.
  allowAbsoluteUrls: false,
} as const satisfies webApi.WebClientOptions;

/** The SDK's log lines hold what was sent; what matters is logged by us, without it. */
export const silentLogger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** Answers to a person's press do not queue behind what the outbox sends. */
type Purpose = "outbox" | "interactive";

/** Calls a method of the Web API with an installation's token. Throws `DeliveryError` and nothing else. */
export type Api = <T>(method: (client: webApi.WebClient) => Promise<T>) => Promise<T>;

export type Clients = {
  /** For the tenant's token, asked for at each call. */
  api(tenant: string, purpose: Purpose): Api;
  /** For a token at hand. */
  apiWith(token: string): Api;
};

/** Tokens change every twelve hours where they rotate: old clients must go. */
const clientsMax = 200;

export function createClients(options: {
  readonly apiUrl?: string | undefined;
  token(tenant: string): Promise<string | undefined>;
}): Clients {
  const known = new Map<string, webApi.WebClient>();
  const clientFor = (purpose: Purpose, token: string) => {
    const key = `${purpose}:${token}`;
    const client = known.get(key) ?? createClient(token, options.apiUrl);
    known.delete(key);
    known.set(key, client);
    const [oldest] = known.size > clientsMax ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return client;
  };
  return {
    api: (tenant, purpose) => async (method) => {
      const token = await options.token(tenant);
      if (token === undefined) throw new DeliveryError("forbidden", { code: "not_installed" });
      return attempt(() => method(clientFor(purpose, token)));
    },
    apiWith: (token) => (method) => attempt(() => method(clientFor("interactive", token))),
  };
}

function createClient(token: string, apiUrl: string | undefined): webApi.WebClient {
  const slackApiUrl = apiUrl === undefined ? {} : { slackApiUrl: apiUrl };
  return new webApi.WebClient(token, { ...clientOptions, ...slackApiUrl, logger: silentLogger });
}

async function attempt<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toDeliveryError(error);
  }
}
