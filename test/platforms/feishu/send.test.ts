import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Card } from "#chat/card.ts";
import { text } from "#chat/card.ts";
import type { Form } from "#chat/form.ts";
import type { Destination } from "#chat/port.ts";
import { value } from "#chat/text.ts";
import { card, direct, failureOf, feishuAt, message } from "./outgoing.ts";
import { createStage, type Stage } from "./stage.ts";

const form: Form = {
  id: "todo.add",
  title: "加待办",
  submit: "保存",
  cancel: "取消",
  payload: {},
  fields: [{ name: "title", label: "做什么", type: "text", required: true }],
};

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(async () => {
  await stage.stop();
});

describe("send", () => {
  it("puts a card into the direct chat and says where it stands", async () => {
    const ref = await stage.parts.port.send(message(stage, direct));
    const seen = stage.li.messages().at(-1);
    expect(ref).toEqual({ platform: "feishu", conversation: seen?.in, message: seen?.id });
    expect(seen).toMatchObject({ buttons: ["撤销"], text: "已记录\n客户 远大集团\n撤销" });
  });

  it("answers in the direct conversation it came from, and privately where that is a group", async () => {
    const group = stage.feishu.addChat({ name: "销售群", members: ["ou_li", "ou_wang"] });
    const chat = stage.feishu.directChat("ou_li").chatId;
    const where = (id: string, kind: "direct" | "group"): Destination => ({
      type: "conversation",
      userId: "ou_li",
      conversation: { id, kind },
    });
    expect(await stage.parts.port.send(message(stage, where(chat, "direct")))).toMatchObject({
      conversation: chat,
    });
    expect(await stage.parts.port.send(message(stage, where(group.chatId, "group")))).toMatchObject({
      conversation: chat,
    });
    expect(stage.feishu.client("ou_wang").messages({ in: group.chatId })).toEqual([]);
  });

  // A line said in a group was answered in the direct chat alone: in the group the bot seemed to be mute.
  it("tells a group where the answer to a line said in it went, once, and nothing of what it says", async () => {
    const group = stage.feishu.addChat({ name: "华东群", members: ["ou_li", "ou_wang"] });
    const inGroup = () => stage.feishu.client("ou_wang").messages({ in: group.chatId });
    await stage.li.say("线索台账", { in: group.chatId });
    const thread = inGroup().at(-1)?.id ?? "";
    const before = inGroup().length;
    const conversation = { id: group.chatId, kind: "group", thread } as const;
    const one = message(stage, { type: "conversation", userId: "ou_li", conversation });
    const ref = await stage.parts.port.send(one);
    expect(ref.conversation).toBe(stage.feishu.directChat("ou_li").chatId);
    await stage.parts.port.send({ ...one, maybeSent: true });
    expect(
      inGroup()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual(["已私聊发给你"]);
    // What the group refuses is no reason to fail: the answer has arrived.
    stage.feishu.failNext(/reply/, { code: 230020 });
    const next = await stage.parts.port.send(
      message(stage, { type: "conversation", userId: "ou_li", conversation }),
    );
    expect(next.conversation).toBe(ref.conversation);
    expect(inGroup()).toHaveLength(before + 1);
  });

  it("puts a form into the chat", async () => {
    const content = { type: "form", form, reopen: { id: "command.run", payload: {} }, locale: "zh" } as const;
    await stage.parts.port.send(message(stage, direct, { content }));
    expect(stage.li.form()).toMatchObject({
      title: "加待办",
      fields: [{ label: "做什么", required: true }],
      buttons: ["保存"],
    });
  });

  it("sends once however often one delivery is tried", async () => {
    const one = message(stage, direct);
    const first = await stage.parts.port.send(one);
    const before = stage.li.messages().length;
    expect(await stage.parts.port.send({ ...one, maybeSent: true })).toEqual(first);
    expect(stage.li.messages().length).toBe(before);
  });

  it("sends once though the answer to the first try is lost, and says that it may have been sent", async () => {
    const one = message(stage, direct);
    const before = stage.li.messages().length;
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { loseResponse: true });
    expect(await failureOf(stage.parts.port.send(one))).toMatchObject({ failure: "unknown" });
    await stage.parts.port.send({ ...one, maybeSent: true });
    expect(stage.li.messages().length).toBe(before + 1);
  });

  it("changes a message that is there", async () => {
    const ref = await stage.parts.port.send(message(stage, direct));
    await stage.parts.port.send(
      message(
        stage,
        { type: "message", ref },
        { content: { type: "card", card: { ...card, title: "已撤销" } } },
      ),
    );
    expect(stage.li.messages().find((one) => one.id === ref.message)?.text).toContain("已撤销");
    await stage.parts.port.update(stage.feishu.appId, ref, { ...card, title: "又改了" });
    expect(stage.li.messages().find((one) => one.id === ref.message)?.text).toContain("又改了");
  });

  it("sends nothing to a Home tab, which the platform does not have", async () => {
    const before = stage.feishu.log.length;
    const ref = await stage.parts.port.send(message(stage, { type: "home", userId: "ou_li" }));
    await stage.parts.port.update(stage.feishu.appId, ref, card);
    expect(stage.feishu.log.length).toBe(before);
  });

  it("takes a card of any size: what a person wrote is cut, not refused", async () => {
    const long: Card = { ...card, body: [text(value("<at id=all></at>".repeat(2500)))] };
    await stage.parts.port.send(message(stage, direct, { content: { type: "card", card: long } }));
    expect(stage.li.messages().at(-1)?.text).toContain("<at id=all></at><at id=all></at>");
  });
});

describe("profile", () => {
  it("has name, address and manager as the company keeps them", async () => {
    expect(await stage.parts.port.profile(stage.feishu.appId, "ou_li")).toEqual({
      name: "李雷",
      email: "li@yuanda.example",
      managerUserId: "ou_wang",
    });
  });

  it("of nobody is rejected", async () => {
    expect(await failureOf(stage.parts.port.profile(stage.feishu.appId, "ou_nobody"))).toMatchObject({
      failure: "rejected",
    });
  });
});

describe("check", () => {
  it("is fine with the right credentials", async () => {
    const { appId, botOpenId } = stage.feishu;
    expect(await stage.parts.port.check()).toEqual({ ok: true, tenant: appId, botUserId: botOpenId });
  });

  it("says what to do about a wrong secret, a wrong app and no network", async () => {
    const { domain } = stage.feishu;
    expect(await feishuAt(stage, domain, { appSecret: "wrong" }).port.check()).toMatchObject({
      ok: false,
      problem: expect.stringContaining("FEISHU_APP_SECRET"),
    });
    expect(await feishuAt(stage, domain, { appId: "cli_ffffffffffffffff" }).port.check()).toMatchObject({
      problem: expect.stringContaining("FEISHU_APP_ID"),
    });
    expect(await feishuAt(stage, "http://127.0.0.1:9").port.check()).toMatchObject({
      problem: expect.stringContaining("FEISHU_DOMAIN"),
    });
  });
});
