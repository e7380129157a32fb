import { webApi } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createSlackEmulator, type SlackEmulator } from "#playground/slack/emulator.ts";
import { webClient } from "./bolt-app.ts";

let slack: SlackEmulator;
let web: webApi.WebClient;

beforeAll(async () => {
  slack = createSlackEmulator({ users: [{ id: "U1", name: "li" }] });
  slack.addChannel({ id: "C1", name: "sales", members: ["U1"] });
  slack.addChannel({ id: "C2", name: "team", members: ["U1"] });
  await slack.start();
  web = webClient(slack);
});
afterAll(() => slack.stop());
beforeEach(() => {
  slack.settings.rateLimits = "off";
});

const post = (channel = "C1", text = "x") => web.chat.postMessage({ channel, text });

test("posts one message a second to a channel, a short burst more, then 429 with Retry-After", async () => {
  slack.settings.rateLimits = "documented";
  slack.settings.rateBurst = 2;
  for (const text of ["1", "2", "3"]) await post("C1", text);
  await expect(post()).rejects.toMatchObject({ code: webApi.ErrorCode.RateLimitedError, retryAfter: 3 });
  await expect(post("C2")).resolves.toMatchObject({ ok: true });
  await expect(web.auth.test()).resolves.toMatchObject({ ok: true });
  const last = slack.log.filter((entry) => entry.status === 429);
  expect(last.map((entry) => entry.name)).toEqual(["chat.postMessage"]);
});

test("limits a method to what a test sets", async () => {
  slack.settings.rateLimits = { "users.list": { calls: 1, windowMs: 60_000 } };
  slack.settings.rateBurst = 0;
  await web.users.list({});
  await expect(web.users.list({})).rejects.toMatchObject({ retryAfter: 60 });
});

test("fails the next calls as told, in order, and then works again", async () => {
  slack.failNext("chat.postMessage", { status: 503 });
  slack.failNext("chat.postMessage", { error: "fatal_error" });
  slack.failNext("chat.postMessage", { retryAfterS: 7 });
  await expect(post()).rejects.toMatchObject({ code: webApi.ErrorCode.HTTPError, statusCode: 503 });
  await expect(post()).rejects.toMatchObject({ data: { ok: false, error: "fatal_error" } });
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
  await expect(post()).resolves.toMatchObject({ ok: true });
});

test("delays an answer", async () => {
  slack.failNext("auth.test", { delayMs: 120 });
  const startedAt = performance.now();
  await web.auth.test();
  expect(performance.now() - startedAt).toBeGreaterThan(110);
});

test("performs a call whose answer is lost", async () => {
  slack.failNext("chat.postMessage", { loseResponse: true });
  await expect(post("C2", "said but not confirmed")).rejects.toMatchObject({
    code: webApi.ErrorCode.RequestError,
  });
  const seen = slack.client("U1").messages({ in: "team" });
  expect(seen.at(-1)?.text).toBe("said but not confirmed");
});

test("takes a file in the SDK's three steps, and shares it after the answer", async () => {
  const upload = await web.files.uploadV2({
    channel_id: "C1",
    filename: "leads.csv",
    title: "Leads",
    file: Buffer.from("a,b\n1,2\n"),
    initial_comment: "Here they are",
  });
  const id = /"id":"(F\w+)"/.exec(JSON.stringify(upload))?.[1] ?? "";
  const seen = slack.client("U1").messages({ in: "sales" }).at(-1);
  expect(seen?.text).toBe("Here they are\nLeads");
  const { file } = await web.files.info({ file: id });
  expect(file).toMatchObject({ size: 8, shares: { private: { C1: [{ ts: seen?.id }] } } });
  await expect(
    web.files.completeUploadExternal({ files: [{ id, title: "again" }], channel_id: "C1" }),
  ).rejects.toMatchObject({ data: { error: "file_not_found" } });
});
