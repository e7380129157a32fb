import { v7 as uuid } from "uuid";
import { bundleCard } from "#cards/my-day/bundle.ts";
import type { PlatformPort } from "#chat/port.ts";
import { createRouter } from "#chat/router.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { actorById } from "#directory/people.ts";
import { settingsOf } from "#directory/settings.ts";
import { features } from "#features/index.ts";
import { defaultSpacing, type Spacing } from "#outbox/lanes.ts";
import { createOutbox } from "#outbox/outbox.ts";
import { type ReadyReply, storeReply } from "#outbox/ready-reply.ts";
import { cpuMs } from "./processes.ts";
import { seed } from "./seed.ts";
import { ms, perSecond, type Row } from "./table.ts";
import { world } from "./world.ts";

const open: Spacing = {
  bundleMs: 0,
  platforms: { slack: { destinationMs: 0, appMs: 0 }, feishu: { destinationMs: 0, appMs: 0 } },
};
const answersCount = 6000;
const remindersCount = 2000;
const appsCount = 50;
const pacedSeconds = 4;

/** What the outbox sends, with the lanes open and with the distances that the platforms want. */
export async function measureDeliveries(database: Database): Promise<Row[]> {
  const workspaceId = await newWorkspace(database, world.slackTenant);
  await seed(database);
  const row = (what: string, count: number, run: Run): Row => ({
    what,
    ours: `${perSecond((count / run.tookMs) * 1000)} · ${ms(run.cpuMs / count)} CPU`,
    against: "",
  });
  await insertAnswers(database, workspaceId, { tenant: world.slackTenant, count: answersCount });
  const answers = await deliver(database, { spacing: open, count: answersCount });
  const reminders = await remind(database, workspaceId);
  return [
    row("ready answers sent, lanes open", answersCount, answers),
    {
      ...row("reminders sent, lanes open", remindersCount, reminders),
      note: `swept, read again and drawn, ${(remindersCount / reminders.messages).toFixed(0)} to a message`,
    },
    await measurePaced(database),
  ];
}

/** Many apps at once, each with more to say than it may: every app keeps its distance, and none is kept waiting. */
async function measurePaced(database: Database): Promise<Row> {
  for (let app = 0; app < appsCount; app++) {
    const tenant = `T0PACED${app}`;
    const count = (pacedSeconds * 1000) / defaultSpacing.platforms.slack.appMs;
    await insertAnswers(database, await newWorkspace(database, tenant), { tenant, count });
  }
  const { appMs } = defaultSpacing.platforms.slack;
  const allowed = (appsCount * 1000) / appMs;
  const count = allowed * pacedSeconds;
  const run = await deliver(database, { spacing: defaultSpacing, count });
  const rate = (count / run.tookMs) * 1000;
  return {
    what: `answers of ${appsCount} apps sent, lanes on`,
    ours: `${perSecond(rate)} · ${ms(run.cpuMs / count)} CPU`,
    against: `what Slack lets them send: ${perSecond(allowed)}`,
    ratio: rate / allowed,
    limit: { way: "at least", aim: 0.9, hard: 0.5 },
    note: `the nearest two of an app ${Math.round(run.nearestMs)} ms apart, of ${appMs} wanted on average`,
  };
}

async function newWorkspace({ prisma }: Database, tenant: string): Promise<string> {
  const id = uuid();
  await prisma.workspace.create({ data: { id, name: tenant, defaultTz: world.tz, defaultLocale: "en" } });
  const installation = { workspaceId: id, id: uuid(), platform: "slack", externalId: tenant } as const;
  await prisma.installation.create({ data: installation });
  return id;
}

/** Each to a conversation of its own, as the answers of a busy minute are. */
async function insertAnswers(
  { pool }: Database,
  workspaceId: string,
  { tenant, count }: { readonly tenant: string; readonly count: number },
): Promise<void> {
  const ready: ReadyReply = {
    to: { type: "conversation", conversation: { id: "D0", kind: "direct" }, userId: "U0" },
    content: { type: "card", card: { title: "Logged", tone: "success", body: [] } },
  };
  const reply = storeReply(ready, { userId: "U0" });
  await pool.query(
    `INSERT INTO outbound_message (workspace_id, id, key, kind, lane, payload, due_at, locked_until)
     SELECT $1, gen_random_uuid(), 'reply:' || n, 'reply', 'slack:' || $2 || ':D' || n, $3, now(), 'epoch'
     FROM generate_series(1, $4::int) n`,
    [workspaceId, tenant, reply, count],
  );
  await pool.query("ANALYZE outbound_message");
}

async function remind(database: Database, workspaceId: string): Promise<Run> {
  await database.pool.query("UPDATE todo SET remind_at = now() WHERE workspace_id = $1", [workspaceId]);
  return deliver(database, { spacing: open, count: remindersCount, sweeps: true });
}

type Run = {
  readonly tookMs: number;
  readonly cpuMs: number;
  readonly messages: number;
  /** Between two messages of one app. */
  readonly nearestMs: number;
};

/** Until so many rows are marked as sent. Business time is a working day's morning, when people may be told. */
async function deliver(
  database: Database,
  load: { readonly spacing: Spacing; readonly count: number; readonly sweeps?: boolean },
): Promise<Run> {
  const recorder = createRecorder();
  const router = createRouter(features);
  const now = () => new Date("2027-03-10T03:00:00Z");
  const outbox = createOutbox({
    ...{ database, now, realNow: () => new Date(), spacing: load.spacing, platforms: [recorder.port] },
    ...{
      messages: [...router.messages.values()],
      views: router.views,
      sweeps: load.sweeps ? router.sweeps : [],
      bundleCard,
    },
    context: (workspaceId) => ({
      ...{ database, workspaceId, now: now(), platforms: [recorder.port] },
      ...{ approvals: router.approvals, messages: router.messages },
      db: forWorkspace(database.prisma, workspaceId),
    }),
    actorById: (workspaceId, personId) => actorById(database, workspaceId, personId),
    calendarOf: async (workspaceId) => (await settingsOf(database, workspaceId)).calendar,
  });
  const before = { sent: (await outbox.stats()).outcomes.sent, cpuMs: cpuMs() };
  const from = performance.now();
  while ((await outbox.stats()).outcomes.sent - before.sent < load.count) {
    if (performance.now() - from > 60_000) throw new Error("the messages were not sent in a minute");
    await outbox.wake();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const tookMs = performance.now() - from;
  await outbox.drain(5_000);
  return {
    tookMs,
    cpuMs: cpuMs() - before.cpuMs,
    messages: recorder.count(),
    nearestMs: recorder.nearestMs(),
  };
}

/** Takes everything at once, and remembers when. */
function createRecorder() {
  const sentAt = new Map<string, number[]>();
  let count = 0;
  const port: PlatformPort = {
    platform: "slack",
    send: async ({ tenant }) => {
      count += 1;
      const times = sentAt.get(tenant) ?? [];
      times.push(performance.now());
      sentAt.set(tenant, times);
      return { platform: "slack", conversation: "D0", message: String(count) };
    },
    update: async () => undefined,
    profile: async () => ({ name: "" }),
    sendFile: async () => undefined,
    downloadFile: async () => Buffer.alloc(0),
    check: async () => ({ ok: true, tenant: world.slackTenant }),
  };
  const gaps = () =>
    [...sentAt.values()].flatMap((times) => times.slice(1).map((time, index) => time - (times[index] ?? 0)));
  return { port, count: () => count, nearestMs: () => Math.min(...gaps()) };
}
