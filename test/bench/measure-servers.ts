import { z } from "zod";
import type { Database } from "#db/client.ts";
import type { Kind } from "./load/requests.ts";
import { startPlatformStub } from "./platform-stub.ts";
import { type Peer, startPeer } from "./processes.ts";
import { middle, type Range, type Round, round } from "./rounds.ts";
import { seed } from "./seed.ts";
import { type Line, ms, perSecond } from "./table.ts";

const roundsCount = 3;

type Contest = { readonly ours: Round; readonly bare: Round };

/**
 * The whole program against the SDKs' bare servers: rounds in turn, the median of each figure. Returns the lines and
 * how many follow-ups a second were stored.
 */
export async function measureServers(
  database: Database,
  databaseUrl: string,
): Promise<{ lines: Line[]; storedPerSecond: number }> {
  const stub = await startPlatformStub();
  const app = startPeer("servers/app.ts", { BENCH_DATABASE_URL: databaseUrl, BENCH_PLATFORM_URL: stub.url });
  const bolt = startPeer("servers/bolt.ts");
  const feishuSdk = startPeer("servers/feishu-sdk.ts");
  const generator = startPeer("load/generator.ts");
  const range = { generator, platformUrl: stub.url };
  try {
    await round(range, bolt, { kind: "help", seconds: 0.5 });
    await round(range, feishuSdk, { kind: "feishu", seconds: 0.5 }).catch(() => undefined);
    await seedOnce(app, database);
    for (const kind of ["help", "log", "today"] as const) await round(range, app, { kind, seconds: 1 });
    const help = await contest(range, { ours: app, bare: bolt }, "help");
    const log = await contest(range, { ours: app, bare: bolt }, "log");
    const feishu = await contest(range, { ours: app, bare: feishuSdk }, "feishu");
    const today = await round(range, app, { kind: "today", seconds: 1.5 });
    const done = await round(range, app, { kind: "done", requestsMax: 1500, seconds: 5 });
    const lines = [
      ...linesOf("a command answered with a card (help), against Bolt's empty acknowledgement", help),
      ...linesOf("a follow-up stored and answered, against Bolt's empty acknowledgement", log, {
        aim: 0.5,
        least: 0.25,
      }),
      ...linesOf("a Feishu message kept before its 200, against the SDK's empty 200", feishu),
      costs("log", log.ours),
      costs("today", today),
      costs("to-do done (press)", done),
    ];
    return { lines, storedPerSecond: log.ours.perSecond };
  } finally {
    await Promise.all([app, bolt, feishuSdk, generator].map((peer) => peer.stop()));
    stub.stop();
  }
}

/** The program makes its workspace when it first meets the platforms; only then can there be people. */
async function seedOnce(app: Peer, database: Database): Promise<void> {
  await app.ask(z.number(), "port");
  await seed(database);
}

async function contest(
  range: Range,
  { ours, bare }: { ours: Peer; bare: Peer },
  kind: Kind,
): Promise<Contest> {
  const rounds: { ours: Round[]; bare: Round[] } = { ours: [], bare: [] };
  for (let turn = 0; turn < roundsCount; turn += 1) {
    rounds.bare.push(await round(range, bare, { kind }));
    rounds.ours.push(await round(range, ours, { kind }));
  }
  return { ours: middle(rounds.ours), bare: middle(rounds.bare) };
}

function linesOf(what: string, { ours, bare }: Contest, bound?: { aim: number; least: number }): Line[] {
  const ratio = ours.perSecond / bare.perSecond;
  return [
    {
      what,
      ours: `${perSecond(ours.perSecond)}, p99 ${ms(ours.p99Ms)}`,
      against: `${perSecond(bare.perSecond)}, p99 ${ms(bare.p99Ms)}`,
      ratio,
      ...(bound && { aim: `≥ ${bound.aim}, not below ${bound.least}`, fails: ratio < bound.least }),
    },
    {
      what: "– CPU of the server per request",
      ours: ms(ours.cpuMs),
      against: ms(bare.cpuMs),
      ratio: ours.cpuMs / bare.cpuMs,
    },
  ];
}

function costs(what: string, { cpuMs, statements, generatorLoad }: Round): Line {
  return {
    what: `cost of one ${what}`,
    ours: `${statements.toFixed(2)} statements, ${ms(cpuMs)} CPU`,
    against: `generator at ${Math.round(generatorLoad * 100)} % of a core`,
    ratio: undefined,
  };
}
