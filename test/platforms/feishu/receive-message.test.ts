import { describe, expect, it } from "vitest";
import { chatEvent } from "#chat/event.ts";
import { receive } from "./dispatch.ts";
import { secrets } from "./requests.ts";

const sender = { sender_id: { open_id: "ou_1a", union_id: "on_1a" }, sender_type: "user", tenant_key: "t" };

function sent(type: string, content: object | string, more: object = {}): object {
  const message = {
    message_id: "om_1",
    create_time: "1763859600000",
    chat_id: "oc_1",
    chat_type: "p2p",
    message_type: type,
    content: typeof content === "string" ? content : JSON.stringify(content),
    ...more,
  };
  return { sender, message };
}

async function typed(...given: Parameters<typeof sent>): Promise<string | undefined> {
  const received = await receive("im.message.receive_v1", sent(...given));
  return received?.type === "message" ? received.text : undefined;
}

describe("a message", () => {
  it("in the direct chat becomes the line that was typed, keyed by its message id", async () => {
    const event = await receive("im.message.receive_v1", sent("text", { text: "跟进 远大集团" }));
    expect(event).toEqual({
      type: "message",
      platform: "feishu",
      tenant: secrets.appId,
      key: "om_1",
      userId: "ou_1a",
      conversation: { id: "oc_1", kind: "direct" },
      text: "跟进 远大集团",
      messageId: "om_1",
    });
    expect(chatEvent.parse(event)).toEqual(event);
  });

  it("in a group loses the bot's mention and keeps the names of others", async () => {
    const mentions = [
      { key: "@_user_1", id: { open_id: "ou_bot" }, name: "Genjin", mentioned_type: "bot" },
      { key: "@_user_10", id: { open_id: "ou_2" }, name: "李雷", mentioned_type: "user" },
    ];
    const event = await receive(
      "im.message.receive_v1",
      sent("text", { text: "@_user_1 待办 给@_user_10打电话 @_user_2" }, { chat_type: "group", mentions }),
    );
    expect(event).toMatchObject({
      conversation: { id: "oc_1", kind: "group", thread: "om_1" },
      text: "待办 给李雷打电话 @_user_2",
    });
  });

  it("in a group of topics is one in a group", async () => {
    const event = await receive(
      "im.message.receive_v1",
      sent("text", { text: "x" }, { chat_type: "topic_group" }),
    );
    expect(event).toMatchObject({ conversation: { kind: "group" } });
  });

  it("with a leading slash is the word without it", async () => {
    expect(await typed("text", { text: "/today" })).toBe("today");
    expect(await typed("text", { text: " / 今天" })).toBe("今天");
  });

  it("of rich text becomes its lines, mentions as names", async () => {
    const content = {
      title: "拜访",
      content: [
        [
          { tag: "at", user_id: "@_user_1", user_name: "Genjin" },
          { tag: "text", text: " 见了" },
          { tag: "at", user_id: "@_user_2", user_name: "李雷" },
        ],
        [
          { tag: "a", text: "官网", href: "https://x.example" },
          { tag: "img", image_key: "img_1" },
        ],
      ],
    };
    const mentions = [{ key: "@_user_1", name: "Genjin", mentioned_type: "bot" }];
    expect(await typed("post", content, { mentions })).toBe("拜访\n 见了李雷\n官网");
  });

  it("without words (picture, voice, file, recalled) is an empty line, which is answered", async () => {
    expect(await typed("image", { image_key: "img_1" })).toBe("");
    expect(await typed("audio", { file_key: "f" })).toBe("");
    expect(await typed("text", "")).toBe("");
    expect(await typed("post", { unknown: 1 })).toBe("");
  });

  it("of 40,000 characters is kept whole", async () => {
    expect((await typed("text", { text: "长".repeat(40_000) }))?.length).toBe(40_000);
  });

  it("of another bot is not for us", async () => {
    const event = { ...sent("text", { text: "x" }), sender: { ...sender, sender_type: "app" } };
    expect(await receive("im.message.receive_v1", event)).toBeUndefined();
  });

  it("of another shape than documented is an error, so that it is delivered again", async () => {
    await expect(receive("im.message.receive_v1", { sender })).rejects.toThrow("message");
  });
});

describe("the rest", () => {
  it("of the bot's menu is as if the entry were typed, keyed by the event id and without a chat", async () => {
    const event = { operator: { operator_id: { open_id: "ou_1a" } }, event_key: "/today", timestamp: "1" };
    expect(await receive("application.bot.menu_v6", event)).toEqual({
      type: "message",
      platform: "feishu",
      tenant: secrets.appId,
      key: "e1",
      userId: "ou_1a",
      text: "today",
      messageId: "e1",
    });
  });

  it("of first meetings: the chat was opened, the bot was added to a group", async () => {
    const event = { chat_id: "oc_1", operator_id: { open_id: "ou_1a" } };
    const met = { type: "met", key: "e1", userId: "ou_1a" };
    expect(await receive("im.chat.access_event.bot_p2p_chat_entered_v1", event)).toMatchObject({
      ...met,
      conversation: { id: "oc_1", kind: "direct" },
    });
    expect(await receive("im.chat.member.bot.added_v1", event)).toMatchObject({
      ...met,
      conversation: { id: "oc_1", kind: "group" },
    });
  });
});
