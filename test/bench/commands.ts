import { z } from "zod";
import type { Database } from "#db/client.ts";
import { type Pgbench, preparePgbench } from "./pgbench.ts";
import type { Peer } from "./processes.ts";
import { median, middle, type Range, type Round, round } from "./rounds.ts";
import { type Rep, type Stored, someRep, storeFollowUps } from "./store.ts";
import { ms, perSecond, type Row } from "./table.ts";

export type Servers = { readonly app: Peer; readonly bolt: Peer; readonly sdk: Peer };
export type Setting = {
  readonly range: Range;
  readonly servers: Servers;
  readonly database: Database;
  readonly url: string;
};

const half = { way: "at least", aim: 0.5, hard: 0.25 } as const;
const seconds = 2;
const turns = 5;
/** Until the compiler has seen the hot paths. */
const warmUpSeconds = 6;

const becauseLog =
  "a profile: writing to sockets 15 %, reading the note 15 %, our HTTP 11 %, keeping the record and saying so 10 %, drawing the card 8 %, garbage 8 %, finding the customer 5 %, Bolt 4 %, the rest spread thin; the database shares the other core with the generator";

/** Commands on Slack and what they store, in turns with the bare server and with pgbench. */
export async function measureCommands(setting: Setting): Promise<Row[]> {
  const { database, url } = setting;
  const rep = await someRep(database);
  const pgbench = await preparePgbench(database, rep, url);
  try {
    return rowsOf(await takeTurns(setting, rep, pgbench));
  } finally {
    await pgbench?.stop();
  }
}

type Turn = {
  readonly bolt: Round;
  readonly help: Round;
  readonly log: Round;
  readonly store: Stored;
  readonly pgbench: number | undefined;
};

async function takeTurns(setting: Setting, rep: Rep, pgbench: Pgbench | undefined): Promise<Turn[]> {
  const { range, servers, database } = setting;
  const on = (server: Peer, kind: "help" | "log", howLong = seconds) =>
    round(range, server, { kind, seconds: howLong });
  await on(servers.bolt, "log");
  await on(servers.app, "log", warmUpSeconds);
  await on(servers.app, "help");
  await storeFollowUps(database, rep, { callers: 100, seconds });
  const taken: Turn[] = [];
  while (taken.length < turns) {
    taken.push({
      bolt: await on(servers.bolt, "log"),
      log: await logAndCount(setting),
      pgbench: await pgbench?.run(seconds),
      store: await storeFollowUps(database, rep, { callers: 100, seconds }),
      help: await on(servers.app, "help"),
    });
  }
  return taken;
}

/** An acknowledgement counts only if the row is there. */
async function logAndCount({ range, servers, database }: Setting): Promise<Round> {
  const before = await database.prisma.followUp.count();
  const logged = await round(range, servers.app, { kind: "log", seconds });
  const stored = (await database.prisma.followUp.count()) - before;
  if (stored !== logged.requests) throw new Error(`${logged.requests} acknowledged, ${stored} stored`);
  return logged;
}

