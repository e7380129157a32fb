import { createServer, type Server } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FORM_TYPE, JSON_TYPE } from "#playground/slack/deliver.ts";
import { createSlackEmulator, type SlackEmulator } from "#playground/slack/emulator.ts";
import { slackSignature } from "#playground/slack/sign.ts";
import { type Bench, SECRET, startBench } from "./bolt-app.ts";

test("signs as in the example that Slack publishes", () => {
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(slackSignature(SECRET, 1531420618, body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

describe("a real HTTPReceiver", () => {
  let bench: Bench;
  const heard: string[] = [];
  const form = new URLSearchParams({ command: "/genjin", text: "x" }).toString();
  const nowS = () => Math.floor(Date.now() / 1000);

  beforeAll(async () => {
    bench = await startBench({ ackTimeoutMs: 3000 }, (app) => {
      app.command("/genjin", async ({ ack }) => ack());
      app.message(async ({ message, context }) => {
        heard.push(
          `${"text" in message ? message.text : ""} ${context.retryNum ?? 0} ${context.retryReason ?? ""}`.trim(),
        );
      });
    });
  });
  afterAll(() => bench.stop());

  type How = { readonly sign?: boolean | string; readonly ageS?: number; readonly contentType?: string };
  test.each<[string, How, number]>([
    ["a good signature", {}, 200],
    ["no signature", { sign: false }, 401],
    ["another secret", { sign: "guessed" }, 401],
    ["a timestamp 301 s old", { ageS: 301 }, 401],
    ["a timestamp 290 s old", { ageS: 290 }, 200],
    ["a timestamp an hour ahead, which Bolt lets through", { ageS: -3600 }, 200],
    ["a content type with a charset", { contentType: `${FORM_TYPE}; charset=utf-8` }, 400],
  ])("answers a command with %s", async (_what, { ageS = 0, ...how }, status) => {
    const raw = { body: form, contentType: FORM_TYPE, timestampS: nowS() - ageS, ...how };
    expect((await bench.slack.deliverRaw(raw)).status).toBe(status);
  });

  test("answers Slack's checks of the URL", async () => {
    expect(await bench.slack.verifyUrl()).toBe(true);
    const check = await bench.slack.deliverRaw({
      body: "ssl_check=1&token=x",
      contentType: FORM_TYPE,
      sign: false,
    });
    expect(check.status).toBe(200);
  });

  test("is sent bodies that are too large or not JSON as they are", async () => {
    expect((await bench.slack.deliverRaw({ body: "x".repeat(4 * 1024 * 1024 + 1) })).status).toBe(413);
    expect((await bench.slack.deliverRaw({ body: "{", contentType: JSON_TYPE })).status).toBe(400);
  });

  test("shows the person a timeout when nothing acknowledges within three seconds", async () => {
    const outcome = await bench.slack.client("U1").shortcut("nobody_listens");
    expect(outcome).toMatchObject({ status: 0, error: "operation_timeout" });
    expect(outcome.tookMs).toBeGreaterThan(2990);
    expect(bench.slack.client("U1").toasts().at(-1)).toContain("operation_timeout");
  });

  test("processes an exact replay again, and sees the number and reason of a retry", async () => {
    await bench.slack.client("U1").say("again");
    const entry = bench.slack.log.findLast((line) => line.name === "event_callback");
    if (entry === undefined) throw new Error("nothing was delivered");
    await bench.slack.redeliver(entry, { exact: true });
    await bench.slack.redeliver(entry, { retryNum: 2, reason: "http_timeout" });
    expect(heard).toEqual(["again 0", "again 0", "again 2 http_timeout"]);
  });
});

describe("events", () => {
  let slack: SlackEmulator;
  let app: Server;
  let status: (attempt: number) => number;
  let headers: Record<string, string> = {};

  beforeAll(async () => {
    app = createServer((request, response) => {
      const attempt = Number(request.headers["x-slack-retry-num"] ?? 0);
      const code = status(attempt);
      if (code > 0) response.writeHead(code, headers).end();
    });
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(async () => {
    headers = {};
    slack = createSlackEmulator({
      retryDelaysMs: [0, 10, 20],
      ackTimeoutMs: 100,
      users: [{ id: "U1", name: "li" }],
    });
    const address = app.address();
    slack.settings.eventsUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/slack/events`;
    await slack.start();
  });
  afterEach(() => slack.stop());
  afterAll(() => app.close());

  const deliveries = () => slack.log.filter((entry) => entry.kind === "delivery");
  const ids = () =>
    new Set(deliveries().map((entry) => /"event_id":"(\w+)"/.exec(JSON.stringify(entry.request))?.[1]));

  test("are sent once when acknowledged", async () => {
    status = () => 200;
    expect(await slack.client("U1").say("x")).toMatchObject({ status: 200 });
    await slack.settled();
    expect(deliveries().map((entry) => entry.attempt)).toEqual([0]);
  });

  test("are sent again three times with the same id, then given up", async () => {
    status = () => 500;
    await slack.client("U1").say("x");
    await slack.settled();
    expect(deliveries().map((entry) => entry.attempt)).toEqual([0, 1, 2, 3]);
    expect(ids().size).toBe(1);
  });

  test("are not sent again after the retry that was acknowledged", async () => {
    status = (attempt) => (attempt < 2 ? 500 : 200);
    await slack.client("U1").say("x");
    await slack.settled();
    expect(deliveries().map((entry) => entry.status)).toEqual([500, 500, 200]);
  });

  test("are not sent again when the app asks for that", async () => {
    status = () => 500;
    headers = { "x-slack-no-retry": "1" };
    await slack.client("U1").say("x");
    await slack.settled();
    expect(deliveries()).toHaveLength(1);
  });

  test("count as failed after the time to acknowledge, and after two redirects", async () => {
    status = (attempt) => (attempt === 0 ? 0 : 200);
    await slack.client("U1").say("slow");
    await slack.settled();
    expect(deliveries().map((entry) => entry.status)).toEqual([0, 200]);
    status = () => 302;
    headers = { location: slack.settings.eventsUrl };
    const looped = await slack.deliverRaw({ body: "{}" });
    expect(looped.failure).toBe("too_many_redirects");
  });

  test("follow a redirect with the same signed bytes", async () => {
    let first = true;
    status = () => {
      const code = first ? 307 : 200;
      first = false;
      return code;
    };
    headers = { location: slack.settings.eventsUrl };
    expect((await slack.deliverRaw({ body: "{}" })).status).toBe(200);
  });

  test("report a refused connection, and a press that reaches nobody fails before the person's eyes", async () => {
    slack.settings.eventsUrl = "http://127.0.0.1:9/slack/events";
    slack.settings.retryDelaysMs = [];
    const answer = await slack.sendEvent({ type: "app_uninstalled" });
    expect(answer?.failure).toBe("connection_failed");
    expect(await slack.client("U1").command("x")).toMatchObject({ status: 0, error: "dispatch_failed" });
  });

  test("are not sent without their scope or subscription", async () => {
    status = () => 200;
    slack.settings.scopes = slack.settings.scopes.filter((scope) => scope !== "im:history");
    expect(await slack.client("U1").say("unheard")).toEqual({ status: 0, tookMs: 0 });
    slack.settings.events = [];
    expect(await slack.teamJoin({ name: "new" })).toBeUndefined();
    expect(deliveries()).toEqual([]);
  });

  test("stop being retried when the emulator stops", async () => {
    status = () => 500;
    slack.settings.retryDelaysMs = [60_000];
    await slack.client("U1").say("x");
    const settled = slack.settled();
    const { apiUrl } = slack;
    await slack.stop();
    await settled;
    expect(deliveries()).toHaveLength(1);
    await slack.start();
    expect(slack.apiUrl).toBe(apiUrl);
  });

  test("tell what happens in the workspace", async () => {
    status = () => 200;
    slack.addChannel({ id: "C1", name: "sales" });
    await slack.teamJoin({ id: "U2", name: "han" });
    await slack.userChange("U2", { tz: "Europe/Berlin" });
    await slack.joinChannel("C1", "U2");
    await slack.uninstall();
    const events = deliveries().map((entry) => entry.request);
    expect(events).toMatchObject([
      { type: "event_callback", event: { type: "team_join", user: { id: "U2" } } },
      { event: { type: "user_change", user: { id: "U2", tz: "Europe/Berlin" } } },
      { event: { type: "member_joined_channel", channel: "C1", user: "U2" } },
      { event: { type: "app_uninstalled" } },
    ]);
    expect(slack.settings.tokenState).toBe("account_inactive");
  });
});
