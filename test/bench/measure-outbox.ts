import { v7 as uuid } from "uuid";
import { z } from "zod";
import { messageKind } from "#chat/feature.ts";
import type { PlatformPort } from "#chat/port.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { actorById } from "#directory/people.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { todoSweep } from "#features/todo/remind.ts";
import { claimDue } from "#outbox/claim.ts";
import { enqueue } from "#outbox/enqueue.ts";
import { defaultSpacing, type Spacing } from "#outbox/lanes.ts";
import { createOutbox } from "#outbox/outbox.ts";
import { median } from "./rounds.ts";
import { type Line, ms, perSecond } from "./table.ts";
import { world } from "./world.ts";

const messagesCount = 3000;
const open: Spacing = {
  bundleMs: 0,
  platforms: { slack: { destinationMs: 0, appMs: 0 }, feishu: { destinationMs: 0, appMs: 0 } },
};
const news = messageKind({
  ...{ kind: "bench", payload: z.object({}), bundled: false, urgent: true },
  build: async () => ({ card: { title: "News", tone: "info", body: [] } }),
});

/** From enqueued to marked as sent, through a port that takes everything at once. */
export async function measureDeliveries(database: Database, workspaceId: string): Promise<Line[]> {
  const wide = await deliver(database, workspaceId, open);
  const paced = await deliver(database, workspaceId, { ...defaultSpacing, bundleMs: 0 });
  return [
    {
      what: `deliveries, lanes open, against one message per ${defaultSpacing.platforms.slack.appMs} ms that Slack takes of an app`,
      ours: perSecond(wide),
      against: perSecond(1000 / defaultSpacing.platforms.slack.appMs),
      ratio: wide / (1000 / defaultSpacing.platforms.slack.appMs),
    },
    {
      what: "deliveries with the platforms' distances kept, against those distances",
      ours: perSecond(paced),
      against: perSecond(1000 / defaultSpacing.platforms.slack.appMs),
      ratio: paced / (1000 / defaultSpacing.platforms.slack.appMs),
    },
  ];
}

async function deliver(database: Database, workspaceId: string, spacing: Spacing): Promise<number> {
  const isPaced = spacing !== open;
  const count = isPaced ? 40 : messagesCount;
  const people = await database.prisma.person.findMany({ where: { workspaceId }, select: { id: true } });
  const now = new Date();
  await enqueue(
    database.prisma,
    workspaceId,
    Array.from({ length: count }, (_, index) => ({
      ...{ kind: news, key: `bench:${uuid()}`, payload: {}, dueAt: now },
      personId: people[index % people.length]?.id ?? "",
    })),
  );
  await database.pool.query("ANALYZE outbound_message");
  let sent = 0;
  const platform: PlatformPort = {
    platform: "slack",
    send: async () => {
      sent += 1;
      return { platform: "slack", conversation: "D0", message: String(sent) };
    },
    update: async () => undefined,
    profile: async () => ({ name: "" }),
    check: async () => ({ ok: true, tenant: world.slackTenant }),
  };
  const feishu: PlatformPort = { ...platform, platform: "feishu" };
  const outbox = createOutbox({
    ...{ database, spacing, platforms: [platform, feishu], messages: [news], sweeps: [] },
    ...{ now: () => new Date(), realNow: () => new Date(), calendarOf: async () => chinaCalendar() },
    bundleCard: () => ({ title: "", tone: "info", body: [] }),
    context: () => ({
      database,
      workspaceId,
      platforms: [platform, feishu],
      now,
      db: forWorkspace(database.prisma, workspaceId),
    }),
    actorById: (_, personId) => actorById(database, workspaceId, personId),
  });
  const from = performance.now();
  while (sent < count && performance.now() - from < 30_000) await outbox.tick();
  const tookMs = performance.now() - from;
  await outbox.drain(5000);
  return (sent / tookMs) * 1000;
}

/** Looking for what is due, with few and with a million timers and messages in the future. */
export async function measureSweeps(database: Database, workspaceId: string): Promise<Line[]> {
  await fill(database, workspaceId, 1000);
  const few = { sweep: await idleSweep(database), claim: await idleClaim(database) };
  await fill(database, workspaceId, 1_000_000);
  const many = { sweep: await idleSweep(database), claim: await idleClaim(database) };
  const line = (what: string, ours: number, against: number): Line => ({
    ...{ what, ours: `${ms(ours)} at 1,000,000`, against: `${ms(against)} at 1,000`, ratio: ours / against },
    ...{ aim: "≤ 1.5", fails: ours / against > 3 },
  });
  return [
    line("a sweep of to-dos with nothing due", many.sweep, few.sweep),
    line("a claim of messages with nothing due", many.claim, few.claim),
  ];
}

async function fill({ pool }: Database, workspaceId: string, count: number): Promise<void> {
  const person = `(SELECT id FROM person WHERE workspace_id = '${workspaceId}' LIMIT 1)`;
  await pool.query("DELETE FROM outbound_message");
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query(
      `INSERT INTO todo (workspace_id, id, title, owner_id, created_by_id, created_at, remind_at)
       SELECT $1::uuid, gen_random_uuid(), 'later', ${person}, ${person}, now(), now() + interval '1 day' + n * interval '1 second'
       FROM generate_series(1, $2::int) n`,
      [workspaceId, count],
    );
    await client.query(
      `INSERT INTO outbound_message (workspace_id, id, key, kind, person_id, lane, payload, due_at, locked_until)
       SELECT $1::uuid, gen_random_uuid(), 'later:' || n, 'bench', ${person}, 'person:' || ${person}, '{}',
         now() + interval '1 day' + n * interval '1 second', 'epoch'
       FROM generate_series(1, $2::int) n`,
      [workspaceId, count],
    );
    await client.query("VACUUM ANALYZE todo");
    await client.query("VACUUM ANALYZE outbound_message");
  } finally {
    client.release(true);
  }
}

function idleSweep(database: Database): Promise<number> {
  return medianOf(() => todoSweep.claim(database, { now: new Date(), limit: 500 }));
}

function idleClaim(database: Database): Promise<number> {
  const leaseMs = 60_000;
  return medianOf(() =>
    claimDue(database, {
      now: new Date(),
      realNow: new Date(),
      limit: 100,
      leaseMs,
      spacing: defaultSpacing,
    }),
  );
}

async function medianOf(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < 60; turn += 1) {
    const from = performance.now();
    await work();
    took.push(performance.now() - from);
  }
  return median(took.slice(10));
}
