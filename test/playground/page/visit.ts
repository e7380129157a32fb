import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { type Playground, startPlayground } from "#playground/start.ts";
import { sampleTeam } from "#playground/team.ts";
import type { Act, ActAnswer, ClientName, ClientView, MessageView } from "#playground/web/wire.ts";
import { parseConfig } from "#src/config.ts";
import { testServer } from "#test/support/database.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";
import { until } from "#test/support/stage-watch.ts";

/** A playground on a database of its own, and a browser's way to it. */
export type Visit = {
  readonly databaseUrl: string;
  readonly directory: string;
  readonly url: string;
  get(path: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<Response>;
  act(act: Act): Promise<ActAnswer>;
  /** The words with which the server refuses. */
  refused(act: Act): Promise<string>;
  view(client: ClientName, name: string, open?: string): Promise<ClientView>;
  /** Waits for a message of the bot in the direct chat whose JSON holds the words. */
  sees(client: ClientName, name: string, words: string): Promise<MessageView>;
  /** Ends the process' part and starts it again on the same database. */
  restart(options?: { isEmpty?: boolean }): Promise<void>;
  stop(): Promise<void>;
  playground(): Playground;
};

const accounts = new Map<string, Record<ClientName, string>>();

/** The account of somebody of the sample team. */
export function idOf(client: ClientName, name: string): string {
  const id = accounts.get(name)?.[client];
  if (id === undefined) throw new Error(`nobody is called ${name}`);
  return id;
}

export async function visit(
  options: { isEmpty?: boolean; variables?: Readonly<Record<string, string>> } = {},
): Promise<Visit> {
  const { serverUrl } = await testServer();
  const directory = await mkdtemp(join(tmpdir(), "genjin-page-"));
  const databaseUrl = await createEmpty(serverUrl);
  await writeFile(join(directory, "index.html"), "<!doctype html><title>page</title>");
  const start = (isEmpty = false) =>
    startPlayground({
      ...{ config: parseConfig({ PORT: "0", ...options.variables }), databaseUrl, isEmpty },
      ...{ secretFile: join(directory, ".secret"), page: async () => directory },
    });
  let playground = await start(options.isEmpty);
  for (const person of sampleTeam) {
    const ids = {
      slack: playground.seat("slack", person).userId,
      feishu: playground.seat("feishu", person).userId,
    };
    accounts.set(person.name, ids);
  }
  const url = () => `http://127.0.0.1:${playground.port}`;
  const get = async (path: string) => {
    const response = await fetch(`${url()}/playground/${path}`);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  const post = (path: string, body: unknown) =>
    fetch(`${url()}/playground/${path}`, {
      ...{ method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) },
    });
  const view = async (client: ClientName, name: string, open = ""): Promise<ClientView> =>
    viewSchema.parse(await get(`view?${new URLSearchParams({ client, user: idOf(client, name), open })}`));
  return {
    ...{ databaseUrl, directory, get, post, view },
    get url() {
      return url();
    },
    act: async (act) => {
      const response = await post("act", act);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return answerSchema.parse(await response.json());
    },
    refused: async (act) => {
      const response = await post("act", act);
      const { error } = z.object({ error: z.string() }).parse(await response.json());
      return `${response.status} ${error}`;
    },
    sees: (client, name, words) =>
      until(
        `${name} sees ${words} on ${client}`,
        async () => directOf(await view(client, name)).findLast((one) => isSaying(one, words)),
        20_000,
      ),
    restart: async ({ isEmpty } = {}) => {
      await playground.stop();
      playground = await start(isEmpty);
    },
    stop: async () => {
      await playground.stop();
      await dropDatabase(serverUrl, databaseUrl);
      await rm(directory, { recursive: true });
    },
    playground: () => playground,
  };
}

/** What stands in somebody's direct chat with the bot. */
export function directOf({ conversations, messages }: ClientView): readonly MessageView[] {
  return messages[conversations.find(({ kind }) => kind === "direct")?.id ?? ""] ?? [];
}

function isSaying({ from, raw }: MessageView, words: string): boolean {
  return from.isBot && JSON.stringify(raw).includes(words);
}

const message = z.object({
  id: z.string(),
  from: z.object({ id: z.string(), name: z.string(), isBot: z.boolean() }),
  at: z.iso.datetime(),
  ephemeral: z.boolean(),
  thread: z.string().exactOptional(),
  raw: z.unknown(),
  kind: z.enum(["text", "card"]),
  files: z.array(z.string()).exactOptional(),
  edited: z.boolean().exactOptional(),
});

const answerSchema: z.ZodType<ActAnswer> = z.strictObject({
  outcome: z.strictObject({
    ...{ status: z.number(), tookMs: z.number(), error: z.string().exactOptional() },
    fieldErrors: z.record(z.string(), z.string()).exactOptional(),
  }),
  options: z.array(z.unknown()).exactOptional(),
});

const viewSchema: z.ZodType<ClientView> = z.strictObject({
  user: z.string(),
  conversations: z.array(
    z.strictObject({
      ...{ id: z.string(), title: z.string(), kind: z.enum(["direct", "group", "home"]) },
      ...{ summary: z.string(), unread: z.number() },
    }),
  ),
  messages: z.record(z.string(), z.array(message)),
  views: z.array(z.unknown()).exactOptional(),
  home: z.unknown().exactOptional(),
  toasts: z.array(z.string()),
});
