import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { record } from "#playground/feishu/json.ts";
import { button, card, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => await stage.close());
beforeEach(() => {
  stage.app.answer = () => ({});
  stage.app.status = 200;
  stage.app.delayMs = 0;
});

const lastEvent = () => record(stage.app.seen.at(-1)?.["event"]);
const lastAction = () => record(lastEvent()["action"]);

describe("what people type", () => {
  it("reaches the app encrypted and signed, and its reply is seen in the same chat", async () => {
    const person = stage.feishu.client("ou_zhang");
    const outcome = await person.say("今天");
    expect(outcome).toMatchObject({ status: 200 });
    const message = record(lastEvent()["message"]);
    expect(message).toMatchObject({ chat_type: "p2p", message_type: "text", content: '{"text":"今天"}' });
    expect(stage.app.dispatched.at(-1)).toMatchObject({ message: { message_id: message["message_id"] } });
    const header = record(stage.app.seen.at(-1)?.["header"]);
    expect(header).toMatchObject({
      event_type: "im.message.receive_v1",
      token: "pretend-verification-token",
    });
    expect(String(header["create_time"])).toMatch(/^\d{13}$/);
    await stage.api.im.message.reply({
      path: { message_id: String(message["message_id"]) },
      data: { msg_type: "text", content: '{"text":"好的 <at user_id=\\"ou_li\\">x</at>"}' },
    });
    const last = person.messages().at(-1);
    expect(last).toMatchObject({ from: "bot", text: "好的 @李四", ephemeral: false });
    expect(last?.in).toBe(stage.feishu.directChat("ou_zhang").chatId);
  });

  it("mentions the bot in a group, with placeholders and a list of who is meant", async () => {
    await stage.feishu.client("ou_zhang").say("跟进 @李四 的客户", { in: "华东组" });
    const message = record(lastEvent()["message"]);
    expect(message["content"]).toBe('{"text":"@_user_1 跟进 @_user_2 的客户"}');
    expect(message["mentions"]).toMatchObject([
      { key: "@_user_1", name: "Genjin", mentioned_type: "bot" },
      { key: "@_user_2", id: { open_id: "ou_li" }, mentioned_type: "user" },
    ]);
    expect(stage.feishu.client("ou_li").messages({ in: "oc_east" }).at(-1)?.text).toBe(
      "@Genjin 跟进 @李四 的客户",
    );
  });

  it("does not reach the app when it is a group post without a mention", async () => {
    const before = stage.app.seen.length;
    const post = { zh_cn: { title: "周报", content: [[{ tag: "text", text: "没事" }]] } };
    const outcome = await stage.feishu.client("ou_zhang").send("post", post, { in: "oc_east" });
    expect(outcome.status).toBe(0);
    expect(stage.app.seen).toHaveLength(before);
    expect((await stage.feishu.client("ou_zhang").send("post", post)).status).toBe(200);
    expect(record(lastEvent()["message"])["message_type"]).toBe("post");
    expect(stage.feishu.client("ou_zhang").messages().at(-1)?.text).toBe("周报\n没事");
  });

  it("is hidden from people outside the chat", async () => {
    await stage.feishu.client("ou_zhang").say("秘密");
    expect(
      stage.feishu
        .client("ou_li")
        .messages()
        .some((one) => one.text === "秘密"),
    ).toBe(false);
  });

  it("tells the app of menu, chat entered, recall, bot added and a person who left", async () => {
    const person = stage.feishu.client("ou_zhang");
    await person.pressMenu("today");
    expect(lastEvent()).toMatchObject({
      event_key: "today",
      operator: { operator_id: { open_id: "ou_zhang" } },
    });
    await person.enterChat();
    expect(lastEvent()).toMatchObject({ operator_id: { open_id: "ou_zhang" } });
    await person.say("撤回我");
    const id = String(record(lastEvent()["message"])["message_id"]);
    await person.recall(id);
    expect(lastEvent()).toMatchObject({ message_id: id, recall_type: "message_owner" });
    expect(person.messages().some((one) => one.id === id)).toBe(false);
    stage.feishu.addChat({ name: "新群", chatId: "oc_new", members: ["ou_li"], hasBot: false });
    await stage.feishu.addBot("oc_new", "ou_li");
    expect(lastEvent()).toMatchObject({ chat_id: "oc_new", name: "新群" });
    stage.feishu.addUser({ name: "王五", openId: "ou_wang" });
    await stage.feishu.deleteUser("ou_wang");
    expect(lastEvent()).toMatchObject({ object: { open_id: "ou_wang", status: { is_resigned: true } } });
  });
});

