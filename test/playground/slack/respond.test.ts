import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bench, startBench, until } from "./bolt-app.ts";

let bench: Bench;
let now = new Date("2026-01-05T09:00:00+08:00");
let urls: string[] = [];

beforeAll(async () => {
  bench = await startBench({ now: () => now }, (app) => {
    app.command("/genjin", async ({ ack, command }) => {
      urls.push(command.response_url);
      await (command.text === "broken" ? ack({ blocks: [{ type: "header" }] }) : ack());
    });
    app.action(/.*/, async ({ ack, body }) => {
      await ack();
      if ("response_url" in body && typeof body.response_url === "string") urls.push(body.response_url);
    });
  });
});
afterAll(() => bench.stop());
beforeEach(() => {
  urls = [];
});

async function post(url: string, body: object): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

const li = () => bench.slack.client("U1");

test("a response URL works five times", async () => {
  await li().command("x");
  const [url = ""] = urls;
  for (let use = 1; use <= 5; use += 1) expect((await post(url, { text: `${use}` })).status).toBe(200);
  expect(await post(url, { text: "6" })).toEqual({ status: 404, body: { ok: false, error: "used_url" } });
  expect(li().messages().at(-1)).toMatchObject({ text: "5", ephemeral: true });
});

test("a response URL works for thirty minutes", async () => {
  await li().command("x");
  const [url = ""] = urls;
  now = new Date(now.getTime() + 30 * 60_000);
  expect((await post(url, { text: "just in time" })).status).toBe(200);
  now = new Date(now.getTime() + 1);
  expect(await post(url, { text: "late" })).toMatchObject({ status: 404, body: { error: "expired_url" } });
});

test("a response URL refuses what chat.postMessage refuses, and cannot delete a command", async () => {
  await li().command("x");
  const [url = ""] = urls;
  expect(await post(url, { blocks: [{ type: "header" }] })).toMatchObject({
    status: 400,
    body: { error: "invalid_blocks" },
  });
  expect(await post(url, {})).toMatchObject({ status: 400, body: { error: "no_text" } });
  expect(await post(url, { delete_original: true })).toMatchObject({ status: 400 });
  bench.slack.failNext("response_url", { status: 500 });
  const failed = await fetch(url, { method: "POST", body: "{}" });
  expect(failed.status).toBe(500);
});

test("a press lets the original be replaced and deleted, and an ephemeral one stays ephemeral", async () => {
  await li().command("x");
  const [url = ""] = urls;
  const button = { type: "button", action_id: "b", text: { type: "plain_text", text: "Press me" } };
  await post(url, { text: "x", blocks: [{ type: "actions", elements: [button] }] });
  const card = li().messages().at(-1);
  await li().press("Press me");
  const pressed = await until(() => urls[1]);
  const delivery = bench.slack.log.findLast((entry) => entry.name === "block_actions");
  expect(delivery?.request).toMatchObject({ container: { is_ephemeral: true, message_ts: card?.id } });
  expect(delivery?.request).not.toHaveProperty("message");
  await post(pressed, { text: "Done", replace_original: true, response_type: "in_channel" });
  expect(li().messages().at(-1)).toMatchObject({ id: card?.id, text: "Done", ephemeral: true, buttons: [] });
  await post(pressed, { delete_original: true });
  expect(
    li()
      .messages()
      .some((message) => message.id === card?.id),
  ).toBe(false);
  expect(await post(pressed, { text: "x", replace_original: true })).toMatchObject({
    body: { error: "message_not_found" },
  });
});

test("a command answered with an invalid card fails before the person's eyes, and unknown commands never leave", async () => {
  expect(await li().command("broken")).toMatchObject({ status: 200, error: "invalid_blocks" });
  expect(await li().command("/unknown x")).toEqual({ status: 0, tookMs: 0, error: "invalid_command" });
  expect(li().toasts().at(-1)).toBe("/unknown is not a valid command.");
});
