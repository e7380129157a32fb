import { afterAll, afterEach } from "vitest";
import type { Feature } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import type { ChatClient } from "#playground/client.ts";
import { createFeishuEmulator, type FeishuEmulator } from "#playground/feishu/emulator.ts";
import { createSlackEmulator, type SlackEmulator } from "#playground/slack/emulator.ts";
import { type App, startApp } from "#src/app.ts";
import { parseConfig } from "#src/config.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import {
  type CastKey,
  castTz,
  emailOf,
  nameOf,
  type PersonKey,
  personKeys,
  seedCustomers,
  seedPeople,
} from "./stage-cast.ts";
import { readLog, type StageLog } from "./stage-log.ts";

export type PlatformName = "slack" | "feishu";

/** The whole program in this process, between a pretend Slack and a pretend Feishu, with business time in our hands. */
export type Stage = {
  readonly app: App;
  readonly database: TestDatabase;
  readonly slack: SlackEmulator;
  readonly feishu: FeishuEmulator;
  readonly workspaceId: string;
  readonly locale: Locale;
  /** `http://127.0.0.1:PORT` of the program. */
  readonly origin: string;
  readonly log: StageLog;
  /** Ids of the seeded people and of the customer that each of them keeps. */
  readonly people: ReadonlyMap<CastKey, string>;
  readonly customers: ReadonlyMap<CastKey, string>;
  now(): Date;
  /** Makes it a later local time, `2026-09-18 14:00`, and lets the program see to what is due. */
  moveTo(local: string): Promise<void>;
  accountOf(key: PersonKey, platform: PlatformName): string;
  person(key: PersonKey, platform: PlatformName): ChatClient;
};

export type StageOptions = {
  readonly locale?: Locale;
  /** Without, nobody is in the directory: the first to write becomes admin. */
  readonly isPeopled?: boolean;
  /** Local time at which the story begins; a Friday on which people work. */
  readonly from?: string;
  /** What else the program can do. */
  readonly more?: readonly Feature[];
};

const signingSecret = "a signing secret of the stage";
const encryptKey = "an encrypt key of the stage";
const botToken = "xoxb-stage";
/** The platforms wait 3 s. Here a busy machine is not what is tested; where time is, a test looks at it. */
const patienceMs = 12_000;

/** One per test file, begun at its top. Fails the tests during which anything was thrown that nobody caught. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  const { locale = "zh", isPeopled = true, from = "2026-09-18 10:00", more = [] } = options;
  const log = readLog();
  watchForUncaught();
  const database = await testDatabase();
  let now = atLocal(from);
  const clock = () => now;
  const slack = pretendSlack(locale, clock);
  const feishu = pretendFeishu(locale, clock);
  await Promise.all([slack.start(), feishu.start()]);
  const app = await startApp({
    config: configOf(slack, feishu, locale),
    databaseUrl: database.url,
    ...{ now: clock, more },
  });
  const origin = `http://127.0.0.1:${app.port}`;
  slack.settings.eventsUrl = `${origin}/slack/events`;
  feishu.eventsUrl = `${origin}/feishu/events`;
  afterAll(async () => {
    await app.stop();
    await Promise.all([slack.stop(), feishu.stop()]);
  });
  const { id: workspaceId } = await database.prisma.workspace.findFirstOrThrow();
  const setting = { database, workspaceId, now };
  const people = isPeopled ? await seedPeople(setting, locale) : new Map<CastKey, string>();
  const stage: Stage = {
    ...{ app, database, slack, feishu, workspaceId, locale, origin, log, people, now: clock },
    customers: await seedCustomers(setting, people),
    moveTo: async (local) => {
      const then = atLocal(local);
      await app.tick();
      await passRealTime(database, then.getTime() - now.getTime());
      now = then;
      await app.tick();
    },
    accountOf: (key, platform) => (platform === "slack" ? slackId(key) : feishuId(key)),
    person: (key, platform) =>
      platform === "slack" ? slack.client(slackId(key)) : feishu.client(feishuId(key)),
  };
  return stage;
}

function atLocal(local: string): Date {
  return instantOf(local.slice(0, 10), local.slice(11), castTz);
}

/**
 * Back-off and the minute between two bundles are of real time, whatever business time is. Where a test skips hours
 * these pass too. What the platforms themselves count in real time, messages a second, stays as it is.
 */
