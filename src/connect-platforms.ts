import type { PlatformPort } from "#chat/port.ts";
import type { Database } from "#db/client.ts";
import { type EnvironmentInstallation, ensureEnvironmentWorkspace } from "#directory/installations.ts";
import type { Config } from "./config.ts";
import { log } from "./log.ts";

/** A platform that could not be reached at start is tried again this often. */
const retryAfterMs = 15_000;

export type Connected = {
  /** What is wrong with a platform, `undefined` when it is connected. */
  problem(port: PlatformPort): string | undefined;
  stop(): void;
};

/**
 * Asks each platform who we are and keeps the answers as installations of the one workspace that the environment's
 * credentials stand for. A platform that does not answer holds nothing up: it is tried again.
 */
export async function connectPlatforms(
  database: Database,
  ports: readonly PlatformPort[],
  config: Config & { readonly secret: string },
): Promise<Connected> {
  const problems = new Map<PlatformPort, string>();
  let timer: NodeJS.Timeout | undefined;
  const connect = async (waiting: readonly PlatformPort[]): Promise<void> => {
    const installations = (await Promise.all(waiting.map((port) => check(port, problems, config)))).flat();
    if (installations.length > 0) await install(database, config, installations);
    const left = waiting.filter((port) => problems.has(port));
    if (left.length === 0) return;
    timer = setTimeout(() => {
      connect(left).catch((error: unknown) => log.error({ err: error }, "could not store an installation"));
    }, retryAfterMs);
  };
  await connect(ports);
  return { problem: (port) => problems.get(port), stop: () => clearTimeout(timer) };
}

async function check(
  port: PlatformPort,
  problems: Map<PlatformPort, string>,
  config: Config,
): Promise<EnvironmentInstallation[]> {
  const answer = await port.check();
  if (!answer.ok) {
    problems.set(port, answer.problem);
    log.error({ platform: port.platform, problem: answer.problem }, "a platform is not connected");
    return [];
  }
  problems.delete(port);
  const { tenant, botUserId } = answer;
  const token = port.platform === "slack" ? config.slack?.botToken : undefined;
  return [
    {
      platform: port.platform,
      tenant,
      ...(botUserId !== undefined && { botUserId }),
      ...(token !== undefined && { token }),
    },
  ];
}

async function install(
  database: Database,
  config: Config & { readonly secret: string },
  installations: readonly EnvironmentInstallation[],
): Promise<void> {
  const { secret, defaultTz, defaultLocale } = config;
  await ensureEnvironmentWorkspace(database, {
    name: "Genjin",
    secret,
    defaultTz,
    defaultLocale,
    installations,
  });
}