describe("a button", () => {
  it("delivers its value once and shows toast and new card from the answer", async () => {
    const id = await sendCard(
      stage,
      card([{ tag: "markdown", content: "**待办** &lt;b&gt;" }, button("完成", { id: 7 })]),
    );
    stage.app.answer = () => ({
      toast: { type: "success", content: "已完成" },
      card: { type: "raw", data: card([{ tag: "markdown", content: "做完了" }]) },
    });
    const person = stage.feishu.client("ou_zhang");
    expect(person.messages().at(-1)).toMatchObject({ text: "标题\n待办 <b>\n完成", buttons: ["完成"] });
    expect(await person.press("完成")).toMatchObject({ status: 200 });
    const delivered = stage.app.seen.at(-1);
    expect(record(delivered?.["header"])["create_time"]).toMatch(/^\d{16}$/);
    expect(lastEvent()).toMatchObject({
      operator: { open_id: "ou_zhang" },
      token: expect.stringMatching(/^c-/),
      host: "im_message",
      context: { open_message_id: id },
      action: { tag: "button", value: { id: 7 }, timezone: "Asia/Shanghai" },
    });
    expect(person.toasts().at(-1)).toBe("已完成");
    expect(person.messages().find((one) => one.id === id)).toMatchObject({
      text: "标题\n做完了",
      buttons: [],
    });
    expect(stage.feishu.messages.get(id)?.history).toHaveLength(1);
    await expect(person.press("完成", { on: id })).rejects.toThrow(/no button "完成"/);
  });

  it.each([
    ["no HTTP 200", { status: 500 }, "200671"],
    ["no JSON", { answer: () => "ok" }, "200672"],
    ["an empty body", { answer: () => "" }, "200672"],
    ["a toast of an unknown type", { answer: () => ({ toast: { type: "warn", content: "x" } }) }, "200672"],
    [
      "an invalid card",
      { answer: () => ({ card: { type: "raw", data: card([{ tag: "note" }]) } }) },
      "200673",
    ],
    ["a card of version 1", { answer: () => ({ card: { type: "raw", data: { elements: [] } } }) }, "200830"],
    ["an answer after the time allowed", { delayMs: 600 }, "200341"],
  ])("shows the client's error for %s and never delivers again", async (_, behaviour, code) => {
    await sendCard(stage, card([button("按")]));
    Object.assign(stage.app, behaviour);
    const before = stage.app.seen.length;
    expect((await stage.feishu.client("ou_zhang").press("按")).error).toMatch(new RegExp(`^${code}`));
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(stage.app.seen.length).toBe(before + 1);
  });

  it("takes the nth of several, an overflow choice and a checker", async () => {
    await sendCard(
      stage,
      card([
        button("看", { row: 1 }),
        button("看", { row: 2 }),
        {
          tag: "overflow",
          options: [{ text: { tag: "plain_text", content: "转交" }, value: "hand-over" }],
          behaviors: [{ type: "callback", value: {} }],
        },
        {
          tag: "checker",
          name: "done",
          text: { tag: "plain_text", content: "打电话" },
          behaviors: [{ type: "callback", value: { todo: 1 } }],
        },
        {
          tag: "select_static",
          name: "grade",
          placeholder: { tag: "plain_text", content: "级别" },
          options: [{ text: { tag: "plain_text", content: "A 级" }, value: "A" }],
          behaviors: [{ type: "callback", value: { lead: 2 } }],
        },
      ]),
    );
    const person = stage.feishu.client("ou_zhang");
    await person.press("看", { nth: 1 });
    expect(lastAction()["value"]).toEqual({ row: 2 });
    await person.press("转交");
    expect(lastAction()).toMatchObject({ tag: "overflow", option: "hand-over" });
    await person.press("打电话");
    expect(lastAction()).toMatchObject({ tag: "checker", name: "done", checked: true, value: { todo: 1 } });
    await person.choose("级别", "A 级");
    expect(lastAction()).toMatchObject({ tag: "select_static", option: "A", value: { lead: 2 } });
  });

  it("that opens a link delivers nothing, and one without callback data fails at the client", async () => {
    const link = { tag: "button", text: { tag: "plain_text", content: "打开" } };
    await sendCard(
      stage,
      card([
        { ...link, behaviors: [{ type: "open_url", default_url: "https://example.com" }] },
        { tag: "checker", text: { tag: "plain_text", content: "勾" } },
      ]),
    );
    const person = stage.feishu.client("ou_zhang");
    const before = stage.app.seen.length;
    expect(await person.press("打开")).toEqual({ status: 0, tookMs: 0 });
    expect((await person.press("勾")).error).toMatch(/^200340/);
    expect(stage.app.seen.length).toBe(before);
  });
});
