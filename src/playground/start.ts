import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Platform } from "#chat/event.ts";
import { connectDatabase } from "#db/client.ts";
import { isErrorCode } from "#db/embedded-user.ts";
import { applyMigrations } from "#db/migrate.ts";
import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import { type App, startApp } from "#src/app.ts";
import { type Config, ConfigError } from "#src/config.ts";
import { log } from "#src/log.ts";
import type { ChatClient } from "./client.ts";
import { type Clock, createClock } from "./clock.ts";
import { createFeishuEmulator, type FeishuEmulator } from "./feishu/emulator.ts";
import { importTeam } from "./import-team.ts";
import { createSlackEmulator, type SlackEmulator } from "./slack/emulator.ts";
import { type SamplePerson, sampleTeam } from "./team.ts";
import { createTimeMachine, type TimeMachine } from "./time-machine.ts";

export type PlaygroundOptions = {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Nobody is imported: the accounts are there, and whoever writes first becomes admin. */
  readonly isEmpty?: boolean;
  /** Where `GENJIN_SECRET` is kept when the environment has none. */
  readonly secretFile?: string;
};

/** The bot between a pretend Slack and a pretend Feishu. */
export type Playground = TimeMachine & {
  readonly port: number;
  readonly people: readonly SamplePerson[];
  /** A person at one of the two chat clients. */
  seat(platform: Platform, person: SamplePerson): ChatClient;
  /** Drains the bot, then ends the pretend platforms. */
  stop(): Promise<void>;
};

/** Fixed, like all ids of people: a restart on the same database finds its workspace and its people again. */
const feishuAppId = "cli_9f1c52ab7d30e684";

/**
 * Everything on this machine, and reachable from nowhere else: both emulators, the bot on business time that can be
 * moved, and a sample team that is known by e-mail when it first writes.
 * @throws ConfigError when the database is a real workspace's: its messages must not be sent to a pretend Slack.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { config, databaseUrl } = options;
  const clock = createClock();
  const slack = pretendSlack(clock);
  const feishu = pretendFeishu(clock);
  await refuseRealData(databaseUrl, [slack.team.id, feishu.appId]);
  await Promise.all([slack.start(), feishu.start()]);
  const secret = config.secret ?? (await keptSecret(options.secretFile ?? ".genjin/secret"));
  const app = await startApp({
    config: { ...config, secret, ...credentials(slack, feishu) },
    ...{ databaseUrl, now: clock.now, host: "127.0.0.1" },
  });
  slack.settings.eventsUrl = `http://127.0.0.1:${app.port}/slack/events`;
  feishu.eventsUrl = `http://127.0.0.1:${app.port}/feishu/events`;
  const workspaceId = await workspaceOf(app, feishu);
  if (options.isEmpty !== true) await importTeam(app.database, workspaceId, clock.now());
  log.info({ slackApi: slack.apiUrl, feishuApi: feishu.domain }, "pretend Slack and pretend Feishu");
  return {
    ...createTimeMachine({ app, clock, workspaceId }),
    port: app.port,
    people: sampleTeam,
    seat: (platform, person) =>
      platform === "slack" ? slack.client(person.slackId) : feishu.client(openIdOf(feishu, person)),
    stop: async () => {
      await app.stop();
      await Promise.all([slack.stop(), feishu.stop()]);
    },
  };
}

/** With what our own manifest asks for, and nothing else. */
function pretendSlack({ now }: Clock): SlackEmulator {
  return createSlackEmulator({
    ...{ signingSecret: random(), botToken: `xoxb-${random()}`, now },
    scopes: slackManifest.oauth_config.scopes.bot,
    events: slackManifest.settings.event_subscriptions.bot_events,
    commands: slackManifest.features.slash_commands.map(({ command }) => command),
    users: sampleTeam.map(({ slackId, name, email, tz, locale }) => ({
      ...{ id: slackId, name: email.replace(/@.*/, ""), realName: name, email, tz },
      locale: locale === "zh" ? "zh-CN" : "en-US",
    })),
  });
}

/** With what our own setup asks for, and nothing else. */
function pretendFeishu({ now }: Clock): FeishuEmulator {
  const feishu = createFeishuEmulator({
    ...{ appId: feishuAppId, appSecret: random(), encryptKey: random(), verificationToken: random(), now },
    scopes: feishuSetup.scopes.map(({ name }) => name),
  });
  for (const { name, email, tz, locale, manager } of sampleTeam) {
    const leader = [...feishu.users.values()].find((user) => user.email === manager);
    feishu.addUser({
      ...{ name, email, timeZone: tz, locale: locale === "zh" ? "zh_cn" : "en_us" },
      ...(leader && { leaderOpenId: leader.openId }),
    });
  }
  return feishu;
}

function credentials(slack: SlackEmulator, feishu: FeishuEmulator): Pick<Config, "slack" | "feishu"> {
  const { signingSecret, botToken } = slack.settings;
  const { appId, appSecret, encryptKey, verificationToken, domain } = feishu;
  return {
    slack: { signingSecret, botToken, apiUrl: slack.apiUrl },
    feishu: { appId, appSecret, encryptKey, verificationToken, domain },
  };
}

function openIdOf(feishu: FeishuEmulator, person: SamplePerson): string {
  const user = [...feishu.users.values()].find(({ email }) => email === person.email);
  if (user === undefined) throw new Error(`${person.name} has no Feishu account`);
  return user.openId;
}

async function workspaceOf({ database }: App, feishu: FeishuEmulator): Promise<string> {
  const installation = await database.prisma.installation.findUniqueOrThrow({
    where: { platform_externalId: { platform: "feishu", externalId: feishu.appId } },
  });
  return installation.workspaceId;
}

/** Looks before the bot starts, which would at once send what is due. */
async function refuseRealData(databaseUrl: string, pretended: string[]): Promise<void> {
  await applyMigrations(databaseUrl);
  const database = await connectDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const real = await database.prisma.installation.count({
      where: { uninstalledAt: null, externalId: { notIn: pretended } },
    });
    if (real === 0) return;
    throw new ConfigError([
      "DATABASE_URL is the database of a real workspace, and the playground must not touch it: set the credentials of Slack or Feishu, or leave DATABASE_URL empty to play",
    ]);
  } finally {
    await database.close();
  }
}

/** Of two processes that make it at once, one does and the other reads it. */
async function keptSecret(file: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, `${random()}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!isErrorCode(error, "EEXIST")) throw error;
  }
  return (await readFile(file, "utf8")).trim();
}

function random(): string {
  return randomBytes(32).toString("hex");
}
