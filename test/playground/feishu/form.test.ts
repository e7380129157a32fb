import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record } from "#playground/feishu/json.ts";
import { button, card, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => await stage.close());

const lastAction = () => record(record(stage.app.seen.at(-1)?.["event"])["action"]);

describe("a form", () => {
  const select = (tag: string, name: string, options: readonly object[]) => ({ tag, name, options });
  const label = (content: string) => ({ tag: "markdown", content });
  const option = (content: string, value: string) => ({ text: { tag: "plain_text", content }, value });
  const form = card(
    [
      {
        tag: "form",
        name: "log",
        elements: [
          {
            tag: "input",
            name: "summary",
            required: true,
            max_length: 5,
            label: { tag: "plain_text", content: "内容" },
          },
          label("**方式***"),
          select("select_static", "method", [option("拜访", "visit"), option("电话", "phone")]),
          label("标签"),
          select("multi_select_static", "tags", [option("重点", "key"), option("新", "new")]),
          label("同事："),
          select("select_person", "who", []),
          label("日期"),
          { tag: "date_picker", name: "day", initial_date: "2024-04-01" },
          label("时间"),
          { tag: "picker_datetime", name: "at" },
          label("几点"),
          { tag: "picker_time", name: "time" },
          { tag: "checker", name: "told", text: { tag: "plain_text", content: "已告知" } },
          { ...button("提交", { formId: 3 }), name: "submit", form_action_type: "submit" },
        ],
      },
    ],
    "跟进",
  );

  it("is seen with labels, options and presets", async () => {
    const id = await sendCard(stage, form);
    const seen = stage.feishu.client("ou_zhang").form();
    expect(seen).toMatchObject({ id, title: "跟进", buttons: ["提交"] });
    expect(seen?.fields.map((field) => field.label)).toEqual([
      "内容",
      "方式",
      "标签",
      "同事",
      "日期",
      "时间",
      "几点",
      "已告知",
    ]);
    expect(seen?.fields[0]).toEqual({ label: "内容", required: true });
    expect(seen?.fields[1]).toMatchObject({ options: ["拜访", "电话"] });
    expect(seen?.fields[4]).toMatchObject({ value: "2024-04-01 +0800" });
  });

  it("sends every kind of field in the documented encoding", async () => {
    await sendCard(stage, form);
    const outcome = await stage.feishu.client("ou_zhang").submit({
      内容: "谈成了",
      方式: "拜访",
      标签: ["重点", "new"],
      同事: "李四",
      时间: "2024-04-29 07:07",
      几点: "00:00",
      已告知: "true",
    });
    expect(outcome).toMatchObject({ status: 200 });
    expect(lastAction()).toEqual({
      tag: "button",
      name: "submit",
      value: { formId: 3 },
      timezone: "Asia/Shanghai",
      form_value: {
        summary: "谈成了",
        method: "visit",
        tags: ["key", "new"],
        who: "ou_li",
        day: "2024-04-01 +0800",
        at: "2024-04-29 07:07 +0800",
        time: "00:00 +0800",
        told: true,
      },
    });
  });

  it("is stopped by the client while a required field is empty or a text is too long", async () => {
    await sendCard(stage, form);
    const person = stage.feishu.client("ou_zhang");
    const before = stage.app.seen.length;
    expect(await person.press("提交")).toMatchObject({ status: 0, fieldErrors: { 内容: "required" } });
    expect(await person.submit({ 内容: "一二三四五六" })).toMatchObject({
      fieldErrors: { 内容: "too long" },
    });
    expect(stage.app.seen.length).toBe(before);
  });

  it("refuses what a person could not put in", async () => {
    await sendCard(stage, form);
    const person = stage.feishu.client("ou_zhang");
    await expect(person.submit({ 没有: "x" })).rejects.toThrow(/no field "没有"; there are: 内容/);
    await expect(person.submit({ 方式: "飞鸽" })).rejects.toThrow(/no option "飞鸽"; it has: 拜访, 电话/);
    await expect(person.submit({ 时间: "明天" })).rejects.toThrow(/is not yyyy-MM-dd HH:mm/);
    expect(await person.search("同事", "李")).toEqual([{ label: "李四", value: "ou_li" }]);
    expect(await person.search("方式", "电")).toEqual([{ label: "电话", value: "phone" }]);
  });

  it("keeps what was filled until the card changes, and the newest form is the one in front", async () => {
    const first = await sendCard(stage, form);
    const second = await sendCard(stage, form);
    const person = stage.feishu.client("ou_zhang");
    person.fill({ 内容: "草稿" });
    person.fill({ 方式: "电话" }, { on: first });
    expect(person.form()).toMatchObject({ id: second });
    expect(person.form()?.fields[0]).toMatchObject({ value: "草稿" });
    await person.press("提交");
    expect(lastAction()["form_value"]).toMatchObject({ summary: "草稿" });
    expect(lastAction()["form_value"]).not.toHaveProperty("method");
    const path = { message_id: second };
    await stage.api.im.message.patch({ path, data: { content: JSON.stringify(form) } });
    expect(person.form()?.fields[0]).toEqual({ label: "内容", required: true });
  });

  it("uses the person's own zone and the season's offset", async () => {
    stage.feishu.addUser({ name: "Ann", openId: "ou_ann", timeZone: "America/New_York" });
    await sendCard(stage, form, "ou_ann");
    await stage.feishu.client("ou_ann").submit({ 内容: "ok", 日期: "2024-12-01", 时间: "2024-07-01 09:00" });
    expect(lastAction()).toMatchObject({
      timezone: "America/New_York",
      form_value: { day: "2024-12-01 -0500", at: "2024-07-01 09:00 -0400" },
    });
  });
});
