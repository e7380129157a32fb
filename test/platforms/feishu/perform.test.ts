import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buttons, type Card, text } from "#chat/card.ts";
import type { Form } from "#chat/form.ts";
import { ask, invalid, nothing, type Reply, say, toast, update } from "#chat/reply.ts";
import { md } from "#chat/text.ts";
import { createStage, deliveredBody, type Stage, waitUntil } from "./stage.ts";

const open: Card = {
  title: "待办",
  tone: "neutral",
  body: [
    text(md`给远大打电话`),
    buttons({ label: "完成", action: { id: "todo.done", payload: { todoId: "t1" } } }),
  ],
};
const done: Card = { title: "已完成", tone: "success", body: [text(md`给远大打电话`)] };
const form: Form = {
  id: "todo.edit",
  title: "改待办",
  submit: "保存",
  cancel: "算了",
  payload: { todoId: "t1" },
  fields: [
    { name: "title", label: "做什么", type: "text", required: true },
    { name: "amount", label: "金额", type: "number" },
  ],
};

let stage: Stage;
let sent = 0;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(async () => {
  await stage.stop();
});
beforeEach(() => {
  stage.host.answered.length = 0;
  stage.host.queued.length = 0;
});

/** A fresh card in front of Li Lei. */
async function show(): Promise<string> {
  sent += 1;
  const ref = await stage.parts.port.send({
    tenant: stage.feishu.appId,
    deliveryId: `delivery-${sent}`,
    to: { type: "direct", userId: "ou_li" },
    content: { type: "card", card: open },
    maybeSent: false,
  });
  return ref.message;
}

function textOf(id: string): string | undefined {
  return stage.li.messages().find((message) => message.id === id)?.text;
}

async function pressAnswered(reply: Reply | (() => Promise<Reply>)): Promise<string> {
  const id = await show();
  stage.host.reply = () => (typeof reply === "function" ? reply() : reply);
  expect(await stage.li.press("完成", { on: id })).toMatchObject({ status: 200 });
  return id;
}

/** Opens the form from a card, fills it and submits it; the ids of the card and of the form. */
async function submitAnswered(reply: Reply, values: Record<string, string> = { 做什么: "再打一次" }) {
  const origin = await pressAnswered(ask(form));
  const formId = stage.li.form()?.id ?? "";
  stage.host.reply = () => reply;
  const outcome = await stage.li.submit(values);
  expect(outcome.error).toBeUndefined();
  return { origin, formId };
}

