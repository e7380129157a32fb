import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import type { RawRequest } from "#chat/http.ts";
import { createSlack } from "#platforms/slack/platform.ts";
import { createReplayGuard, verifyRequest } from "#platforms/slack/verify.ts";
import { createHost, secret, signed } from "./harness.ts";

const formType = "application/x-www-form-urlencoded";
const command = new URLSearchParams({
  command: "/genjin",
  text: "help",
  team_id: "T1",
  channel_id: "D1",
  user_id: "U1",
  trigger_id: "t1",
  response_url: "http://127.0.0.1:1/",
}).toString();

function adapter() {
  const host = createHost();
  const { routes } = createSlack({ signingSecret: secret }, host);
  const handle = async (request: RawRequest) => {
    const response = await routes[0]?.handle(request);
    await response?.after?.();
    return response;
  };
  return { host, routes, handle };
}

/** Published by Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack */
test("Slack's own example of a signature is accepted", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  const request = {
    headers: {
      "x-slack-request-timestamp": "1531420618",
      "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    },
    body: Buffer.from(body),
    receivedAt: new Date(),
  };
  const nowMs = 1_531_420_618_000;
  expect(verifyRequest("8f742231b10e8888abcd99yyyzzz85a5", request, nowMs).ok).toBe(true);
});

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);

test.each([
  ["no signature", { headers: { "x-slack-signature": undefined } }, 401],
  ["no timestamp", { headers: { "x-slack-request-timestamp": undefined } }, 401],
  ["a timestamp that is none", { headers: { "x-slack-request-timestamp": "1e9" } }, 401],
  ["a signature of other bytes", { headers: { "x-slack-signature": `v0=${"0".repeat(64)}` } }, 401],
  ["a signature of another length", { headers: { "x-slack-signature": "v0=00" } }, 401],
  ["301 s old", { sentAt: ago(301.5) }, 401],
  ["290 s old", { sentAt: ago(290) }, 200],
  ["an hour in the future", { sentAt: ago(-3600) }, 401],
  ["a charset behind the content type", { type: `${formType}; charset=utf-8` }, 200],
  ["a content type in capitals", { type: formType.toUpperCase() }, 200],
  ["a form called JSON", { type: "application/json" }, 400],
  ["a content type of another kind", { type: "text/plain" }, 400],
])("a request with %s", async (_name, how, status) => {
  const { handle, host } = adapter();
  const response = await handle(signed(command, { type: formType, ...how }));
  expect(response?.status).toBe(status);
  expect(host.answered).toHaveLength(status === 200 ? 1 : 0);
});

test.each(["", "[]", "null", "{", '"text"'])("JSON that is no object (%s) is refused", async (body) => {
  expect((await adapter().handle(signed(body)))?.status).toBe(400);
});

test("a secret other than the app's is refused", () => {
  const request = signed("{}");
  const forged = `v0=${createHmac("sha256", "other").update("x").digest("hex")}`;
  const verdict = verifyRequest(
    secret,
    { ...request, headers: { ...request.headers, "x-slack-signature": forged } },
    Date.now(),
  );
  expect(verdict).toEqual({ ok: false, reason: "forged" });
});

test("hazard 13: an unsigned ssl_check gets its 200 and nothing else", async () => {
  const { handle, host } = adapter();
  const body = `ssl_check=1&token=x&${command}`;
  const response = await handle({
    headers: { "content-type": formType },
    body: Buffer.from(body),
    receivedAt: new Date(),
  });
  expect(response).toEqual({ status: 200 });
  expect(host.answered).toEqual([]);
});

test("the challenge of an events URL is returned only when it is signed", async () => {
  const { handle } = adapter();
  const body = JSON.stringify({ type: "url_verification", challenge: "c" });
  expect(await handle(signed(body))).toMatchObject({ status: 200, body: '{"challenge":"c"}' });
  expect(await handle(signed(body, { headers: { "x-slack-signature": "v0=00" } }))).toMatchObject({
    status: 401,
  });
});

test("hazard 1: the very same request is run once", async () => {
  const { handle, host } = adapter();
  const request = signed(command, { type: formType });
  expect(await handle(request)).toMatchObject({ status: 200 });
  expect(await handle(request)).toEqual({ status: 200 });
  expect(host.answered).toHaveLength(1);
});

test("hazard 1: an event that is sent again reaches the inbox again under the same key", async () => {
  const { handle, host } = adapter();
  const event = { type: "message", channel_type: "im", channel: "D1", user: "U1", ts: "1.1", text: "x" };
  const body = JSON.stringify({ type: "event_callback", team_id: "T1", event_id: "Ev1", event });
  const request = signed(body);
  await handle(request);
  await handle({ ...request, headers: { ...request.headers, "x-slack-retry-num": "1" } });
  expect(host.stored.map((stored) => stored.key)).toEqual(["D1:1.1", "D1:1.1"]);
});

test("the memory of what was seen is bounded and forgets what could not be sent again anyway", () => {
  const guard = createReplayGuard(2);
  const at = (signature: string, validUntilMs = 1000) => ({ signature, validUntilMs });
  expect([guard.isFirst(at("a"), 0), guard.isFirst(at("a"), 0)]).toEqual([true, false]);
  guard.isFirst(at("b"), 0);
  guard.isFirst(at("c"), 0);
  expect([guard.isFirst(at("c"), 0), guard.isFirst(at("a"), 0)]).toEqual([false, true]);
  expect(guard.isFirst(at("d", 9000), 5000)).toBe(true);
  expect(guard.isFirst(at("a"), 5000)).toBe(true);
});

test("the route takes at most a mebibyte", () => {
  expect(adapter().routes).toMatchObject([
    { method: "POST", path: "/slack/events", bodyBytesMax: 1_048_576 },
  ]);
});
