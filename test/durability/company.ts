import { afterAll, afterEach, expect } from "vitest";
import type { Database } from "#db/client.ts";
import { instantOf } from "#domain/calendar/zone.ts";
import type { KillPoint } from "#outbox/kill-points.ts";
import type { ChatClient, WireEntry } from "#playground/client.ts";
import {
  type CastKey,
  castTz,
  isCastKey,
  personKeys,
  seedCustomers,
  seedPeople,
} from "#test/support/stage-cast.ts";
import { said } from "#test/support/stage-watch.ts";
import { passMinute } from "./pass-minute.ts";
import { type Process, spawnProcess } from "./process.ts";
import { settle } from "./settle.ts";
import { until } from "./until.ts";
import { common, type PlatformName, quickRetriesMs, type Wire, wires } from "./wire.ts";

export type CompanyDatabase = Pick<Database, "prisma" | "pool"> & { readonly url: string };

/** People, pretended platforms and a database that outlive the process between them. */
export type Company = {
  readonly database: CompanyDatabase;
  readonly workspaceId: string;
  readonly people: ReadonlyMap<CastKey, string>;
  readonly wires: ReadonlyMap<PlatformName, Wire>;
  client(key: CastKey, platform: PlatformName): ChatClient;
  /** Everything that went over any wire. */
  log(): readonly WireEntry[];
  now(): Date;
  /** Makes it later; the program sees by itself what is due. The minutes between bundles pass as well. */
  moveBy(minutes: number): Promise<void>;
  /** The same without a look at the database. */
  skip(minutes: number): Promise<void>;
  /** Points at which a process has died. */
  readonly tried: ReadonlySet<KillPoint>;
  /** The process that is delivered to. */
  process(): Process;
  /** Does something at which the process dies at the point; resolves when it is dead and what was done has its outcome. */
  dieAt<T>(point: KillPoint, act: () => Promise<T>): Promise<T>;
  /** Does something, and has the process killed at the point, where it stands still, only when that was answered. */
  dieOnceAnswered<T>(point: KillPoint, act: () => Promise<T>): Promise<T>;
  /** Another process takes the dead one's place: at once, while the dead one's leases last. */
  replace(): Promise<void>;
  /** The same a minute later. */
  restart(): Promise<void>;
  /** One more process beside the first; nothing is delivered to it yet. */
  openSecond(): Promise<Process>;
  /** From now on this one is the process that is delivered to. */
  deliverTo(process: Process): void;
  /** What waits for a lease or for the next minute has waited for it. Nothing may be under way. */
  passMinute(): Promise<void>;
  /**
   * Resolves when every event was taken and is done, and everything due was said. Meanwhile minutes pass for what
   * waits for its next bundle.
   */
  settled(): Promise<void>;
};

export type CompanyOptions = {
  readonly database: CompanyDatabase;
  readonly platforms: readonly PlatformName[];
  readonly retryDelaysMs?: readonly number[];
};

/** A Friday on which people work; reminders may be given all day. */
const opening = instantOf("2026-09-18", "09:30", castTz);

/** One per test file. Everybody is known already: each person has said hello on each platform. */
export async function openCompany(options: CompanyOptions): Promise<Company> {
  const { database, platforms, retryDelaysMs = quickRetriesMs } = options;
  let now = opening;
  const clock = () => now;
  const opened = await Promise.all(
    platforms.map(async (name) => [name, await wires[name]({ now: clock, retryDelaysMs })] as const),
  );
  const wireOf = new Map(opened);
  const processes = openProcesses({ database, wires: opened.map(([, wire]) => wire), clock });
  await processes.start();
  const { id: workspaceId } = await database.prisma.workspace.findFirstOrThrow();
  const setting = { database: { ...database, close: async () => undefined }, workspaceId, now };
  const people = await seedPeople(setting, "zh");
  await seedCustomers(setting, people);
  const wireNamed = (name: PlatformName) => {
    const wire = wireOf.get(name);
    if (wire === undefined) throw new Error(`${name} is not there`);
    return wire;
  };
  const tried = new Set<KillPoint>();
  const log = () => [...wireOf.values()].flatMap((wire) => wire.log);
  const company: Company = {
    ...{ database, workspaceId, people, wires: wireOf, log, tried, now: clock },
    client: (key, platform) => wireNamed(platform).client(key),
    moveBy: async (minutes) => {
      await passMinute(database, "bundles");
      await company.skip(minutes);
    },
    skip: async (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
      await processes.setNow();
    },
    process: processes.current,
    dieAt: async (point, act) => {
      const process = processes.current();
      await process.dieAt(point);
      const acting = act();
      await until(`the process to die at ${point}`, () => !process.isAlive());
      tried.add(point);
      return acting;
    },
    dieOnceAnswered: async (point, act) => {
      const process = processes.current();
      const { reached } = await process.waitAt(point);
      const [outcome] = await Promise.all([act(), reached]);
      process.kill();
      await process.ended;
      tried.add(point);
      return outcome;
    },
    replace: processes.start,
    restart: async () => {
      await passMinute(database, "all");
      await processes.start();
    },
    openSecond: processes.startSecond,
    deliverTo: processes.deliverTo,
    passMinute: () => passMinute(database, "all"),
    settled: () => settle(company),
  };
  await sayHello(company, platforms);
  return company;
}

async function sayHello(company: Company, platforms: readonly PlatformName[]): Promise<void> {
  const clients = personKeys
    .filter(isCastKey)
    .flatMap((key) => platforms.map((platform) => company.client(key, platform)));
  for (const client of clients) await client.say("帮助");
  await until("everybody to be known", () => clients.every((client) => said(client).length > 0));
}

type Setting = {
  readonly database: CompanyDatabase;
  readonly wires: readonly Wire[];
  readonly clock: () => Date;
};

/** The process at work, and one that has loaded the program and waits for the other's end. */
function openProcesses({ database, wires: all, clock }: Setting) {
  const ports = new Map<Process, number>();
  let next = spawnProcess();
  let current = next;
  const variables = Object.assign({}, common, ...all.map((wire) => wire.variables));
  const startNext = async () => {
    const process = next;
    next = spawnProcess();
    const port = await process.start({ databaseUrl: database.url, variables, nowMs: clock().getTime() });
    ports.set(process, port);
    return process;
  };
  const deliverTo = (process: Process) => {
    current = process;
    for (const wire of all) wire.pointTo(`http://127.0.0.1:${ports.get(process)}`);
  };
  afterEach(() => {
    expect([...ports.keys()].flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(async () => {
    const spawned = [...ports.keys(), next];
    for (const process of spawned) process.kill();
    await Promise.all(spawned.map(({ ended }) => ended));
    for (const wire of all) await wire.stop();
  });
  return {
    current: () => current,
    start: async () => deliverTo(await startNext()),
    startSecond: startNext,
    deliverTo,
    setNow: async () => {
      const alive = [...ports.keys()].filter((process) => process.isAlive());
      await Promise.all(alive.map((process) => process.setNow(clock())));
    },
  };
}
