import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Content, DeliveryError, type Destination, type OutgoingMessage } from "#chat/port.ts";
import { neededScopes } from "#platforms/slack/check.ts";
import { failureOf } from "#platforms/slack/errors.ts";
import { createSlack } from "#platforms/slack/platform.ts";
import { type Bench, botToken, calls, card, createHost, form, secret, startBench } from "./harness.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());
const li = () => bench.slack.client("U1");

function message(to: Destination, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  const content: Content = { type: "card", card: card("Due") };
  return { tenant: bench.slack.team.id, deliveryId: "d1", to, content, maybeSent: false, ...more };
}

const direct: Destination = { type: "direct", userId: "U1" };

async function failure(call: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error("no DeliveryError", { cause: error });
}

test("a direct message is one call, and says where it stands", async () => {
  const ref = await bench.parts.port.send(message(direct));
  expect(li().messages()).toMatchObject([{ id: ref.message, in: ref.conversation, text: "Due\nabout Due" }]);
  expect(bench.slack.log.map((entry) => entry.name)).toEqual(["chat.postMessage"]);
});

test("in a group a message is seen by the person alone, and cannot be changed later", async () => {
  const conversation = { id: "C1", kind: "group" } as const;
  const ref = await bench.parts.port.send(message({ type: "conversation", conversation, userId: "U1" }));
  expect(li().messages({ in: "sales" })).toMatchObject([{ ephemeral: true }]);
  expect(bench.slack.client("U2").messages({ in: "sales" })).toEqual([]);
  const error = await failure(bench.parts.port.update(bench.slack.team.id, ref, card("Late")));
  expect(error).toMatchObject({ failure: "rejected", code: "ephemeral_message" });
});

test("a long ephemeral text is cut to Slack's bytes", async () => {
  const conversation = { id: "C1", kind: "group" } as const;
  const long = { ...card("x"), summary: "长".repeat(4000) };
  const content = { type: "card", card: long } as const;
  await bench.parts.port.send(message({ type: "conversation", conversation, userId: "U1" }, { content }));
  expect(li().messages({ in: "sales" })).toHaveLength(1);
});

test("a message is redrawn where it stands, by itself or as a destination", async () => {
  const ref = await bench.parts.port.send(message(direct));
  await bench.parts.port.update(bench.slack.team.id, ref, card("Moved"));
  expect(li().messages()).toMatchObject([{ text: "Moved\nabout Moved" }]);
  const content = { type: "card", card: card("Done") } as const;
  expect(await bench.parts.port.send(message({ type: "message", ref }, { content }))).toEqual(ref);
  expect(li().messages()).toMatchObject([{ id: ref.message, text: "Done\nabout Done" }]);
});

test("the Home tab is published", async () => {
  await bench.parts.port.send(message({ type: "home", userId: "U1" }));
  expect(JSON.stringify(li().home()?.raw)).toContain("about Due");
});

test("a form that cannot be opened now is a card whose button asks for it", async () => {
  const reopen = { id: "command.run", payload: { command: "log" } };
  await bench.parts.port.send(message(direct, { content: { type: "form", form, reopen, locale: "en" } }));
  expect(li().messages()).toMatchObject([{ buttons: ["Open the form"] }]);
  await li().press("Open the form");
  expect(bench.host.answered).toMatchObject([{ actionId: "command.run", payload: { command: "log" } }]);
});

test("hazard 3: a lost response does not post twice", async () => {
  bench.slack.failNext("chat.postMessage", { loseResponse: true });
  const error = await failure(bench.parts.port.send(message(direct)));
  expect(error.failure).toBe("unknown");
  expect(calls(bench.slack, "chat.postMessage")).toHaveLength(1);
  const ref = await bench.parts.port.send(message(direct, { maybeSent: true }));
  expect(li().messages()).toMatchObject([{ id: ref.message, in: ref.conversation }]);
});

test("hazard 3: a lost response in a thread does not post twice", async () => {
  const root = await bench.parts.port.send(message(direct, { deliveryId: "d0" }));
  const conversation = { id: root.conversation, kind: "direct", thread: root.message } as const;
  const to = { type: "conversation", conversation, userId: "U1" } as const;
  bench.slack.failNext("chat.postMessage", { loseResponse: true });
  await failure(bench.parts.port.send(message(to)));
  await bench.parts.port.send(message(to, { maybeSent: true }));
  expect(li().messages()).toHaveLength(2);
});

test("what was tried but did not arrive is sent", async () => {
  bench.slack.failNext("chat.postMessage", { status: 503 });
  expect((await failure(bench.parts.port.send(message(direct)))).failure).toBe("unknown");
  await bench.parts.port.send(message(direct, { maybeSent: true }));
  expect(li().messages()).toHaveLength(1);
});

test("hazard 3: an error of Slack's is not tried again behind our back", async () => {
  bench.slack.failNext("chat.postMessage", { status: 500 });
  await failure(bench.parts.port.send(message(direct)));
  expect(calls(bench.slack, "chat.postMessage")).toHaveLength(1);
});

