import { afterEach, beforeEach } from "vitest";
import { z } from "zod";
import type { Card } from "#chat/card.ts";
import type { ChatEvent, MessageRef, Platform } from "#chat/event.ts";
import { type BuiltMessage, type MessageKind, messageKind } from "#chat/feature.ts";
import { DeliveryError, type OutgoingMessage, type PlatformPort } from "#chat/port.ts";
import { plain } from "#chat/text.ts";
import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { actorById } from "#directory/people.ts";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { enqueue, type KindToSend } from "#outbox/enqueue.ts";
import { createOutbox, type Outbox, type OutboxOptions } from "#outbox/outbox.ts";
import { newPerson, newWorkspace, type TestWorkspace } from "#test/directory/support.ts";
import { testDatabase } from "#test/support/database.ts";

const opened: Outbox[] = [];

/** A database for a test file. An outbox works for all workspaces: each test finds it empty and leaves none at work. */
export async function outboxDatabase() {
  const database = await testDatabase();
  beforeEach(async () => {
    await database.prisma.$executeRaw`TRUNCATE outbound_message, inbound_event, lane, shown_message`;
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((outbox) => outbox.drain(5_000)));
  });
  return database;
}

/** An outbox that ends with the test. */
export function openOutbox(options: OutboxOptions): Outbox {
  const outbox = createOutbox(options);
  opened.push(outbox);
  return outbox;
}

/** Monday, 10:00 in Shanghai. */
export const monday10 = new Date("2026-11-23T02:00:00Z");

/** Real time that a test can move; business time that stands still unless moved. */
export function testClock(now = monday10) {
  const clock = {
    now,
    aheadMs: 0,
    realNow: () => new Date(Date.now() + clock.aheadMs),
  };
  return clock;
}
export type TestClock = ReturnType<typeof testClock>;

export type Sent = { readonly atMs: number; readonly message: OutgoingMessage; readonly ref: MessageRef };

/**
 * A platform that takes messages and finds those that may have been sent before, as the real ones do.
 * `refuse` is asked before each; what it throws is thrown.
 */
function recordingPort(platform: Platform = "slack") {
  const sent: Sent[] = [];
  const state = { refuse: async (_message: OutgoingMessage): Promise<void> => undefined };
  const port: PlatformPort = {
    platform,
    send: async (message) => {
      await state.refuse(message);
      const known = sent.find((each) => each.message.deliveryId === message.deliveryId);
      if (known !== undefined && message.maybeSent) return known.ref;
      const { to } = message;
      const ref =
        to.type === "message" ? to.ref : { platform, conversation: "D1", message: String(sent.length + 1) };
      sent.push({ atMs: performance.now(), message, ref });
      return ref;
    },
    update: async () => undefined,
    profile: async () => ({ name: "Somebody" }),
    sendFile: async () => undefined,
    downloadFile: async () => Buffer.alloc(0),
    check: async () => ({ ok: true, tenant: "T1" }),
  };
  return { port, sent, state, titles: () => sent.map(({ message }) => titleOf(message)) };
}

export function titleOf({ content }: OutgoingMessage): string {
  return content.type === "card" ? content.card.title : content.form.title;
}

export function refusing(failure: DeliveryError["failure"], retryAfterMs?: number) {
  return async () => {
    throw new DeliveryError(failure, {
      code: "test",
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  };
}

export function card(title: string): Card {
  return { title, tone: "info", body: [] };
}

const payload = z.object({ text: z.string() });

/** A kind whose card has the payload's text as title. */
export function kindNamed(kind: string, changes: Partial<MessageKind> = {}): MessageKind {
  const build = async (_ctx: unknown, { text }: z.infer<typeof payload>): Promise<BuiltMessage> => ({
    card: card(text),
    item: { text: [{ type: "value", text }], buttons: [] },
  });
  return { ...messageKind({ kind, payload, bundled: false, urgent: false, build }), ...changes };
}

export const news = kindNamed("news");
export const due = kindNamed("due", { bundled: true });

export type Rig = Awaited<ReturnType<typeof newRig>>;

/** A workspace with one person on Slack, a platform that records, and an outbox in front of it. */
export async function newRig(database: Database, options: Partial<OutboxOptions> = {}) {
  const workspace = await newWorkspace(database);
  const person = await newPerson(workspace, { slack: "U1" });
  const clock = testClock();
  const recorder = recordingPort();
  const boxOptions = outboxOptions(database, clock, { platforms: [recorder.port], ...options });
  const outbox = openOutbox(boxOptions);
  return { database, workspace, person, clock, ...recorder, outbox, boxOptions };
}

export function outboxOptions(
  database: Database,
  clock: TestClock,
  options: Partial<OutboxOptions> = {},
): OutboxOptions {
  const platforms = options.platforms ?? [];
  return {
    database,
    platforms,
    messages: [news, due],
    views: new Map(),
    sweeps: [],
    context: (workspaceId) => ({
      database,
      db: forWorkspace(database.prisma, workspaceId),
      now: clock.now,
      workspaceId,
      platforms,
      approvals: new Map(),
      messages: new Map(),
    }),
    actorById: (workspaceId, personId) => actorById(database, workspaceId, personId),
    calendarOf: async () => chinaCalendar(),
    bundleCard: (_locale, { items, topics }) => ({
      ...card(items.map(({ text }) => plain(text)).join(" + ")),
      ...(topics.length > 0 && { shows: { view: "bundle", topics } }),
    }),
    now: () => clock.now,
    realNow: clock.realNow,
    random: () => 0.5,
    ...options,
  };
}

/** Puts messages with these texts into the outbox, due now. */
export async function say(
  { database, workspace, person, clock }: Pick<Rig, "database" | "workspace" | "person" | "clock">,
  kind: KindToSend,
  ...texts: readonly string[]
): Promise<void> {
  await enqueue(
    database.prisma,
    workspace.workspaceId,
    texts.map((text) => ({
      kind,
      key: `${kind.kind}:${person.personId}:${text}`,
      personId: person.personId,
      payload: { text },
      dueAt: clock.now,
    })),
  );
}

/** The workspace's messages, in the order in which they were made. */
export function rowsOf({ database, workspace }: Pick<Rig, "database" | "workspace">) {
  return database.prisma.outboundMessage.findMany({
    where: { workspaceId: workspace.workspaceId },
    orderBy: { id: "asc" },
  });
}

export function messageEvent(workspace: TestWorkspace, key: string, userId = "U1"): ChatEvent {
  return {
    type: "message",
    platform: "slack",
    tenant: workspace.tenants.slack,
    key,
    userId,
    conversation: { id: `D-${userId}`, kind: "direct" },
    text: `text of ${key}`,
    messageId: key,
  };
}

/** No distance between messages, for tests of other things. */
export const noSpacing = {
  bundleMs: 0,
  platforms: { slack: { destinationMs: 0, appMs: 0 }, feishu: { destinationMs: 0, appMs: 0 } },
};
