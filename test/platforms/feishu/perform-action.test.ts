import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask, nothing, say, toast, update } from "#chat/reply.ts";
import { createDesk, type Desk, done, form } from "./desk.ts";
import { createStage, deliveredBody, type Stage } from "./stage.ts";

let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await createStage();
  desk = createDesk(stage);
});
afterAll(async () => {
  await stage.stop();
});
beforeEach(() => {
  stage.host.answered.length = 0;
  stage.host.queued.length = 0;
});

describe("a press that is answered", () => {
  it("with an update changes the card, and says a word", async () => {
    const id = await desk.pressAnswered(update(done, "干得好"));
    expect(desk.textOf(id)).toBe("已完成\n给远大打电话");
    expect(desk.toast()).toBe("干得好");
    expect(stage.host.answered).toMatchObject([
      {
        type: "action",
        actionId: "todo.done",
        payload: { todoId: "t1" },
        userId: "ou_li",
        on: { message: id },
      },
    ]);
  });

  it("with an update and a card besides changes the card and gets the other below it", async () => {
    const id = await desk.pressAnswered({ ...update(done), besides: { ...done, title: "告诉客户了吗" } });
    expect(desk.textOf(id)).toBe("已完成\n给远大打电话");
    expect(stage.li.messages().at(-1)?.text).toContain("告诉客户了吗");
  });

  it("with a toast shows it and leaves the card", async () => {
    const id = await desk.pressAnswered(toast("已经完成过了", "warning"));
    expect(desk.toast()).toBe("已经完成过了");
    expect(desk.textOf(id)).toContain("待办");
  });

  it("with a new card gets it below, without a word about where it is", async () => {
    const toasts = stage.li.toasts().length;
    const id = await desk.pressAnswered(say(done));
    expect(stage.li.messages().at(-1)?.text).toContain("已完成");
    expect(desk.textOf(id)).toContain("待办");
    expect(stage.li.toasts().length).toBe(toasts);
  });

  it("with nothing gets an object all the same", async () => {
    await desk.pressAnswered(nothing);
    const entry = stage.feishu.log.findLast((one) => one.name === "card.action.trigger");
    expect(entry).toMatchObject({ status: 200, response: {} });
  });

  it("in a group with a new card gets it in the direct chat and is told so", async () => {
    const group = stage.feishu.addChat({ name: "销售群", members: ["ou_li", "ou_wang"] });
    await desk.press(await desk.show(group.chatId), say(done));
    expect(desk.toast()).toBe("已发到你和我的单聊");
    expect(stage.li.messages().at(-1)).toMatchObject({ in: stage.feishu.directChat("ou_li").chatId });
    expect(
      stage.feishu
        .client("ou_wang")
        .messages()
        .filter((one) => one.text.includes("已完成")),
    ).toEqual([]);
  });

  it("with a form is told where it is: an old card stands far above the end of the chat", async () => {
    await desk.pressAnswered(ask(form));
    expect(desk.toast()).toBe("表单在聊天最下面，请往下看");
    expect(stage.li.form()?.id).toBe(stage.li.messages().at(-1)?.id);
  });

  it("in a group with a form gets it in the direct chat, and the answer changes the card in the group", async () => {
    const group = stage.feishu.addChat({ name: "二群", members: ["ou_li", "ou_wang"] });
    const id = await desk.show(group.chatId);
    await desk.press(id, ask(form));
    expect(desk.toast()).toBe("表单已发到你和我的单聊");
    stage.host.reply = () => update(done);
    await stage.li.submit({ 做什么: "x" });
    expect(desk.textOf(id)).toContain("已完成");
  });

  it("twice by a replay runs once", async () => {
    await desk.pressAnswered(update(done));
    const replayed = await stage.feishu.deliverRaw({ body: deliveredBody(stage, "card.action.trigger") });
    expect(replayed).toMatchObject({ status: 200, body: "{}" });
    expect(stage.host.answered).toHaveLength(1);
  });

  it("twice by the same person on the same card runs twice: only the same delivery is a replay", async () => {
    const id = await desk.pressAnswered(toast("一次"));
    await stage.li.press("完成", { on: id });
    expect(stage.host.answered).toHaveLength(2);
  });

  it("by a handler that throws is a red line for the person and nothing crashes", async () => {
    const id = await desk.show();
    stage.host.reply = () => {
      throw new Error("a defect");
    };
    expect(await stage.li.press("完成", { on: id })).toMatchObject({
      status: 500,
      error: expect.stringContaining("200671"),
    });
    expect(await stage.feishu.verifyUrl()).toBe(true);
  });

  it("whose new message was taken but not answered for is not answered twice", async () => {
    const id = await desk.show();
    const before = stage.li.messages().length;
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { loseResponse: true });
    await desk.press(id, say(done));
    expect(stage.li.messages()).toHaveLength(before + 1);
    expect(stage.host.queued).toEqual([]);
  });

  it("in vain, for the platform refuses the new message, is kept for later and says so", async () => {
    const id = await desk.show();
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { code: 230020 });
    await desk.press(id, say(done));
    expect(desk.toast()).toBe("正在处理，好了就发给你");
    expect(stage.host.queued).toMatchObject([{ reply: { type: "say" }, event: { type: "action" } }]);
  });
});

describe("a press that asks for a form the platform does not take now", () => {
  it("is told to press again, for nothing could open the form later", async () => {
    const id = await desk.show();
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { code: 230020 });
    await desk.press(id, ask(form));
    expect(desk.toast()).toBe("表单暂时打不开，请稍后再按一次");
    expect(stage.host.queued).toEqual([]);
  });
});