function rowsOf(taken: readonly Turn[]): Row[] {
  const [bolt, log, help] = (["bolt", "log", "help"] as const).map((name) =>
    middle(taken.map((turn) => turn[name])),
  );
  if (bolt === undefined || log === undefined || help === undefined) throw new Error("no turn was taken");
  const against = `bare Bolt, an empty command: ${figures(bolt)}`;
  const store = {
    perSecond: median(taken.map((turn) => turn.store.perSecond)),
    cpuMs: median(taken.map((turn) => turn.store.cpuMs)),
  };
  const pgbench = median(taken.flatMap((turn) => turn.pgbench ?? []));
  const isPgbench = Number.isFinite(pgbench);
  const pgbenchSaid = isPgbench
    ? `pgbench, the same statement for one row, 8 clients: ${perSecond(pgbench)}`
    : "SKIPPED: no pgbench on this machine";
  const ratio = (of: (turn: Turn) => number) => median(taken.map(of));
  const toPgbench = (of: (turn: Turn) => number) =>
    isPgbench ? { ratio: ratio((turn) => of(turn) / (turn.pgbench ?? Number.NaN)), limit: half } : {};
  const generatorLoad = Math.max(
    ...taken.flatMap((turn) => [turn.bolt.generatorLoad, turn.log.generatorLoad]),
  );
  return [
    {
      what: "`/genjin help`, acknowledged",
      ours: figures(help),
      against,
      ratio: ratio((turn) => turn.help.perSecond / turn.bolt.perSecond),
      note: `the generator took ${generatorLoad.toFixed(2)} of a core at most`,
    },
    {
      what: "`/genjin log ...`, stored and acknowledged",
      ours: figures(log),
      against,
      ratio: ratio((turn) => turn.log.perSecond / turn.bolt.perSecond),
      limit: half,
      note: `CPU ${(log.cpuMs / bolt.cpuMs).toFixed(1)} times Bolt's, ${log.statements.toFixed(2)} statements each`,
      because: becauseLog,
    },
    {
      what: "`/genjin log ...`, stored and acknowledged",
      ours: perSecond(log.perSecond),
      against: pgbenchSaid,
      ...toPgbench((turn) => turn.log.perSecond),
      because: becauseLog,
    },
    {
      what: "follow-ups at the store, 100 callers",
      ours: `${perSecond(store.perSecond)} · ${ms(store.cpuMs)} CPU`,
      against: pgbenchSaid,
      ...toPgbench((turn) => turn.store.perSecond),
    },
  ];
}

function figures({ perSecond: rate, p99Ms, cpuMs }: Round): string {
  return `${perSecond(rate)} · p99 ${ms(p99Ms)} · ${ms(cpuMs)} CPU`;
}

/** Messages on Feishu: the 200 says that the event is kept; it is answered afterwards. */
export async function measureFeishu({ range, servers, database }: Setting): Promise<Row> {
  const bare: Round[] = [];
  const ours: Round[] = [];
  const settledMs: number[] = [];
  const onOurs = async (howLong: number) => {
    const from = performance.now();
    const settled = async () => {
      settledMs.push(performance.now() - from - howLong * 1000);
      await inboxDone(database);
    };
    const result = await round(range, servers.app, { kind: "feishu", seconds: howLong, settled });
    await database.pool.query("TRUNCATE inbound_event, outbound_message, lane");
    return result;
  };
  await round(range, servers.sdk, { kind: "feishu", seconds });
  await onOurs(warmUpSeconds / 2);
  for (let turn = 0; turn < turns - 1; turn++) {
    bare.push(await round(range, servers.sdk, { kind: "feishu", seconds }));
    ours.push(await onOurs(seconds));
  }
  return {
    what: "a message on Feishu, kept and acknowledged",
    ours: figures(middle(ours)),
    against: `bare SDK, accepted and dropped: ${figures(middle(bare))}`,
    ratio: median(ours.map((each, turn) => each.perSecond / (bare[turn]?.perSecond ?? Number.NaN))),
    note: "CPU with the answer that follows, which is drawn and put into the outbox",
  };
}

const waiting = z.tuple([z.object({ count: z.number() })]);

async function inboxDone({ pool }: Database): Promise<void> {
  for (;;) {
    const { rows } = await pool.query(
      "SELECT count(*)::int AS count FROM inbound_event WHERE done_at IS NULL",
    );
    if (waiting.parse(rows)[0].count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** One after the other, so that nothing is shared: what a request costs by itself. */
export async function measureRequests({ range, servers }: Setting): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [kind, what] of [
    ["log", "`/genjin log ...`"],
    ["done", "to-do done (button, the card redrawn)"],
    ["today", "`/genjin today`"],
  ] as const) {
    const { cpuMs, statements, p50Ms } = await round(range, servers.app, {
      ...{ kind, connections: 1, requestsMax: 300, seconds: 10 },
    });
    rows.push({
      what: `${what}, one at a time`,
      ours: `${Math.round(statements)} statements · ${ms(cpuMs)} CPU · p50 ${ms(p50Ms)}`,
      against: "",
    });
  }
  return rows;
}
