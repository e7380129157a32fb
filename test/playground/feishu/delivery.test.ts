import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record } from "#playground/feishu/json.ts";
import { button, card, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startStage();
});
afterEach(async () => await stage.close());

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
const eventIds = () => stage.app.seen.map((body) => record(body["header"])["event_id"]);

describe("an event", () => {
  it("is sent again with the same id until the app answers 200, and then no more", async () => {
    stage.app.status = 500;
    const outcome = await stage.feishu.client("ou_zhang").say("在吗");
    expect(outcome.status).toBe(500);
    await pause(30);
    stage.app.status = 200;
    await expect.poll(() => stage.app.statuses.at(-1)).toBe(200);
    await pause(60);
    expect(stage.app.seen.length).toBeGreaterThan(1);
    expect(stage.app.seen.length).toBeLessThan(5);
    expect(new Set(eventIds()).size).toBe(1);
    expect(stage.feishu.log.map((entry) => entry.attempt)).toEqual([...stage.app.seen.keys()]);
  });

  it("is given up after four retries", async () => {
    stage.app.status = 503;
    await stage.feishu.client("ou_zhang").say("在吗");
    await expect.poll(() => stage.app.seen.length).toBe(5);
    await pause(80);
    expect(stage.app.seen).toHaveLength(5);
  });

  it("counts as failed when the answer is late", async () => {
    stage.app.delayMs = 600;
    const outcome = await stage.feishu.client("ou_zhang").say("在吗");
    expect(outcome).toMatchObject({ status: 0, error: "no answer in 400 ms" });
    stage.app.delayMs = 0;
    await expect.poll(() => stage.app.seen.length).toBeGreaterThan(1);
  });

  it("carries a new signature when sent again, or the first one where so set", async () => {
    const signatures = () =>
      stage.feishu.log
        .filter((entry) => entry.kind === "delivery")
        .map((entry) => record(record(entry.request)["headers"])["x-lark-signature"]);
    stage.app.status = 500;
    await stage.feishu.client("ou_zhang").say("在吗");
    // A delivery is in the log once it was answered, a moment after the program has seen it.
    await expect.poll(signatures).toHaveLength(5);
    expect(new Set(signatures()).size).toBe(5);
    await stage.close();
    stage = await startStage({ retrySignature: "first" });
    stage.app.status = 500;
    await stage.feishu.client("ou_zhang").say("在吗");
    await expect.poll(signatures).toHaveLength(5);
    expect(new Set(signatures()).size).toBe(1);
  });

  it("needs the scope of its kind of chat", async () => {
    stage.feishu.scopes.delete("im:message.p2p_msg:readonly");
    expect((await stage.feishu.client("ou_zhang").say("在吗")).status).toBe(0);
    expect((await stage.feishu.client("ou_zhang").say("在吗", { in: "华东组" })).status).toBe(200);
    stage.feishu.scopes.add("im:message.group_msg");
    expect(
      (await stage.feishu.client("ou_zhang").send("text", { text: "闲聊" }, { in: "oc_east" })).status,
    ).toBe(200);
    expect(stage.app.seen).toHaveLength(2);
  });

  it("has the user id only for apps that may read it", async () => {
    const sender = () => record(record(record(stage.app.seen.at(-1)?.["event"])["sender"])["sender_id"]);
    await stage.feishu.client("ou_zhang").say("一");
    expect(Object.keys(sender())).toEqual(["open_id", "union_id"]);
    stage.feishu.scopes.add("contact:user.employee_id:readonly");
    await stage.feishu.client("ou_zhang").say("二");
    expect(Object.keys(sender())).toEqual(["open_id", "union_id", "user_id"]);
  });
});

describe("the address", () => {
  it("proves itself with the challenge, unsigned", async () => {
    expect(await stage.feishu.verifyUrl()).toBe(true);
    const entry = stage.feishu.log.at(-1);
    expect(entry?.name).toBe("url_verification");
    expect(Object.keys(record(record(entry?.request)["headers"]))).toEqual(["content-type"]);
  });

  it("fails to prove itself when nobody is there", async () => {
    stage.feishu.eventsUrl = "http://127.0.0.1:1/feishu/events";
    expect(await stage.feishu.verifyUrl()).toBe(false);
    await stage.feishu.client("ou_zhang").say("在吗");
    await sendCard(stage, card([button("按")]));
    expect((await stage.feishu.client("ou_zhang").press("按")).error).toMatch(/^200342/);
    stage.feishu.eventsUrl = "";
    expect((await stage.feishu.client("ou_zhang").press("按")).error).toMatch(/^200340/);
  });
});

describe("a raw delivery", () => {
  const event = { schema: "2.0", header: { event_type: "x", event_id: "1" }, event: {} };

  it("is accepted when genuine and replayed byte for byte", async () => {
    expect((await stage.feishu.deliverRaw({ body: event })).status).toBe(200);
    const first = record(stage.feishu.log.at(-1)?.request);
    const headers = Object.fromEntries(
      Object.entries(record(first["headers"])).map(([k, v]) => [k, String(v)]),
    );
    const replayed = { body: String(first["raw"]), headers, sign: false, encrypt: false };
    expect((await stage.feishu.deliverRaw(replayed)).status).toBe(200);
    expect(stage.app.seen).toEqual([event, event]);
  });

  it("is refused by a careful app when unsigned or signed for another body", async () => {
    expect((await stage.feishu.deliverRaw({ body: event, sign: false })).status).toBe(401);
    const forged = { body: event, headers: { "x-lark-signature": "00".repeat(32) } };
    expect((await stage.feishu.deliverRaw(forged)).status).toBe(401);
    expect(stage.app.seen).toEqual([]);
  });

  it("can be as old as wanted and not encrypted at all", async () => {
    await stage.feishu.deliverRaw({ body: event, timestampS: 978_307_200 });
    expect((await stage.feishu.deliverRaw({ body: event, encrypt: false })).status).toBe(400);
    const [old, open] = stage.feishu.log.slice(-2).map((entry) => record(entry.request));
    expect(record(old?.["headers"])["x-lark-request-timestamp"]).toBe("978307200");
    expect(open?.["raw"]).toBe(JSON.stringify(event));
  });
});
