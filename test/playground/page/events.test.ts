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
async function listen(query: string) {
  const response = await fetch(`${page.url}/playground/events${query}`);
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

test("whoever looks at a client hears of its changes and of the clock, and not of the other client's", async () => {
  const onSlack = await listen(`?client=slack&user=${idOf("slack", "Emma Clark")}`);
  const onFeishu = await listen(`?client=feishu&user=${idOf("feishu", "李娜")}`);
  const onBoth = await listen("");
  expect(onSlack.type).toBe("text/event-stream");
  await page.act({ client: "slack", user: idOf("slack", "Emma Clark"), do: "say", text: "help" });
  await until("the change", () => onSlack.events.includes(slackChanged));
  await until("the change in both", () => onBoth.events.includes(slackChanged));
  expect(onFeishu.events).toEqual([]);
  await page.act({ client: "feishu", user: idOf("feishu", "王小明"), do: "say", text: "帮助" });
  await until("somebody else's change", () => onFeishu.events.includes(feishuChanged));
  expect(onSlack.events).not.toContain(feishuChanged);
  await page.post("clock", { to: "+1h" });
  await until("the clock", () => onSlack.events.some((event) => event.includes('"clock"')));
});

test("many changes are told as few: at most ten a second", async () => {
  const stream = await listen("?client=feishu");
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
  const streams = await Promise.all([listen(""), listen("?client=slack"), listen("?client=feishu")]);
  const since = performance.now();
  await page.restart();
  await Promise.all(streams.map(({ ended }) => ended));
  // Stopping and starting: the start takes most of it.
  expect(performance.now() - since).toBeLessThan(5000);
});

test("a stream of a client that there is not is refused", async () => {
  expect((await fetch(`${page.url}/playground/events?client=teams`)).status).toBe(400);
});
