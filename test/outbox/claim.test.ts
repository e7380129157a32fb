import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Database } from "#db/client.ts";
import { Prisma } from "#db/generated/client.ts";
import { type ClaimedRow, type ClaimOptions, claimDue, claimStatement } from "#outbox/claim.ts";
import { defaultSpacing } from "#outbox/lanes.ts";
import { settle } from "#outbox/settle.ts";
import { newPerson } from "#test/directory/support.ts";
import { due, monday10, newRig, news, noSpacing, outboxDatabase, type Rig, say } from "./support.ts";

const database = await outboxDatabase();

const leaseMs = 3_600_000;

function claimAt(realMs: number, changes: Partial<ClaimOptions> = {}) {
  return claimDue(database, {
    now: monday10,
    realNow: new Date(monday10.getTime() + realMs),
    limit: 100,
    leaseMs,
    spacing: defaultSpacing,
    ...changes,
  });
}

/** Three at once, every 100 ms of injected real time or less often, until all is claimed. */
async function claimAll(count: number, everyMs = 100): Promise<ClaimedRow[]> {
  const claimed: ClaimedRow[] = [];
  for (let ms = 0; claimed.length < count && ms < 60_000; ms += everyMs) {
    const claims = await Promise.all([1, 2, 3].map(() => claimAt(ms, { limit: 10 })));
    claimed.push(...claims.flatMap((claim) => claim.claimed));
  }
  return claimed;
}

function shortestGap(rows: readonly ClaimedRow[]): number {
  const slots = rows.map(({ slotAt }) => slotAt.getTime()).sort((a, b) => a - b);
  return Math.min(...slots.slice(1).map((slot, index) => slot - (slots[index] ?? 0)));
}

async function peopleOf(rig: Rig, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, index) => newPerson(rig.workspace, { slack: `V${index}` })),
  );
}

describe("places in the lanes", () => {
  it("keep a second between messages to one destination and a tenth between all of an app, over three claimers", async () => {
    const rig = await newRig(database);
    const people = await peopleOf(rig, 8);
    for (const text of ["1", "2", "3", "4", "5"]) {
      for (const person of people) await say({ ...rig, person }, news, text);
    }
    const claimed = await claimAll(40);
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed.map(({ id }) => id)).size).toBe(40);
    const { destinationMs, appMs } = defaultSpacing.platforms.slack;
    expect(shortestGap(claimed)).toBeGreaterThanOrEqual(appMs);
    for (const lane of new Set(claimed.map((row) => row.lane))) {
      expect(shortestGap(claimed.filter((row) => row.lane === lane))).toBeGreaterThanOrEqual(destinationMs);
    }
  });

  it("lose no time: forty messages at ten a second take four seconds", async () => {
    const rig = await newRig(database);
    for (const person of await peopleOf(rig, 40)) await say({ ...rig, person }, news, "1");
    const slots = (await claimAll(40)).map(({ slotAt }) => slotAt.getTime());
    expect(Math.max(...slots) - Math.min(...slots)).toBe(39 * defaultSpacing.platforms.slack.appMs);
  });

  // A row was looked at again when its turn had come: the app stood idle until it was claimed, at each row anew.
  it("lose no time where the claims are late: what waits for its app is looked at before its turn", async () => {
    const rig = await newRig(database);
    for (const person of await peopleOf(rig, 40)) await say({ ...rig, person }, news, "1");
    const slots = (await claimAll(40, 350)).map(({ slotAt }) => slotAt.getTime());
    expect(Math.max(...slots) - Math.min(...slots)).toBe(39 * defaultSpacing.platforms.slack.appMs);
  });

  it("are the platform's of the account that was used last", async () => {
    const rig = await newRig(database);
    const { workspaceId } = rig.workspace;
    const both = await newPerson(rig.workspace, { slack: "V1", feishu: "ou_1" });
    await database.prisma.identity.update({
      where: { workspaceId_platform_userId: { workspaceId, platform: "feishu", userId: "ou_1" } },
      data: { seenAt: new Date(Date.now() + 60_000), directConversation: "oc_1" },
    });
    await say({ ...rig, person: both }, news, "1", "2", "3");
    const claimed = await claimAll(3);
    expect(claimed[0]).toMatchObject({
      platform: "feishu",
      tenant: rig.workspace.tenants.feishu,
      userId: "ou_1",
      conversation: "oc_1",
    });
    expect(shortestGap(claimed)).toBe(defaultSpacing.platforms.feishu.destinationMs + 50);
  });

  // A process died after Slack had taken a reminder; the person then wrote on Feishu, and was reminded there again.
  it("stay those of the account that an earlier attempt may have reached, though another was used since", async () => {
    const rig = await newRig(database);
    const both = await newPerson(rig.workspace, { slack: "V1", feishu: "ou_1" });
    const markUsed = (platform: "slack" | "feishu", minute: number) =>
      database.prisma.identity.updateMany({
        where: { workspaceId: rig.workspace.workspaceId, personId: both.personId, platform },
        data: { seenAt: new Date(Date.now() + minute * 60_000) },
      });
    await markUsed("slack", 1);
    await say({ ...rig, person: both }, news, "1");
    expect(await claimAll(1)).toMatchObject([{ platform: "slack", maybeSent: false }]);
    await markUsed("feishu", 2);
    expect((await claimAt(2 * leaseMs)).claimed).toMatchObject([{ platform: "slack", maybeSent: true }]);
  });
});

