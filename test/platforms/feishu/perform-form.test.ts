import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ask, invalid, say, toast, update } from "#chat/reply.ts";
import { createDesk, type Desk, done, form } from "./desk.ts";
import { createStage, type Stage } from "./stage.ts";

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

const question = { ...done, title: "告诉客户了吗" };

describe("a submitted form that is answered", () => {
  // A press on an old card put the form at the end of the chat, and the result was drawn far above, out of sight.
  it("with an update changes the card it was opened from and becomes one line: what came of it", async () => {
    const { origin, formId } = await desk.submitAnswered(update(done, "已保存"));
    expect(desk.textOf(origin)).toBe("已完成\n给远大打电话");
    expect(desk.textOf(formId)).toBe("✓ 已保存");
    expect(desk.toast()).toBe("已保存");
    expect(stage.host.answered.at(-1)).toMatchObject({
      type: "form",
      formId: "todo.edit",
      payload: { todoId: "t1" },
      values: { title: { type: "text", text: "再打一次" } },
      on: { message: origin },
    });
  });

  it("with an update without a word becomes the title of the changed card, in one line that fits", async () => {
    const { formId } = await desk.submitAnswered(update(done));
    expect(desk.textOf(formId)).toBe("✓ 已完成");
    const late = await desk.submitAnswered(update({ ...done, title: "晚了\n一步", tone: "warning" }));
    expect(desk.textOf(late.formId)).toBe("晚了 一步");
    const long = await desk.submitAnswered(update({ ...done, title: "长".repeat(5000) }));
    expect(desk.textOf(long.formId)).toBe(`✓ ${"长".repeat(199)}…`);
    const nameless = await desk.submitAnswered(update({ ...done, title: "" }));
    expect(desk.textOf(nameless.formId)).toBe("改待办 · 已提交");
  });

  it("with an update and a card besides changes the one it was opened from and becomes the other", async () => {
    const { origin, formId } = await desk.submitAnswered({ ...update(done), besides: question });
    expect(desk.textOf(origin)).toBe("已完成\n给远大打电话");
    expect(desk.textOf(formId)).toContain("告诉客户了吗");
    stage.feishu.failNext("PATCH /open-apis/im/v1/messages", { code: 230031 });
    const late = await desk.submitAnswered({ ...update(done), besides: question });
    expect(desk.textOf(late.formId)).toContain("告诉客户了吗");
  });

  it("with an update of a card too old to change shows it in the form's place", async () => {
    stage.feishu.failNext("PATCH /open-apis/im/v1/messages", { code: 230031 });
    const { formId } = await desk.submitAnswered(update(done));
    expect(desk.textOf(formId)).toContain("已完成");
    expect(stage.host.queued).toEqual([]);
  });

  it("with an update that cannot be made now is kept for later", async () => {
    stage.feishu.failNext("PATCH /open-apis/im/v1/messages", { code: 230020 });
    await desk.submitAnswered(update(done));
    expect(stage.host.queued).toMatchObject([{ reply: { type: "update" }, event: { type: "form" } }]);
  });

  it("with a new card becomes it", async () => {
    const { formId } = await desk.submitAnswered(say(done));
    expect(desk.textOf(formId)).toContain("已完成");
  });

  it("with another form becomes it, which still changes the first card", async () => {
    const { origin, formId } = await desk.submitAnswered(ask({ ...form, title: "第二步" }));
    expect(desk.textOf(formId)).toContain("第二步");
    stage.host.reply = () => update(done);
    await stage.li.submit({ 做什么: "y" });
    expect(desk.textOf(origin)).toContain("已完成");
  });

  it("with errors stays open and shows them", async () => {
    const { formId } = await desk.submitAnswered(invalid({ title: "太短了" }));
    expect(desk.toast()).toBe("太短了");
    expect(desk.textOf(formId)).toContain("做什么");
  });

  it("with a refusal stays open, with a word of success does not", async () => {
    const refused = await desk.submitAnswered(toast("不行", "danger"));
    expect(desk.textOf(refused.formId)).toContain("做什么");
    const accepted = await desk.submitAnswered(toast("好了", "success"));
    expect(desk.textOf(accepted.formId)).toBe("✓ 好了");
  });

  it("but holds no number where one belongs is asked again by the platform itself", async () => {
    await desk.submitAnswered(update(done), { 做什么: "x", 金额: "很多" });
    expect(desk.toast()).toBe("金额：请填数字");
    expect(stage.host.answered.filter((event) => event.type === "form")).toEqual([]);
  });
});

describe("a form that is cancelled", () => {
  it("becomes one line, and nobody is asked", async () => {
    await desk.pressAnswered(ask(form));
    const formId = stage.li.form()?.id ?? "";
    stage.host.answered.length = 0;
    await stage.li.press("算了", { on: formId });
    expect(desk.textOf(formId)).toBe("改待办 · 已取消");
    expect(stage.host.answered).toEqual([]);
  });
});
