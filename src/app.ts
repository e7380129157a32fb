import { problems } from "#cards/dispatch/problem.ts";
import { bundleCard } from "#cards/my-day/bundle.ts";
import { createDispatch, type Dispatch } from "#chat/dispatch.ts";
import type { ChatEvent } from "#chat/event.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import { say } from "#chat/reply.ts";
import { createRouter } from "#chat/router.ts";
import { connectDatabase, type Database } from "#db/client.ts";
import { applyMigrations, pendingMigrations } from "#db/migrate.ts";
import { forWorkspace } from "#db/workspace.ts";
import { loadCalendarDays } from "#directory/calendar.ts";
import { identify } from "#directory/identify.ts";
import { tokenOf } from "#directory/installations.ts";
import { actorById } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { features } from "#features/index.ts";
import type { At } from "#outbox/kill-points.ts";
import { createOutbox } from "#outbox/outbox.ts";
import { createFeishu } from "#platforms/feishu/platform.ts";
import { createSlack } from "#platforms/slack/platform.ts";
import type { Config } from "./config.ts";
import { connectPlatforms } from "./connect-platforms.ts";
import { createFront } from "./http/front.ts";
import { healthRoutes } from "./http/health.ts";
import { createMetrics } from "./http/metrics.ts";

export type AppOptions = {
  readonly config: Config & { readonly secret: string };
  readonly databaseUrl: string;
  /** Business time; the real one but in the playground and in tests. */
  readonly now?: () => Date;
  /** Where tests stop the process. */
  readonly at?: At;
};

export type App = {
  readonly port: number;
  readonly database: Database;
  /** Looks now for what is due: after business time was moved. */
  tick(): Promise<void>;
  /** Takes nothing more, finishes what is under way, hangs up: within 5 s. */
  stop(): Promise<void>;
};

/** Puts everything together and listens. Resolves when requests are served. */
export async function startApp(options: AppOptions): Promise<App> {
  const { config, now = () => new Date() } = options;
  await applyMigrations(options.databaseUrl);
  const database = await connectDatabase({ url: options.databaseUrl });
  await loadCalendarDays(database);
}