describe("a press that is answered", () => {
  it("with an update changes the card, and says a word", async () => {
    const id = await pressAnswered(update(done, "干得好"));
    expect(textOf(id)).toBe("已完成\n给远大打电话");
    expect(stage.li.toasts().at(-1)).toBe("干得好");
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

  it("with a toast shows it and leaves the card", async () => {
    const id = await pressAnswered(toast("已经完成过了", "warning"));
    expect(stage.li.toasts().at(-1)).toBe("已经完成过了");
    expect(textOf(id)).toContain("完成");
  });

  it("with a new card gets it below, without a word about where it is", async () => {
    const toasts = stage.li.toasts().length;
    const id = await pressAnswered(say(done));
    expect(stage.li.messages().at(-1)?.text).toContain("已完成");
    expect(textOf(id)).toContain("待办");
    expect(stage.li.toasts().length).toBe(toasts);
  });

  it("with nothing gets an object all the same", async () => {
    await pressAnswered(nothing);
    const entry = stage.feishu.log.findLast((one) => one.name === "card.action.trigger");
    expect(entry).toMatchObject({ status: 200, response: {} });
  });

  it("in a group with a new card gets it in the direct chat and is told so", async () => {
    const group = stage.feishu.addChat({ name: "销售群", members: ["ou_li", "ou_wang"] });
    await publicCard(group.chatId);
    stage.host.reply = () => say(done);
    await stage.li.press("完成", { on: stage.li.messages({ in: "销售群" }).at(-1)?.id ?? "" });
    expect(stage.li.toasts().at(-1)).toBe("已发到你和我的单聊");
    expect(stage.li.messages().at(-1)).toMatchObject({ in: stage.feishu.directChat("ou_li").chatId });
    expect(
      stage.feishu
        .client("ou_wang")
        .messages()
        .filter((one) => one.text.includes("已完成")),
    ).toEqual([]);
  });

  it("in a group with a form gets it in the direct chat, and the answer changes the card in the group", async () => {
    const group = stage.feishu.addChat({ name: "二群", members: ["ou_li", "ou_wang"] });
    await publicCard(group.chatId);
    const id = stage.li.messages({ in: "二群" }).at(-1)?.id ?? "";
    stage.host.reply = () => ask(form);
    await stage.li.press("完成", { on: id });
    expect(stage.li.toasts().at(-1)).toBe("表单已发到你和我的单聊");
    stage.host.reply = () => update(done);
    await stage.li.submit({ 做什么: "x" });
    expect(textOf(id)).toContain("已完成");
  });

  it("twice by a replay runs once", async () => {
    await pressAnswered(update(done));
    const replayed = await stage.feishu.deliverRaw({ body: deliveredBody(stage, "card.action.trigger") });
    expect(replayed).toMatchObject({ status: 200, body: "{}" });
    expect(stage.host.answered).toHaveLength(1);
  });

  it("in vain, for the platform refuses the new message, is kept for later and says so", async () => {
    const id = await show();
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { code: 230020 });
    stage.host.reply = () => say(done);
    await stage.li.press("完成", { on: id });
    expect(stage.li.toasts().at(-1)).toBe("正在处理，好了就发给你");
    expect(stage.host.queued).toMatchObject([{ reply: { type: "say" }, event: { type: "action" } }]);
  });
});

describe("a press that takes longer than 2.5 seconds", () => {
  const slowly = (reply: Reply) => async () =>
    await new Promise<Reply>((resolve) => setTimeout(() => resolve(reply), 2700));

  it("is answered in time, and the card changes afterwards", async () => {
    const id = await pressAnswered(slowly(update(done)));
    expect(stage.li.toasts().at(-1)).toBe("正在处理，好了就发给你");
    await waitUntil(() => textOf(id)?.includes("已完成") === true);
    expect(stage.calls("card/update")).toHaveLength(1);
  });

  it("and ends in a notice gets it as a message, for toasts live in the answer only", async () => {
    await pressAnswered(slowly(toast("已经完成过了")));
    await waitUntil(() => stage.li.messages().at(-1)?.text === "已经完成过了");
  });

  it("and cannot be shown any more is kept for later", async () => {
    stage.feishu.failNext("card/update", { code: 300030 });
    await pressAnswered(slowly(update(done)));
    await waitUntil(() => stage.host.queued.length === 1);
    expect(stage.host.queued).toMatchObject([{ reply: { type: "update" } }]);
  });
});

describe("a submitted form that is answered", () => {
  it("with an update changes the card it was opened from and becomes one line", async () => {
    const { origin, formId } = await submitAnswered(update(done, "已保存"));
    expect(textOf(origin)).toBe("已完成\n给远大打电话");
    expect(textOf(formId)).toBe("改待办 · 已提交");
    expect(stage.li.toasts().at(-1)).toBe("已保存");
    expect(stage.host.answered.at(-1)).toMatchObject({
      type: "form",
      formId: "todo.edit",
      payload: { todoId: "t1" },
      values: { title: { type: "text", text: "再打一次" } },
      on: { message: origin },
    });
  });

  it("with an update of a card too old to change shows it in the form's place", async () => {
    stage.feishu.failNext("PATCH /open-apis/im/v1/messages", { code: 230031 });
    const { formId } = await submitAnswered(update(done));
    expect(textOf(formId)).toContain("已完成");
    expect(stage.host.queued).toEqual([]);
  });

  it("with an update that cannot be made now is kept for later", async () => {
    stage.feishu.failNext("PATCH /open-apis/im/v1/messages", { code: 230020 });
    await submitAnswered(update(done));
    expect(stage.host.queued).toMatchObject([{ reply: { type: "update" }, event: { type: "form" } }]);
  });

  it("with a new card becomes it", async () => {
    const { formId } = await submitAnswered(say(done));
    expect(textOf(formId)).toContain("已完成");
  });

  it("with another form becomes it, which still changes the first card", async () => {
    const { origin, formId } = await submitAnswered(ask({ ...form, title: "第二步" }));
    expect(textOf(formId)).toContain("第二步");
    stage.host.reply = () => update(done);
    await stage.li.submit({ 做什么: "y" });
    expect(textOf(origin)).toContain("已完成");
  });

  it("with errors stays open and shows them", async () => {
    const { formId } = await submitAnswered(invalid({ title: "太短了" }));
    expect(stage.li.toasts().at(-1)).toBe("太短了");
    expect(textOf(formId)).toContain("做什么");
  });

  it("with a refusal stays open, with a word of success does not", async () => {
    const refused = await submitAnswered(toast("不行", "danger"));
    expect(textOf(refused.formId)).toContain("做什么");
    const accepted = await submitAnswered(toast("好了", "success"));
    expect(textOf(accepted.formId)).toBe("改待办 · 已提交");
  });

  it("but holds no number where one belongs is asked again by the platform itself", async () => {
    await submitAnswered(update(done), { 做什么: "x", 金额: "很多" });
    expect(stage.li.toasts().at(-1)).toBe("金额：请填数字");
    expect(stage.host.answered.filter((event) => event.type === "form")).toEqual([]);
  });
});

describe("a form that is cancelled", () => {
  it("becomes one line, and nobody is asked", async () => {
    await pressAnswered(ask(form));
    const formId = stage.li.form()?.id ?? "";
    stage.host.answered.length = 0;
    await stage.li.press("算了", { on: formId });
    expect(textOf(formId)).toBe("改待办 · 已取消");
    expect(stage.host.answered).toEqual([]);
  });
});

/** A card that everybody in the group sees: digests of teams stand there. */
async function publicCard(chatId: string): Promise<void> {
  sent += 1;
  await stage.parts.port.send({
    tenant: stage.feishu.appId,
    deliveryId: `delivery-${sent}`,
    to: { type: "conversation", userId: "ou_li", conversation: { id: chatId, kind: "direct" } },
    content: { type: "card", card: open },
    maybeSent: false,
  });
}