test("hazard 4: a rate limit is told at once and holds up nothing else", async () => {
  bench.slack.failNext("chat.postMessage", { retryAfterS: 2 });
  const startedAt = performance.now();
  const [error] = await Promise.all([
    failure(bench.parts.port.send(message(direct))),
    bench.parts.port.send(message({ type: "home", userId: "U1" })),
    bench.parts.port.send(message({ type: "direct", userId: "U2" })),
  ]);
  expect(error).toMatchObject({ failure: "rate-limited", retryAfterMs: 2000 });
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

test.each([
  ["token_revoked", "forbidden"],
  ["account_inactive", "forbidden"],
  ["missing_scope", "forbidden"],
  ["channel_not_found", "forbidden"],
  ["invalid_blocks", "rejected"],
  ["msg_blocks_too_long", "rejected"],
  ["message_limit_exceeded", "rate-limited"],
  ["service_unavailable", "unreachable"],
  ["fatal_error", "unknown"],
  ["a_code_of_tomorrow", "rejected"],
])("%s is %s", async (code, expected) => {
  expect(failureOf(code)).toBe(expected);
  bench.slack.failNext("chat.postMessage", { error: code });
  expect(await failure(bench.parts.port.send(message(direct)))).toMatchObject({ failure: expected, code });
});

test("an installation without a token is forbidden, without a call", async () => {
  const host = createHost({ token: async () => undefined });
  const { port } = createSlack({ signingSecret: secret, apiUrl: bench.slack.apiUrl }, host);
  expect(await failure(port.send(message(direct)))).toMatchObject({
    failure: "forbidden",
    code: "not_installed",
  });
  expect(bench.slack.log).toEqual([]);
});

test("a Slack that is not there is unreachable: nothing was sent", async () => {
  const other = await startBench();
  const { port } = createSlack({ signingSecret: secret, apiUrl: other.slack.apiUrl }, createHost());
  await other.stop();
  expect(await failure(port.send(message(direct)))).toMatchObject({
    failure: "unreachable",
    code: "ECONNREFUSED",
  });
});

test("a call that hangs ends after five seconds, and may have been done", async () => {
  bench.slack.failNext("chat.postMessage", { delayMs: 5500 });
  const startedAt = performance.now();
  expect(await failure(bench.parts.port.send(message(direct)))).toMatchObject({
    failure: "unknown",
    code: "timeout",
  });
  expect(performance.now() - startedAt).toBeLessThan(5400);
});

test("no error holds a token or what was sent", async () => {
  const faults = [{ status: 500 }, { error: "invalid_blocks" }, { retryAfterS: 1 }, { loseResponse: true }];
  for (const fault of faults) {
    bench.slack.failNext("chat.postMessage", fault);
    const error = await failure(bench.parts.port.send(message(direct)));
    expect(inspect(error, { depth: 20, showHidden: true })).not.toMatch(/xoxb|about Due/);
  }
});

test("the profile has the e-mail only where Slack vouches for it", async () => {
  const { port } = bench.parts;
  const tenant = bench.slack.team.id;
  expect(await port.profile(tenant, "U1")).toEqual({
    name: "李雷",
    email: "li@example.com",
    locale: "zh",
    tz: "Asia/Shanghai",
  });
  bench.slack.addUser({ id: "U3", name: "robot", isBot: true });
  bench.slack.addUser({ id: "U4", name: "gone", deleted: true });
  expect(await port.profile(tenant, "U3")).not.toHaveProperty("email");
  expect(await port.profile(tenant, "U4")).not.toHaveProperty("email");
  expect(await failure(port.profile(tenant, "U9"))).toMatchObject({
    failure: "forbidden",
    code: "user_not_found",
  });
});

test("the check names our tenant and bot", async () => {
  expect(await bench.parts.port.check()).toEqual({
    ok: true,
    tenant: bench.slack.team.id,
    botUserId: bench.slack.botUserId,
  });
});

test("the check names the scopes that are missing", async () => {
  bench.slack.settings.scopes = neededScopes.filter((scope) => scope !== "im:history");
  expect(await bench.parts.port.check()).toMatchObject({
    ok: false,
    problem: expect.stringContaining("lacks the scopes im:history"),
  });
});

test("the manifest asks for the scopes that are needed, and for no more", () => {
  const path = new URL("../../../src/platforms/slack/manifest.json", import.meta.url);
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  expect(manifest).toMatchObject({ oauth_config: { scopes: { bot: neededScopes } } });
});

test("the check says what to do about a token that is dead, and does not show it", async () => {
  bench.slack.settings.tokenState = "token_revoked";
  const checked = await bench.parts.port.check();
  expect(checked).toMatchObject({ ok: false, problem: expect.stringContaining("token_revoked") });
  expect(JSON.stringify(checked)).not.toContain(botToken);
});
