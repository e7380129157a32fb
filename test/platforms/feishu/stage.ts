import { z } from "zod";
import type { Card } from "#chat/card.ts";
import type { ChatEvent, MessageRef } from "#chat/event.ts";
import type { PlatformHost, PlatformParts } from "#chat/host.ts";
import { nothing, type Reply } from "#chat/reply.ts";
import { createFeishu } from "#platforms/feishu/platform.ts";
import setup from "#platforms/feishu/setup.json" with { type: "json" };
import { createFeishuEmulator, type FeishuEmulator } from "#playground/feishu/emulator.ts";
import type { Limits } from "#playground/feishu/types.ts";
import { createFront } from "#src/http/front.ts";
import { setLogLevel } from "#src/log.ts";

export const encryptKey = "an encrypt key";

export type Stage = {
  readonly feishu: FeishuEmulator;
  readonly parts: PlatformParts;
  readonly host: RecordingHost;
  readonly li: ReturnType<FeishuEmulator["client"]>;
  /** Bodies that the bot's calls to an endpoint carried, oldest first. */
  calls(name: string): readonly unknown[];
  stop(): Promise<void>;
};

/** Stands in for the rest of the program: answers with what the test says and keeps what it is given. */
type RecordingHost = PlatformHost & {
  reply: (event: ChatEvent) => Reply | Promise<Reply>;
  storing: () => Promise<void>;
  readonly answered: ChatEvent[];
  readonly stored: ChatEvent[];
  readonly queued: { event: ChatEvent; reply: Reply }[];
  /** What stands where, in answer to what. */
  readonly standing: { readonly ref: MessageRef; readonly card: Card }[];
};

function createHost(): RecordingHost {
  const host: RecordingHost = {
    reply: () => nothing,
    storing: async () => undefined,
    answered: [],
    stored: [],
    queued: [],
    standing: [],
    stands: async (_event, ref, card) => {
      host.standing.push({ ref, card });
    },
    answer: async (event) => {
      host.answered.push(event);
      return await host.reply(event);
    },
    store: async (event) => {
      await host.storing();
      host.stored.push(event);
    },
    queue: async (event, reply) => {
      host.queued.push({ event, reply });
    },
    keep: async () => {
      throw new Error("Feishu is answered in the response");
    },
    token: async () => undefined,
    botUserId: async () => undefined,
    locale: async () => "zh",
  };
  return host;
}

/** The adapter behind the real HTTP front, talking to the pretend Feishu over loopback. */
export async function createStage(options: { readonly limits?: Partial<Limits> } = {}): Promise<Stage> {
  setLogLevel("silent");
  const feishu = createFeishuEmulator({
    encryptKey,
    // Nothing but what the setup asks for.
    scopes: setup.scopes.map((scope) => scope.name),
    retryDelaysMs: [50, 50],
    limits: { enabled: false, ...options.limits },
    users: [
      { name: "王经理", openId: "ou_wang", email: "Wang@yuanda.example" },
      { name: "李雷", openId: "ou_li", email: "Li@yuanda.example", leaderOpenId: "ou_wang" },
    ],
  });
  await feishu.start();
  const host = createHost();
  host.botUserId = async () => feishu.botOpenId;
  const parts = createFeishu(
    {
      appId: feishu.appId,
      appSecret: feishu.appSecret,
      encryptKey,
      verificationToken: feishu.verificationToken,
      domain: feishu.domain,
    },
    host,
  );
  const front = createFront(parts.routes, { port: 0, host: "127.0.0.1" });
  feishu.eventsUrl = `http://127.0.0.1:${await front.listen()}/feishu/events`;
  return {
    feishu,
    parts,
    host,
    li: feishu.client("ou_li"),
    calls: (name) =>
      feishu.log
        .filter((entry) => entry.kind === "api" && entry.name.includes(name))
        .map((entry) => entry.request),
    stop: async () => {
      await front.stop(1000);
      await feishu.stop();
    },
  };
}

/** The body of the last delivery of a type, as it was before encryption. */
export function deliveredBody({ feishu }: Stage, name: string): object {
  const entry = feishu.log.findLast((one) => one.kind === "delivery" && one.name === name);
  return z.object({ body: z.record(z.string(), z.unknown()) }).parse(entry?.request).body;
}

export async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 150 && !isSo(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  if (!isSo()) throw new Error("waited in vain");
}
