import { App, HTTPReceiver, type Logger, LogLevel, webApi } from "@slack/bolt";
import {
  createSlackEmulator,
  type SlackEmulator,
  type SlackEmulatorOptions,
} from "#playground/slack/emulator.ts";

export const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
const TOKEN = "xoxb-test";

/** Refusals are what these tests are about; the SDK need not shout about each. */
const QUIET: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

/** The real client, pointed at the emulator, without retries. */
export function webClient(slack: SlackEmulator, token = slack.settings.botToken): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: QUIET,
  });
}

/** The body of a call that Slack refuses. */
export async function refused(call: Promise<unknown>): Promise<unknown> {
  const error: unknown = await call.then(
    () => new Error("the call was not refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof Error && "data" in error) return error.data;
  throw error;
}

export type Bench = { readonly slack: SlackEmulator; readonly app: App; stop(): Promise<void> };

/** The emulator and a real Bolt app with its HTTPReceiver, pointed at each other. */
export async function startBench(
  options: SlackEmulatorOptions = {},
  configure: (app: App) => void = () => undefined,
): Promise<Bench> {
  const slack = createSlackEmulator({
    signingSecret: SECRET,
    botToken: TOKEN,
    rateLimits: "off",
    retryDelaysMs: [0, 10, 20],
    users: [
      { id: "U1", name: "li", realName: "李雷", tz: "Asia/Shanghai" },
      { id: "U2", name: "han", realName: "韩梅梅", locale: "en-US" },
    ],
    channels: [{ id: "C1", name: "sales", members: ["U1", "U2"] }],
    ...options,
  });
  await slack.start();
  const receiver = new HTTPReceiver({ signingSecret: SECRET, logger: QUIET });
  const app = new App({
    receiver,
    token: TOKEN,
    botId: slack.botId,
    botUserId: slack.botUserId,
    convoStore: false,
    logger: QUIET,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
  });
  app.error(async () => undefined);
  configure(app);
  const server = await app.start(0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  slack.settings.eventsUrl = `http://127.0.0.1:${port}/slack/events`;
  return {
    slack,
    app,
    async stop() {
      await app.stop();
      await slack.stop();
    },
  };
}

/** Waits for something a handler does after its acknowledgement. */
export async function until<T>(read: () => T | undefined | false): Promise<T> {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = read();
    if (value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("it did not happen within two seconds");
}
