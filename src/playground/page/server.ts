import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { type Others, readBody } from "#src/http/front.ts";
import { log } from "#src/log.ts";
import type { ChatClient } from "../client.ts";
import type { TimeMachine } from "../time-machine.ts";
import type { GroupView, Locale, PersonView, PlaygroundState } from "../web/wire.ts";
import { actSchema, perform } from "./act.ts";
import { type Answer, answer, answerJson, PageError } from "./answer.ts";
import { momentOf } from "./clock-moves.ts";
import { menu, shortcuts } from "./entries.ts";
import { createFeed, type Feed } from "./feed.ts";
import { readPage } from "./files.ts";
import { gallery } from "./gallery.ts";
import { refuseStrangers } from "./guard.ts";
import { wireLines } from "./inspector.ts";
import { botViews } from "./people.ts";
import { createViews, type Worlds } from "./view.ts";

export type PageParts = Worlds & {
  readonly time: Pick<TimeMachine, "now" | "moveTo">;
  readonly people: readonly PersonView[];
  readonly groups: readonly GroupView[];
  readonly locale: Locale;
  /** Of the clock's mornings, and of the times that the page tells. */
  readonly tz: string;
  /** Where the built page lies; asked when somebody opens it. */
  readonly directory: () => Promise<string>;
};

export type Page = {
  /** Answers `/`, what the page consists of, and `/playground/*`. */
  readonly handle: Others;
  /** Ends the streams. */
  stop(): void;
};

type Asked = { readonly request: IncomingMessage; readonly query: URLSearchParams };
type Endpoint = (asked: Asked) => unknown;

const bodyKbMax = 256;
/** Of a file: base64 of somewhat more than the bot takes, which says so itself. */
const fileKbMax = 16 * 1024;
const client = z.enum(["slack", "feishu"]);
const look = z.object({ client, user: z.string(), open: z.string().optional() });
const file = z.object({ client, user: z.string(), message: z.string(), nth: z.coerce.number() });
const since = z.iso.datetime({ offset: true }).optional();
const clockMove = z.object({ to: z.enum(["+1h", "next-morning", "next-working-day"]) });

/** The page's server, for the front that the bot is reached at: JSON as in `../web/wire.ts`, errors as `{ error }` in words. */
export function createPage(parts: PageParts): Page {
  const feed = createFeed();
  const forget = [
    parts.slack.onChange(() => feed.changed("slack")),
    parts.feishu.onChange(() => feed.changed("feishu")),
  ];
  const endpoints = endpointsOf(parts, feed);
  let files: Promise<ReadonlyMap<string, Answer>> | undefined;
  const fileNamed = async (path: string, response: ServerResponse) => {
    files ??= parts.directory().then(readPage);
    const file = (await files).get(path);
    if (file === undefined) throw new PageError(404, "there is no such page");
    answer(response, file);
  };
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    refuseStrangers(request);
    const [path = "", query] = (request.url ?? "").split("?", 2);
    const asked = { request, query: new URLSearchParams(query) };
    if (`${request.method} ${path}` === "GET /playground/events") {
      return feed.open(response);
    }
    if (`${request.method} ${path}` === "GET /playground/file") {
      return answer(response, fileOf(parts, parse(file, Object.fromEntries(asked.query))));
    }
    const endpoint = endpoints[`${request.method} ${path}`];
    if (endpoint !== undefined) return answerJson(response, 200, await endpoint(asked));
    if (request.method !== "GET") throw new PageError(404, "there is nothing here to do");
    await fileNamed(path, response);
  };
  return {
    handle: (request, response) =>
      serve(request, response).catch((error: unknown) => refuse(response, error)),
    stop: () => {
      for (const one of forget) one();
      feed.stop();
    },
  };
}

function endpointsOf(parts: PageParts, feed: Feed): Readonly<Record<string, Endpoint>> {
  const { time, people, groups, tz } = parts;
  const view = createViews(parts);
  const actOf = async (request: IncomingMessage, kbMax: number) => {
    const act = parse(actSchema, await bodyOf(request, kbMax));
    try {
      return await perform(parts, act);
    } catch (error) {
      throw cannot(error);
    } finally {
      // What a client does by itself, such as closing a form, goes over no wire.
      feed.changed(act.client);
    }
  };
  return {
    "GET /playground/state": ({ request }): PlaygroundState => ({
      ...{ people, groups, tz, now: time.now().toISOString(), platforms: ["slack", "feishu"] },
      ...{ shortcuts, menu, bots: botViews(parts) },
      locale: localeOf(request.headers["accept-language"]) ?? parts.locale,
    }),
    "GET /playground/view": ({ query }) => view(parse(look, Object.fromEntries(query))),
    "GET /playground/wire": ({ query }) => {
      const after = parse(since, query.get("since") ?? undefined);
      return wireLines(parts, after === undefined ? undefined : new Date(after));
    },
    "GET /playground/samples": gallery,
    "POST /playground/act": ({ request }) => actOf(request, bodyKbMax),
    "POST /playground/file": ({ request }) => actOf(request, fileKbMax),
    "POST /playground/clock": async ({ request }) => {
      const move = parse(clockMove, await bodyOf(request));
      await time.moveTo(momentOf(move, { now: time.now(), tz }));
      feed.clock(time.now());
      return { now: time.now().toISOString() };
    },
  };
}

/** The first language of the browser that there is. */
function localeOf(languages: string | undefined): Locale | undefined {
  const wanted = (languages ?? "").split(",").map((language) => language.trim().slice(0, 2).toLowerCase());
  return wanted.find((language): language is Locale => language === "zh" || language === "en");
}

/** A file of a message that the person sees; pages of others may have had a hand in it, so it is only kept. */
function fileOf(
  { slack, feishu }: Worlds,
  { client: name, user, message, nth }: z.infer<typeof file>,
): Answer {
  const seat = name === "slack" ? slack.client(user) : feishu.client(user);
  const found = filesSeen(seat, message)[nth];
  if (found === undefined) throw new PageError(404, "there is no such file");
  return { status: 200, type: "application/octet-stream", download: found.name, body: found.bytes };
}

function filesSeen(seat: ChatClient, message: string) {
  try {
    return seat.files(message);
  } catch (error) {
    throw cannot(error);
  }
}

async function bodyOf(request: IncomingMessage, kbMax = bodyKbMax): Promise<unknown> {
  const body = await readBody(request, kbMax * 1024);
  if (body === 413) throw new PageError(413, `more than ${kbMax} KB`);
  if (body === 408) throw new PageError(408, "this took too long to arrive");
  try {
    return JSON.parse(body.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new PageError(400, "the body is not JSON");
    throw error;
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new PageError(400, z.prettifyError(parsed.error));
}

/** Clients refuse in plain errors what a person cannot do, such as pressing what is gone. */
function cannot(error: unknown): unknown {
  return error instanceof Error && error.name === "Error" ? new PageError(422, error.message) : error;
}

function refuse(response: ServerResponse, error: unknown): void {
  if (!(error instanceof PageError)) log.error({ err: error }, "the page's server failed");
  if (response.headersSent) {
    response.end();
    return;
  }
  const { status, message } =
    error instanceof PageError
      ? error
      : { status: 500, message: error instanceof Error ? error.message : "?" };
  // What was not read of a body must not be taken for the next request.
  if (status >= 400) response.setHeader("connection", "close");
  answerJson(response, status, { error: message });
}
