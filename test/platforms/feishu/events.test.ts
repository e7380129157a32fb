import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "#src/log.ts";
import { createStage, deliveredBody, type Stage, waitUntil } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(async () => {
  await stage.stop();
});
beforeEach(() => {
  stage.host.stored.length = 0;
  stage.host.storing = async () => undefined;
});

describe("events", () => {
  it("of messages, meetings and the menu are kept before the 200", async () => {
    expect(await stage.li.say("/跟进 远大集团")).toMatchObject({ status: 200 });
    await stage.li.enterChat();
    await stage.li.pressMenu("today");
    const group = stage.feishu.addChat({ name: "群", members: ["ou_li"], hasBot: false });
    await stage.feishu.addBot(group.chatId, "ou_li");
    await stage.li.say("客户 远大", { in: "群" });
    expect(
      stage.host.stored.map((event) => [
        event.type,
        "text" in event ? event.text : "",
        event.conversation?.kind,
      ]),
    ).toEqual([
      ["message", "跟进 远大集团", "direct"],
      ["met", "", "direct"],
      ["message", "today", undefined],
      ["met", "", "group"],
      ["message", "客户 远大", "group"],
    ]);
  });

  it("that cannot be kept are answered 503 and come again, with the same key", async () => {
    let tries = 0;
    stage.host.storing = async () => {
      tries += 1;
      if (tries < 3) throw new Error("the database is away");
    };
    expect(await stage.li.say("待办 打电话")).toMatchObject({ status: 503 });
    await waitUntil(() => stage.host.stored.length === 1);
    expect(tries).toBe(3);
  });

  it("that nobody handles are taken, so that they do not come again", async () => {
    const said = await stage.li.send("text", { text: "哦" });
    expect(said.status).toBe(200);
    expect(await stage.li.recall(stage.li.messages().at(-1)?.id ?? "")).toMatchObject({ status: 200 });
    expect(stage.host.stored).toHaveLength(1);
  });

  it("without words are kept as an empty line, which the bot answers", async () => {
    await stage.li.send("image", { image_key: "img_1" });
    expect(stage.host.stored).toMatchObject([{ type: "message", text: "" }]);
  });
});

describe("the route", () => {
  it("answers the console's challenge, which is encrypted and unsigned", async () => {
    expect(await stage.feishu.verifyUrl()).toBe(true);
  });

  it("refuses what is forged, plain, old, unsigned, no JSON or too large; nothing is kept and nothing crashes", async () => {
    const message = { schema: "2.0", header: {}, event: {} };
    const statuses = [
      await status({ body: message, headers: { "x-lark-signature": "0".repeat(64) } }),
      await status({ body: message, encrypt: false }),
      await status({ body: message, timestampS: 1_000_000_000 }),
      await status({ body: message, sign: false }),
      await status({ body: "hello", encrypt: false }),
      await status({ body: "hello", headers: { "content-type": "text/plain" } }),
      await status({ body: "x".repeat(1024 * 1024 + 1), encrypt: false }),
      await status({ body: '{"encrypt":"AAAA"}', encrypt: false, sign: false }),
    ];
    expect(statuses).toEqual([401, 400, 401, 401, 400, 400, 413, 401]);
    expect(stage.host.stored).toEqual([]);
    expect(await stage.feishu.verifyUrl()).toBe(true);
  });

  it("answers other paths and methods 404 instead of hanging, and ignores a query", async () => {
    const { eventsUrl } = stage.feishu;
    expect((await fetch(eventsUrl)).status).toBe(404);
    expect((await fetch(`${eventsUrl}/more`, { method: "POST" })).status).toBe(404);
    expect((await fetch(`${eventsUrl}?x=1`, { method: "POST" })).status).toBe(400);
  });

  it("takes a delivery of 7 hours ago and warns", async () => {
    const warn = vi.spyOn(log, "warn");
    await stage.li.say("跟进");
    const body = deliveredBody(stage, "im.message.receive_v1");
    const late = await stage.feishu.deliverRaw({
      body,
      timestampS: Math.floor(Date.now() / 1000) - 7 * 3600,
    });
    expect(late.status).toBe(200);
    expect(warn.mock.calls).toEqual([[{ ageMs: expect.any(Number) }, "a delivery of Feishu comes late"]]);
    warn.mockRestore();
    // Delivered twice, it is the inbox that knows it by its key.
    expect(new Set(stage.host.stored.map((event) => event.key)).size).toBe(1);
  });

  it("answers a signed event of an unknown shape 400, so that it is seen in the console and comes again", async () => {
    const header = {
      event_id: "e",
      event_type: "im.message.receive_v1",
      token: stage.feishu.verificationToken,
      app_id: stage.feishu.appId,
    };
    expect(await status({ body: { schema: "2.0", header, event: { sender: 1 } } })).toBe(400);
  });
});

async function status(delivery: Parameters<Stage["feishu"]["deliverRaw"]>[0]): Promise<number> {
  return (await stage.feishu.deliverRaw(delivery)).status;
}