describe("claiming", () => {
  it("gives each of many rows to one of three claimers", async () => {
    const rig = await newRig(database);
    for (const person of await peopleOf(rig, 20)) {
      await say({ ...rig, person }, news, ...Array.from({ length: 10 }, (_, index) => String(index)));
    }
    const seen: string[] = [];
    for (let round = 1; round <= 20; round += 1) {
      const claims = await Promise.all(
        [1, 2, 3].map(() => claimAt(round * 100, { limit: 30, spacing: noSpacing })),
      );
      seen.push(...claims.flatMap((claim) => claim.claimed.map(({ id }) => id)));
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  it("leaves what is not due, by the business clock", async () => {
    const rig = await newRig(database);
    rig.clock.now = new Date(monday10.getTime() + 1);
    await say(rig, news, "later");
    expect((await claimAt(3_600_000)).claimed).toEqual([]);
    expect((await claimAt(3_600_000, { now: rig.clock.now })).claimed).toHaveLength(1);
  });

  it("gives a row to another when the lease is over, who knows that it may have been sent", async () => {
    const rig = await newRig(database);
    await say(rig, news, "1");
    const [first] = (await claimAt(0, { leaseMs: 5_000 })).claimed;
    expect((await claimAt(4_999)).claimed).toEqual([]);
    const [second] = (await claimAt(5_000)).claimed;
    expect([first?.attempts, first?.maybeSent]).toEqual([1, false]);
    expect([second?.attempts, second?.maybeSent]).toEqual([2, true]);
  });

  it("lets nobody settle a row whose lease was lost", async () => {
    const rig = await newRig(database);
    await say(rig, news, "1");
    const [slow] = (await claimAt(0, { leaseMs: 5_000 })).claimed;
    const [fast] = (await claimAt(5_000)).claimed;
    if (slow === undefined || fast === undefined) throw new Error("nothing claimed");
    const gone = { type: "cancelled", why: "test" } as const;
    const sent = { type: "sent", ref: { platform: "slack", conversation: "D", message: "1" } } as const;
    expect(await settle(database, [{ row: slow, outcome: gone, now: monday10 }])).toBe(0);
    expect(await settle(database, [{ row: fast, outcome: sent, now: monday10 }])).toBe(1);
    expect(await settle(database, [{ row: fast, outcome: gone, now: monday10 }])).toBe(0);
    expect((await database.prisma.outboundMessage.findFirstOrThrow()).status).toBe("sent");
  });

  it("takes no more into a bundle than a card holds, the rest a minute later", async () => {
    const rig = await newRig(database);
    await say(rig, due, ...Array.from({ length: 20 }, (_, index) => String(index)));
    expect((await claimAt(0)).claimed).toHaveLength(15);
    expect((await claimAt(59_999)).claimed).toEqual([]);
    expect((await claimAt(60_000)).claimed).toHaveLength(5);
  });
});

describe("with many rows that are not due", () => {
  it("looks only at the index of what is due", async () => {
    const rig = await newRig(database);
    await fillWithFuture(database, rig);
    await say(rig, due, "now");
    const statement = claimStatement({
      now: monday10,
      realNow: monday10,
      limit: 100,
      leaseMs: 1_000,
      spacing: defaultSpacing,
    });
    const [plan] = z
      .tuple([z.object({ "QUERY PLAN": z.unknown() })])
      .parse(await database.prisma.$queryRaw(Prisma.sql`EXPLAIN (FORMAT JSON) ${statement}`));
    const text = JSON.stringify(plan);
    expect(text).toContain('"outbound_message_due_at_locked_until_idx"');
    expect(text).toContain('"outbound_message_workspace_id_lane_due_at_idx"');
    expect(text.match(/"Relation Name":"outbound_message"/g)).toHaveLength(4);
    expect(text).not.toMatch(/"Seq Scan"[^{}]*"outbound_message"/);
    expect((await claimAt(0)).claimed).toHaveLength(1);
  });
});

async function fillWithFuture({ prisma }: Database, { workspace, person }: Rig): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO outbound_message (workspace_id, id, key, kind, person_id, lane, payload, due_at, locked_until)
    SELECT ${workspace.workspaceId}::uuid, gen_random_uuid(), ${uuid()} || n, 'news', ${person.personId}::uuid,
      'person:' || n % 500, '{}', ${monday10}::timestamptz + n * interval '1 minute', 'epoch'
    FROM generate_series(1, 20000) AS n`;
  await prisma.$executeRaw`ANALYZE outbound_message`;
}
