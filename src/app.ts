import { problems } from "#cards/dispatch/problem.ts";
import { bundleCard } from "#cards/my-day/bundle.ts";
import { createDispatch } from "#chat/dispatch.ts";
import type { Feature } from "#chat/feature.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import type { PlatformPort } from "#chat/port.ts";
import { createRouter } from "#chat/router.ts";
import { connectDatabase, type Database } from "#db/client.ts";
import { applyMigrations } from "#db/migrate.ts";
import { forWorkspace } from "#db/workspace.ts";
import { loadCalendarDays } from "#directory/calendar.ts";
import { identify } from "#directory/identify.ts";
import { actorById } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { features } from "#features/index.ts";
import type { At } from "#outbox/kill-points.ts";
import type { Spacing } from "#outbox/lanes.ts";
import { createOutbox } from "#outbox/outbox.ts";
import { startTicker, ticksOf } from "#outbox/ticker.ts";
import { createFeishu } from "#platforms/feishu/platform.ts";
import { createSlack } from "#platforms/slack/platform.ts";
import type { Config } from "./config.ts";
import { connectPlatforms } from "./connect-platforms.ts";
import { createHost } from "./host.ts";
import { createFront, type Others } from "./http/front.ts";
import { healthRoutes } from "./http/health.ts";
import { createMetrics } from "./http/metrics.ts";
import { log } from "./log.ts";
import { readinessChecks } from "./readiness.ts";

export type AppOptions = {
  readonly config: Config & { readonly secret: string };
  readonly databaseUrl: string;
  /** Business time; the real one but in the playground and in tests. */
  readonly now?: () => Date;
  /** The address to listen on; every one if absent. */
  readonly host?: string;
  /** Pages beside the routes: the playground's. */
  readonly pages?: Others;
  /** What else it can do. */
  readonly more?: readonly Feature[];
  /** Distances between messages; the platforms' own if absent. */
  readonly spacing?: Spacing;
  /** Where tests stop the process. */
  readonly at?: At;
};

export type App = {
  readonly port: number;
  readonly database: Database;
  /** Sweeps and sends what is due: after business time was moved. */
  tick(): Promise<void>;
  /** Takes nothing more, finishes what is under way and hangs up, within 5 s. */
  stop(): Promise<void>;
};

/** Puts everything together. Resolves when requests are served. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, now = () => new Date(), at } = options;
  await applyMigrations(options.databaseUrl);
  const database = await connectDatabase({ url: options.databaseUrl, onConnectionLost });
  await loadCalendarDays(database);
  const router = createRouter([...features, ...(options.more ?? [])]);
  const ports: PlatformPort[] = [];
  const common = { database, now, realNow, ...(at && { at }) };
  const context = (workspaceId: string) => ({
    db: forWorkspace(database.prisma, workspaceId),
    ...{ database, workspaceId, platforms: ports, now: now() },
    ...{ approvals: router.approvals, messages: router.messages },
  });
  const outbox = createOutbox({
    ...{ ...common, context, bundleCard, platforms: ports, sweeps: router.sweeps },
    ...(options.spacing && { spacing: options.spacing }),
    ...{ messages: [...router.messages.values()], views: router.views },
    actorById: (workspaceId, personId) => actorById(database, workspaceId, personId),
    calendarOf: async (workspaceId) => (await settingsOf(database, workspaceId)).calendar,
  });
  const metrics = createMetrics(async () => {
    const [events, messages] = await Promise.all([host.inbox.stats(), outbox.stats()]);
    return { inbox: events.waiting, outbox: messages.due, failed: messages.failed };
  });
  const dispatch = createDispatch({
    ...{ router, context, problems, observe: metrics.event },
    identify: (event) => identify(database, event),
  });
  const host = createHost({ ...common, dispatch, outbox, secret: config.secret });
  const parts = createPlatforms(config, host.forPlatform);
  ports.push(...parts.map((part) => part.port));
  const platforms = await connectPlatforms(database, ports, config);
  const health = healthRoutes(readinessChecks(database, ports, platforms.problem));
  const front = createFront([...parts.flatMap((part) => part.routes), ...health, metrics.route], {
    port: config.port,
    ...(options.host !== undefined && { host: options.host }),
    ...(options.pages && { others: options.pages }),
  });
  const port = await front.listen();
  const ticker = startTicker(ticksOf(outbox, host.inbox));
  const stop = async () => {
    platforms.stop();
    const ticked = ticker.stop(3500);
    await front.stop(2000);
    await Promise.all([ticked, host.inbox.drain(1500), outbox.drain(1500)]);
    await database.close();
  };
  return { port, database, tick: () => outbox.tick(), stop };
}

/** Leases, signatures and back-off are real time, whatever business time is. */
const realNow = () => new Date();

function onConnectionLost(error: Error): void {
  log.warn({ err: error }, "a database connection was lost");
}

function createPlatforms(
  { slack, feishu }: Config,
  host: (platform: "slack" | "feishu") => PlatformHost,
): PlatformParts[] {
  return [
    ...(slack === undefined ? [] : [createSlack(slack, host("slack"))]),
    ...(feishu === undefined
      ? []
      : [createFeishu({ ...feishu, domain: feishu.domain ?? "https://open.feishu.cn" }, host("feishu"))]),
  ];
}
