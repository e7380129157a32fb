import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { record } from "#playground/feishu/json.ts";
import { button, card, refusal, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
let nowMs: number;
let tokenMs: number;
beforeEach(async () => {
  nowMs = Date.parse("2026-11-23T09:00:00+08:00");
  tokenMs = nowMs;
  stage = await startStage({ now: () => new Date(nowMs), tokenNow: () => new Date(tokenMs) });
});
afterEach(async () => await stage.close());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const markdown = (content: string) => ({ tag: "markdown", content });

function text(words: string, more: { uuid?: string; to?: string } = {}) {
  const { to = "ou_zhang", uuid } = more;
  return stage.api.im.message.create({
    params: { receive_id_type: to.startsWith("oc_") ? "chat_id" : "open_id" },
    data: {
      receive_id: to,
      msg_type: "text",
      content: JSON.stringify({ text: words }),
      ...(uuid && { uuid }),
    },
  });
}

async function call(path: string, init: { method?: string; token?: string; body?: object } = {}) {
  const { method = "GET", token, body } = init;
  const response = await fetch(`${stage.feishu.domain}/open-apis${path}`, {
    method,
    headers: { "content-type": "application/json", ...(token !== undefined && { authorization: token }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { http: response.status, ...record(await response.json()) };
}

async function tenantToken(secret = stage.feishu.appSecret) {
  const body = { app_id: stage.feishu.appId, app_secret: secret };
  return await call("/auth/v3/tenant_access_token/internal", { method: "POST", body });
}

describe("tenant tokens", () => {
  it("stay the same with what remains of two hours, until less than 30 minutes are left", async () => {
    const first = record(await tenantToken());
    expect(first).toMatchObject({ code: 0, expire: 7200 });
    tokenMs += 90 * MINUTE;
    expect(await tenantToken()).toMatchObject({
      tenant_access_token: first["tenant_access_token"],
      expire: 1800,
    });
    tokenMs += 1000;
    const second = record(await tenantToken());
    expect(second["tenant_access_token"]).not.toBe(first["tenant_access_token"]);
    const info = async (one: typeof first) =>
      await call("/bot/v3/info", { token: `Bearer ${String(one["tenant_access_token"])}` });
    expect([await info(first), await info(second)]).toMatchObject([{ code: 0 }, { code: 0 }]);
    tokenMs += 31 * MINUTE;
    expect(await info(first)).toMatchObject({ http: 400, code: 99991663 });
    expect(await info(second)).toMatchObject({ http: 200, bot: { open_id: stage.feishu.botOpenId } });
  });

  it.each([
    ["missing", undefined, 99991661],
    ["of a wrong format", "Bearer x-1", 99991671],
    ["unknown", "Bearer t-1", 99991663],
  ])("that are %s are refused with HTTP 400", async (_, token, code) => {
    expect(await call("/bot/v3/info", token === undefined ? {} : { token })).toMatchObject({
      http: 400,
      code,
    });
  });

  it("are not given for a wrong secret", async () => {
    expect(await tenantToken("wrong")).toMatchObject({ http: 400, code: 10014 });
  });

  it("do not stand in for a scope", async () => {
    for (const scope of ["im:message:send_as_bot", "im:message:update"]) stage.feishu.scopes.delete(scope);
    expect(await refusal(text("x"))).toMatchObject({ http: 400, code: 99991672 });
    expect((await refusal(text("x"))).msg).toContain("[im:message, im:message:send_as_bot, im:message:send]");
  });
});

describe("sending", () => {
  it("finds people by each kind of id, and groups", async () => {
    const user = stage.feishu.users.get("ou_zhang");
    const ids = { open_id: user?.openId, union_id: user?.unionId, user_id: user?.userId, email: user?.email };
    for (const [kind, id] of Object.entries(ids)) {
      const token = `Bearer ${String(record(await tenantToken())["tenant_access_token"])}`;
      const body = { receive_id: id, msg_type: "text", content: '{"text":"好"}' };
      const sent = await call(`/im/v1/messages?receive_id_type=${kind}`, { method: "POST", token, body });
      expect(sent).toMatchObject({ code: 0, data: { chat_id: stage.feishu.directChat("ou_zhang").chatId } });
    }
    await text("大家好", { to: "oc_east" });
    expect(
      stage.feishu
        .client("ou_li")
        .messages()
        .map((one) => one.text),
    ).toEqual(["大家好"]);
    expect(stage.feishu.client("ou_zhang").messages()).toHaveLength(5);
  });

  it("with the same uuid sends one message in an hour", async () => {
    const [one, two] = [await text("一", { uuid: "u1" }), await text("二", { uuid: "u1" })];
    expect(two.data?.message_id).toBe(one.data?.message_id);
    tokenMs += 61 * MINUTE;
    expect((await text("三", { uuid: "u1" })).data?.message_id).not.toBe(one.data?.message_id);
    expect(await refusal(text("四", { uuid: "u".repeat(51) }))).toMatchObject({ http: 400, code: 230001 });
  });

  it.each([
    ["nobody of that id", { receive_id: "ou_none" }, 230034],
    ["content that is no JSON", { content: "hello" }, 230001],
    ["content without its key", { content: "{}" }, 230001],
    ["an unknown type", { msg_type: "card" }, 230001],
    ["a text over 150 KB", { content: JSON.stringify({ text: "a".repeat(154_000) }) }, 230025],
    [
      "a card over 30 KB",
      { msg_type: "interactive", content: JSON.stringify(card([markdown("字".repeat(10_300))])) },
      230025,
    ],
    ["a broken card", { msg_type: "interactive", content: JSON.stringify(card([{ tag: "note" }])) }, 230099],
  ])("refuses %s", async (_, data, code) => {
    const whole = { receive_id: "ou_zhang", msg_type: "text", content: '{"text":"x"}', ...data };
    const sending = stage.api.im.message.create({ params: { receive_id_type: "open_id" }, data: whole });
    expect(await refusal(sending)).toMatchObject({ http: 400, code });
  });

  it.each([
    ["resigned", 230029],
    ["blocksBot", 230053],
    ["available", 230013],
  ] as const)("refuses a person by state: %s", async (state, code) => {
    const user = stage.feishu.users.get("ou_zhang");
    if (user) user[state] = state !== "available";
    expect(await refusal(text("x"))).toMatchObject({ code });
  });

  it("refuses a group without the bot", async () => {
    const chat = stage.feishu.addChat({ name: "外面", members: ["ou_li"], hasBot: false });
    expect(await refusal(text("x", { to: chat.chatId }))).toMatchObject({ code: 230002 });
  });
});

describe("changing what was sent", () => {
  const patch = (messageId: string, content: object) =>
    stage.api.im.message.patch({
      path: { message_id: messageId },
      data: { content: JSON.stringify(content) },
    });

  it("replaces a card for everybody and keeps what it was", async () => {
    const id = await sendCard(stage, card([markdown("旧")]), "oc_east");
    expect((await patch(id, card([markdown("新")]))).code).toBe(0);
    expect(stage.feishu.client("ou_li").messages().at(-1)?.text).toBe("标题\n新");
    expect(stage.feishu.messages.get(id)?.history).toEqual([JSON.stringify(card([markdown("旧")]))]);
  });

  it("refuses cards not declared shared, texts, the old and the recalled", async () => {
    const { config, ...undeclared } = card([markdown("新")]);
    expect(config).toEqual({ update_multi: true });
    const id = await sendCard(stage, card([]));
    expect(await refusal(patch(id, undeclared))).toMatchObject({ code: 230001 });
    const plain = await text("字");
    expect(await refusal(patch(plain.data?.message_id ?? "", card([])))).toMatchObject({ code: 230001 });
    nowMs += 14 * DAY + 1;
    expect(await refusal(patch(id, card([])))).toMatchObject({ code: 230031 });
    await stage.api.im.message.delete({ path: { message_id: id } });
    expect(await refusal(patch(id, card([])))).toMatchObject({ code: 230110 });
    expect(
      stage.feishu
        .client("ou_zhang")
        .messages()
        .map((one) => one.id),
    ).not.toContain(id);
  });

  it("edits a text twenty times and no more", async () => {
    const id = (await text("0")).data?.message_id ?? "";
    const edit = (words: string) =>
      stage.api.im.message.update({
        path: { message_id: id },
        data: { msg_type: "text", content: JSON.stringify({ text: words }) },
      });
    for (let n = 1; n <= 20; n += 1) expect((await edit(String(n))).code).toBe(0);
    expect(await refusal(edit("21"))).toMatchObject({ code: 230072 });
    expect(stage.feishu.client("ou_zhang").messages().at(-1)?.text).toBe("20");
  });
});

describe("a delayed update", () => {
  const update = (token: unknown, content: object) =>
    stage.api.request({
      method: "POST",
      url: "/open-apis/interactive/v1/card/update",
      data: { token, card: content },
    });
  const press = async () => {
    await sendCard(stage, card([button("按")]));
    await stage.feishu.client("ou_zhang").press("按");
    return record(stage.app.seen.at(-1)?.["event"])["token"];
  };

  it("works twice within 30 minutes, and tells by code what is wrong after that", async () => {
    const token = await press();
    expect(await update(token, card([markdown("一")]))).toMatchObject({ code: 0 });
    expect(await update(token, card([button("按"), markdown("二")]))).toMatchObject({ code: 0 });
    expect(stage.feishu.client("ou_zhang").messages().at(-1)?.text).toContain("二");
    expect(await refusal(update(token, card([])))).toMatchObject({ http: 200, code: 300040 });
    const later = await press();
    tokenMs += 30 * MINUTE + 1;
    expect(await refusal(update(later, card([])))).toMatchObject({ http: 200, code: 300030 });
    expect(await refusal(update("c-none", card([])))).toMatchObject({ http: 200, code: 300020 });
  });

  it("is refused before the callback was answered", async () => {
    await sendCard(stage, card([button("按")]));
    stage.app.delayMs = 100;
    const pressing = stage.feishu.client("ou_zhang").press("按");
    await expect.poll(() => stage.app.seen.length).toBe(1);
    const token = record(stage.app.seen[0]?.["event"])["token"];
    expect(await refusal(update(token, card([])))).toMatchObject({ code: 300020 });
    await pressing;
    expect(await update(token, card([]))).toMatchObject({ code: 0 });
  });

  it("can not reach a card that is older than 14 days", async () => {
    await sendCard(stage, card([button("按")]));
    nowMs += 14 * DAY + 1;
    expect(await stage.feishu.client("ou_zhang").press("按")).toMatchObject({
      error: "the card has expired",
    });
  });
});
