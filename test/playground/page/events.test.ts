import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setLogLevel } from "#src/log.ts";
import { until } from "#test/support/stage-watch.ts";
import { idOf, type Visit, visit } from "./visit.ts";

let page: Visit;
beforeAll(async () => {
  setLogLevel("silent");
  page = await visit();
});
afterAll(() => page.stop());

/** Reads a stream of events as a browser does. */
async function listen() {
  const response = await fetch(`${page.url}/playground/events`);
  const events: string[] = [];
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const lines = decoder.decode(chunk).split("\n");
      events.push(...lines.filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)));
    }
  })().catch(() => undefined);
  return { type: response.headers.get("content-type"), events, ended };
}

const slackChanged = '{"type":"changed","client":"slack"}';
const feishuChanged = '{"type":"changed","client":"feishu"}';

test("one stream tells of both clients, of each by its name, and of the clock", async () => {
  const stream = await listen();
  expect(stream.type).toBe("text/event-stream");
  await page.act({ client: "slack", user: idOf("slack", "Emma Clark"), do: "say", text: "help" });
  await until("the change", () => stream.events.includes(slackChanged));
  expect(stream.events).not.toContain(feishuChanged);
  await page.act({ client: "feishu", user: idOf("feishu", "王小明"), do: "say", text: "帮助" });
  await until("the other client's change", () => stream.events.includes(feishuChanged));
  await page.post("clock", { to: "+1h" });
  await until("the clock", () => stream.events.some((event) => event.includes('"clock"')));
});

test("many changes are told as few: at most ten a second", async () => {
  const stream = await listen();
  const user = idOf("feishu", "陈刚");
  const until = performance.now() + 1000;
  while (performance.now() < until) {
    await page.act({ client: "feishu", user, do: "say", text: "今天" });
  }
  await sleep(150);
  expect(stream.events.length).toBeGreaterThan(1);
  expect(stream.events.length).toBeLessThanOrEqual(13);
});

test("open streams hold no stop up, and end with it", async () => {
  const streams = await Promise.all([listen(), listen(), listen()]);
  const since = performance.now();
  await page.restart();
  await Promise.all(streams.map(({ ended }) => ended));
  // Stopping and starting: the start takes most of it.
  expect(performance.now() - since).toBeLessThan(5000);
});
