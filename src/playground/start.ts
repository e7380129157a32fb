import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Platform } from "#chat/event.ts";
import { connectDatabase } from "#db/client.ts";
import { isErrorCode } from "#db/embedded-user.ts";
import { applyMigrations } from "#db/migrate.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { moveOutOfQuiet, type PersonTime } from "#domain/calendar/quiet.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { defaultSpacing } from "#outbox/lanes.ts";
import { type App, startApp } from "#src/app.ts";
import { type Config, ConfigError } from "#src/config.ts";
import { log } from "#src/log.ts";
import { buildPage } from "./build-page.ts";
import type { ChatClient } from "./client.ts";
import { createClock } from "./clock.ts";
import { importTeam } from "./import-team.ts";
import { latestMoment } from "./latest-moment.ts";
import { linkAccounts } from "./link-accounts.ts";
import { groupViews, personViews } from "./page/people.ts";
import { createPage, type Page } from "./page/server.ts";
import { credentials, openIdOf, type Pretended, pretend, random } from "./pretend.ts";
import { addSamples } from "./samples.ts";
import { type SamplePerson, sampleTeam } from "./team.ts";
import { createTimeMachine, type TimeMachine } from "./time-machine.ts";

export type PlaygroundOptions = {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Nobody is imported, nothing is made: the accounts are there, and whoever writes first becomes admin. */
  readonly isEmpty?: boolean;
  /** Where `GENJIN_SECRET` is kept when the environment has none. */
  readonly secretFile?: string;
  /** Where the built page is; built when somebody opens it, if absent. */
  readonly page?: () => Promise<string>;
};

/** Whoever tries it does in a minute what takes a day: a person's next message does not wait for long. */
const spacing = { ...defaultSpacing, bundleMs: 1_000 };

/** The bot between a pretend Slack and a pretend Feishu, and the page to use them at `http://127.0.0.1:PORT`. */
export type Playground = TimeMachine & {
  readonly port: number;
  readonly people: readonly SamplePerson[];
  /** A person at one of the two chat clients. */
  seat(platform: Platform, person: SamplePerson): ChatClient;
  /** Drains the bot, then ends the pretend platforms. */
  stop(): Promise<void>;
};

/**
 * Everything on this machine, and reachable from nowhere else: both emulators, the bot on business time that can be
 * moved, its page, and a sample team with accounts on both. Business time goes on where a former run left it; at night and
 * on a day off it begins with the next working morning, since the team is told nothing before.
 * @throws ConfigError when the database is a real workspace's: its messages must not be sent to a pretend Slack.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { config, databaseUrl } = options;
  const clock = createClock();
  const pretended = pretend(clock);
  const { slack, feishu } = pretended;
  const latest = await lookInto(databaseUrl, [slack.team.id, feishu.appId]);
  if (latest > clock.now()) clock.moveTo(latest);
  else if (options.isEmpty !== true) clock.moveTo(moveOutOfQuiet(clock.now(), teamHours, chinaCalendar()));
  await Promise.all([slack.start(), feishu.start()]);
  const secret = config.secret ?? (await keptSecret(options.secretFile ?? ".genjin/secret"));
  const page = later<Page>();
  const app = await startApp({
    config: { ...config, secret, ...credentials(pretended) },
    ...{ databaseUrl, now: clock.now, host: "127.0.0.1", spacing },
    // Whoever is there before the team has settled in waits for it.
    pages: async (request, response) => (await page.promise).handle(request, response),
  });
  slack.settings.eventsUrl = `http://127.0.0.1:${app.port}/slack/events`;
  feishu.eventsUrl = `http://127.0.0.1:${app.port}/feishu/events`;
  const workspaceId = await workspaceOf(app, feishu.appId);
  if (options.isEmpty !== true) await settleIn(app, pretended, { workspaceId, now: clock.now() });
  const time = createTimeMachine({ app, clock, workspaceId });
  const opened = pageOf(pretended, time, options);
  page.resolve(opened);
  log.info({ slackApi: slack.apiUrl, feishuApi: feishu.domain }, "pretend Slack and pretend Feishu");
  return {
    ...{ ...time, port: app.port, people: sampleTeam },
    seat: (platform, person) =>
      platform === "slack" ? slack.client(person.slackId) : feishu.client(openIdOf(feishu, person)),
    stop: async () => {
      opened.stop();
      await app.stop();
      await Promise.all([slack.stop(), feishu.stop()]);
    },
  };
}

const { workStart, workEnd, quietStart, quietEnd } = defaultPolicy;
const teamHours: PersonTime = {
  tz: "Asia/Shanghai",
  workingHours: [workStart, workEnd],
  quietHours: [quietStart, quietEnd],
};

function later<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function pageOf(pretended: Pretended, time: TimeMachine, { config, page }: PlaygroundOptions): Page {
  return createPage({
    ...{ ...pretended, time, people: personViews(pretended), groups: groupViews(pretended) },
    ...{ locale: config.defaultLocale, tz: config.defaultTz },
    directory: page ?? (() => buildPage()),
  });
}

type At = { readonly workspaceId: string; readonly now: Date };

/** The sample team with its accounts, and what it has done so far. */
async function settleIn({ database }: App, pretended: Pretended, { workspaceId, now }: At): Promise<void> {
  await importTeam(database, workspaceId, now);
  await linkAccounts(database, pretended, { workspaceId, now });
  await addSamples(database, workspaceId, now);
}

async function workspaceOf({ database }: App, externalId: string): Promise<string> {
  const installation = await database.prisma.installation.findUniqueOrThrow({
    where: { platform_externalId: { platform: "feishu", externalId } },
  });
  return installation.workspaceId;
}

/** Before the bot starts, which would at once send what is due. Resolves with the latest moment that was business time. */
async function lookInto(databaseUrl: string, pretended: string[]): Promise<Date> {
  await applyMigrations(databaseUrl);
  const database = await connectDatabase({ url: databaseUrl, poolSize: 1 });
  try {
    const real = await database.prisma.installation.count({
      where: { uninstalledAt: null, externalId: { notIn: pretended } },
    });
    if (real === 0) return await latestMoment(database);
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
