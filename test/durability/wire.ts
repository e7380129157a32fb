import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import type { ChatClient, WireEntry } from "#playground/client.ts";
import { createFeishuEmulator } from "#playground/feishu/emulator.ts";
import { createSlackEmulator } from "#playground/slack/emulator.ts";
import { castTz, emailOf, nameOf, type PersonKey, personKeys } from "#test/support/stage-cast.ts";

export type PlatformName = "slack" | "feishu";

/** A pretended platform, which lives in the test's process and survives the program's. */
export type Wire = {
  /** What the program must be configured with. */
  readonly variables: Readonly<Record<string, string>>;
  readonly log: readonly WireEntry[];
  /** Where it delivers to from now on. */
  pointTo(origin: string): void;
  client(key: PersonKey): ChatClient;
  /**
   * Puts a message that the bot sent to a person where a second attempt does not find it: on Slack below a hundred
   * newer ones, on Feishu an hour back.
   */
  bury(key: PersonKey): Promise<void>;
  /** Sends the newest delivery of that name again, byte for byte. */
  deliverAgain(name: string): Promise<void>;
  stop(): Promise<void>;
};

export type WireOptions = {
  /** Business time. */
  readonly now: () => Date;
  /** How long the platform waits before it sends an event again. */
  readonly retryDelaysMs: readonly number[];
};

/** The real ones wait for minutes and hours. */
export const quickRetriesMs = [300, 1000, 2500, 5000] as const;

export const common = {
  PORT: "0",
  GENJIN_SECRET: "a secret of thirty-two characters or more",
  DEFAULT_LOCALE: "zh",
  DEFAULT_TZ: castTz,
} as const;

export const wires = { slack: slackWire, feishu: feishuWire } as const satisfies Record<
  PlatformName,
  (options: WireOptions) => Promise<Wire>
>;

async function slackWire({ now, retryDelaysMs }: WireOptions): Promise<Wire> {
  const secrets = { signingSecret: "a signing secret", botToken: "xoxb-durability" };
  const idOf = (key: PersonKey) => `U0${key.toUpperCase()}`;
  const slack = createSlackEmulator({
    ...secrets,
    ...{ now, retryDelaysMs },
    scopes: slackManifest.oauth_config.scopes.bot,
    events: slackManifest.settings.event_subscriptions.bot_events,
    users: personKeys.map((key) => ({
      ...{ id: idOf(key), name: key, email: emailOf(key), realName: nameOf(key, "zh"), locale: "zh-CN" },
    })),
  });
  await slack.start();
  return {
    variables: {
      SLACK_SIGNING_SECRET: secrets.signingSecret,
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_API_URL: slack.apiUrl,
    },
    log: slack.log,
    pointTo: (origin) => {
      slack.settings.eventsUrl = `${origin}/slack/events`;
    },
    client: (key) => slack.client(idOf(key)),
    bury: async (key) => {
      const before = slack.settings.rateLimits;
      slack.settings.rateLimits = "off";
      const body = new URLSearchParams({ channel: idOf(key), text: "." });
      const headers = { authorization: `Bearer ${secrets.botToken}` };
      for (let newer = 0; newer < 100; newer += 1) {
        await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", body, headers });
      }
      slack.settings.rateLimits = before;
    },
    deliverAgain: async (name) => {
      await slack.redeliver(lastDelivery(slack.log, name), { exact: true });
    },
    stop: () => slack.stop(),
  };
}

async function feishuWire({ now, retryDelaysMs }: WireOptions): Promise<Wire> {
  const encryptKey = "an encrypt key";
  let aheadMs = 0;
  const idOf = (key: PersonKey) => `ou_${key}`;
  const feishu = createFeishuEmulator({
    ...{ encryptKey, now, retryDelaysMs },
    tokenNow: () => new Date(Date.now() + aheadMs),
    scopes: feishuSetup.scopes.map(({ name }) => name),
    users: personKeys.map((key) => ({
      ...{ openId: idOf(key), name: nameOf(key, "zh"), email: emailOf(key), locale: "zh_cn" },
    })),
  });
  await feishu.start();
  return {
    variables: {
      FEISHU_APP_ID: feishu.appId,
      FEISHU_APP_SECRET: feishu.appSecret,
      FEISHU_ENCRYPT_KEY: encryptKey,
      FEISHU_VERIFICATION_TOKEN: feishu.verificationToken,
      FEISHU_DOMAIN: feishu.domain,
    },
    log: feishu.log,
    pointTo: (origin) => {
      feishu.eventsUrl = `${origin}/feishu/events`;
    },
    client: (key) => feishu.client(idOf(key)),
    bury: async () => {
      aheadMs += 3_600_000;
    },
    deliverAgain: async (name) => {
      const { request } = lastDelivery(feishu.log, name);
      if (!isSealed(request)) throw new Error("a delivery of the pretend Feishu has another shape");
      await feishu.deliverRaw({ body: request.raw, headers: request.headers, sign: false, encrypt: false });
    },
    stop: () => feishu.stop(),
  };
}

function lastDelivery(log: readonly WireEntry[], name: string): WireEntry {
  const entry = log.findLast((one) => one.kind === "delivery" && one.name === name);
  if (entry === undefined) throw new Error(`nothing named ${name} was delivered`);
  return entry;
}

type Sealed = { readonly raw: string; readonly headers: Readonly<Record<string, string>> };

function isSealed(request: unknown): request is Sealed {
  return typeof request === "object" && request !== null && "raw" in request && "headers" in request;
}
