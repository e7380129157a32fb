import { z } from "zod";
import type { Kind } from "./load/requests.ts";
import { type Peer, type Usage, usage } from "./processes.ts";

/** What one stretch of load on one server showed. */
export type Round = {
  readonly requests: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the server's process, per request. */
  readonly cpuMs: number;
  /** Sent to PostgreSQL, per request. */
  readonly statements: number;
  /** How much of one core the generator took: near 1 it would be what is measured. */
  readonly generatorLoad: number;
};

export type Load = {
  readonly kind: Kind;
  readonly connections?: number;
  readonly seconds?: number;
  readonly requestsMax?: number;
};

export type Range = { readonly generator: Peer; readonly platformUrl: string };

const loaded = z.object({
  ...{ requests: z.number(), tookMs: z.number(), p50Ms: z.number(), p99Ms: z.number(), cpuMs: z.number() },
  refused: z.number(),
});

/** Loads a server for a while. `settled` is waited for before its CPU time is read again. @throws when it refused a request. */
export async function round(
  { generator, platformUrl }: Range,
  server: Peer,
  { settled = async () => undefined, ...load }: Load & { readonly settled?: () => Promise<void> },
): Promise<Round> {
  const port = await server.ask(z.number(), "port");
  const job = { connections: 50, seconds: 2, requestsMax: 1e9, ...load, port, platformUrl };
  const before: Usage = await server.ask(usage, "usage");
  const { requests, tookMs, p50Ms, p99Ms, ...rest } = await generator.ask(loaded, "load", job);
  await settled();
  const after = await server.ask(usage, "usage");
  if (rest.refused > 0)
    throw new Error(`${rest.refused} of ${requests} requests (${load.kind}) were refused`);
  return {
    ...{ requests, p50Ms, p99Ms, perSecond: (requests / tookMs) * 1000 },
    cpuMs: (after.cpuMs - before.cpuMs) / requests,
    statements: (after.statements - before.statements) / requests,
    generatorLoad: rest.cpuMs / tookMs,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The median of each figure. */
export function middle(rounds: readonly Round[]): Round {
  const of = (name: keyof Round) => median(rounds.map((each) => each[name]));
  return {
    ...{ requests: of("requests"), perSecond: of("perSecond"), p50Ms: of("p50Ms"), p99Ms: of("p99Ms") },
    ...{ cpuMs: of("cpuMs"), statements: of("statements"), generatorLoad: of("generatorLoad") },
  };
}
