import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record } from "#playground/feishu/json.ts";
import { DEFAULT_LIMITS } from "#playground/feishu/world.ts";
import { card, refusal, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await startStage({ limits: {} });
});
afterEach(async () => await stage.close());

const send = (to: string) =>
  stage.api.im.message.create({
    params: { receive_id_type: to.startsWith("oc_") ? "chat_id" : "open_id" },
    data: { receive_id: to, msg_type: "text", content: '{"text":"x"}' },
  });

describe("rate limits", () => {
  it("allow five messages a second to one person and to one group, each on its own", async () => {
    for (const to of ["ou_zhang", "oc_east"]) {
      for (let n = 1; n <= 5; n += 1) expect((await send(to)).code).toBe(0);
      expect(await refusal(send(to))).toMatchObject({ http: 400, code: 230020 });
    }
    expect((await send("ou_li")).code).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1010));
    expect((await send("ou_zhang")).code).toBe(0);
  });

  it("allow five updates a second to one card", async () => {
    const id = await sendCard(stage, card([]));
    const patch = () =>
      stage.api.im.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(card([])) } });
    for (let n = 1; n <= 5; n += 1) expect((await patch()).code).toBe(0);
    expect(await refusal(patch())).toMatchObject({ code: 230020 });
  });

  it("answer HTTP 429 with the headers when an API is called too often", async () => {
    expect(DEFAULT_LIMITS).toMatchObject({ perApi: 50, perApiMinute: 1000 });
    stage.feishu.limits.perApi = 2;
    await send("ou_zhang");
    await send("ou_zhang");
    const refused = await send("ou_zhang").catch((error: unknown) => record(record(error)["response"]));
    expect(refused).toMatchObject({
      status: 429,
      data: { code: 99991400 },
      headers: { "x-ogw-ratelimit-limit": "2", "x-ogw-ratelimit-reset": "1" },
    });
    stage.feishu.limits.enabled = false;
    expect((await send("ou_zhang")).code).toBe(0);
  });
});

describe("a fault that was asked for", () => {
  const messages = () => stage.feishu.client("ou_zhang").messages().length;

  it("hits the next matching call only, and changes nothing", async () => {
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { status: 502 });
    stage.feishu.failNext(/reply$/, { code: 230099 });
    expect(await refusal(send("ou_zhang"))).toMatchObject({ http: 502 });
    expect(messages()).toBe(0);
    const sent = await send("ou_zhang");
    const reply = () =>
      stage.api.im.message.reply({
        path: { message_id: sent.data?.message_id ?? "" },
        data: { msg_type: "text", content: '{"text":"y"}' },
      });
    expect(await refusal(reply())).toMatchObject({ http: 400, code: 230099 });
    expect((await reply()).data).toMatchObject({ root_id: sent.data?.message_id });
    expect(messages()).toBe(2);
  });

  it("can lose the answer after the message was sent", async () => {
    await send("ou_zhang");
    stage.feishu.failNext("/im/v1/messages", { loseResponse: true });
    await expect(send("ou_zhang")).rejects.toThrow(/socket hang up|ECONNRESET/);
    expect(messages()).toBe(2);
  });

  it("can come late, and more than once", async () => {
    await send("ou_zhang");
    stage.feishu.failNext("/im/v1/messages", { delayMs: 60, times: 2 });
    for (const least of [55, 55, 0]) {
      const startedAt = performance.now();
      await send("ou_zhang");
      expect(performance.now() - startedAt).toBeGreaterThan(least);
    }
    expect(stage.feishu.log.filter((entry) => entry.tookMs > 55)).toHaveLength(2);
  });
});