async function passRealTime({ pool }: TestDatabase, ms: number): Promise<void> {
  const minutes = "UPDATE lane SET free_at = free_at - $1 * interval '1 ms' WHERE key LIKE 'person:%'";
  const waits = `UPDATE outbound_message SET locked_until = locked_until - $1 * interval '1 ms'
    WHERE status = 'waiting' AND kind <> 'reply'`;
  await pool.query(minutes, [ms]);
  await pool.query(waits, [ms]);
}

function slackId(key: PersonKey): string {
  return `U0${key.toUpperCase()}`;
}

function feishuId(key: PersonKey): string {
  return `ou_${key}`;
}

/** With what our own manifest asks for, and nothing else. */
function pretendSlack(locale: Locale, now: () => Date): SlackEmulator {
  return createSlackEmulator({
    ...{ signingSecret, botToken, now },
    scopes: slackManifest.oauth_config.scopes.bot,
    events: slackManifest.settings.event_subscriptions.bot_events,
    retryDelaysMs: [300, 900, 2000],
    ackTimeoutMs: patienceMs,
    users: personKeys.map((key) => ({
      ...{ id: slackId(key), name: key, email: emailOf(key), realName: nameOf(key, locale) },
      locale: locale === "zh" ? "zh-CN" : "en-US",
    })),
    channels: [{ id: "C0SALES", name: "sales", members: personKeys.map(slackId) }],
  });
}

/** With what our own setup asks for, and nothing else. */
function pretendFeishu(locale: Locale, now: () => Date): FeishuEmulator {
  const emulator = createFeishuEmulator({
    ...{ encryptKey, now },
    scopes: feishuSetup.scopes.map(({ name }) => name),
    retryDelaysMs: [300, 900, 2000, 4000],
    answerTimeoutMs: patienceMs,
    // The documents leave it open; this is the harder of the two for the program.
    retrySignature: "first",
    users: personKeys.map((key) => ({
      ...{ openId: feishuId(key), name: nameOf(key, locale), email: emailOf(key) },
      locale: locale === "zh" ? "zh_cn" : "en_us",
    })),
  });
  emulator.addChat({ name: "sales", members: personKeys.map(feishuId) });
  return emulator;
}

function configOf(slack: SlackEmulator, feishu: FeishuEmulator, locale: Locale) {
  const secret = "a secret of thirty-two characters or more";
  const config = parseConfig({
    ...{ PORT: "0", GENJIN_SECRET: secret, DEFAULT_LOCALE: locale, DEFAULT_TZ: castTz },
    ...{ SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: slack.apiUrl },
    ...{ FEISHU_APP_ID: feishu.appId, FEISHU_APP_SECRET: feishu.appSecret },
    ...{ FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: feishu.verificationToken },
    FEISHU_DOMAIN: feishu.domain,
  });
  return { ...config, secret };
}

/** "Nothing crashes": whatever reaches the process fails the test that caused it. */
function watchForUncaught(): void {
  const uncaught: unknown[] = [];
  const keep = (error: unknown) => uncaught.push(error);
  process.on("unhandledRejection", keep);
  process.on("uncaughtExceptionMonitor", keep);
  afterEach(() => {
    const [first] = uncaught.splice(0);
    if (first !== undefined) throw new Error("nobody caught this", { cause: first });
  });
  afterAll(() => {
    process.off("unhandledRejection", keep);
    process.off("uncaughtExceptionMonitor", keep);
  });
}
