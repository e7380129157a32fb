import { describe, expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, opens, refusals, said, saidDuring, sees, until } from "#test/support/stage-watch.ts";

const stage = await startStage();
const { prisma } = stage.database;
const [log, day, todo, people] = [followUpTexts.zh, myDayTexts.zh, todoTexts.zh, peopleTexts.zh];

describe("on Slack", () => {
  const lin = stage.slack.client(stage.accountOf("lin", "slack"));

  it("greets on the Home tab who has not written yet, and makes nobody known by that", async () => {
    await lin.openHome();
    await until("a page", () => lin.home()?.text.includes(people.helloText));
    expect(await prisma.identity.count()).toBe(0);
  });

  it("shows the day on the Home tab, and what became of a press there", async () => {
    await answerTo(lin, () => lin.say("待办 今天17点给王总回电话"));
    await lin.openHome();
    await until("the to-do", () => lin.home()?.text.includes("给王总回电话"));
    await lin.press(day.done, { on: "home" });
    await until("an empty day", () => lin.home()?.text.includes(day.empty));
    expect(await prisma.todo.count({ where: { status: "done" } })).toBe(1);
  });

  it("adds a to-do from the Home tab, which then shows it", async () => {
    await opens(lin, () => lin.press(day.addTodo, { on: "home" }));
    await lin.submit({ [todo.title]: "订机票", [todo.dueAt]: "2026-09-18 18:00" });
    await until("the to-do", () => lin.home()?.text.includes("订机票"));
  });

  it("logs from the global shortcut, with a customer that was searched", async () => {
    await opens(lin, () => lin.shortcut("follow-up.log"));
    const found = await lin.search(log.customer, "华为");
    expect(found[0]?.label).toBe("华为技术有限公司");
    await lin.submit({ [log.customer]: "华为技术有限公司", [log.content]: "电话确认了验收标准，下周三再谈" });
    const card = await sees(lin, log.logged("华为技术有限公司"));
    expect(card.text).toContain("9月23日 周三");
  });

  it("makes a message the words of a follow-up with the message shortcut", async () => {
    const zhao = stage.person("zhao", "slack");
    await zhao.say("王总说价格可以，下周一签合同", { in: "sales" });
    const message = lin.messages({ in: "sales" }).find(({ text }) => text.includes("下周一签合同"));
    const form = await opens(lin, () => lin.messageShortcut("follow-up.from-message", message?.id ?? ""));
    expect(form.fields.find(({ label }) => label === log.content)?.value).toContain("王总说价格可以");
    await lin.submit({ [log.customer]: "华为技术有限公司" });
    await until("a row", () => prisma.followUp.findFirst({ where: { content: { contains: "价格可以" } } }));
  });

  it("answers a slash command in a channel to the person alone", async () => {
    const others = await saidDuring(stage.person("li", "slack"), async () => {
      const answer = await answerTo(lin, () => lin.command("/genjin 今天", { in: "sales" }));
      expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining("订机票") });
    });
    expect(others).toEqual([]);
  });

  it("says nothing when somebody only opens the direct chat or speaks to others", async () => {
    const li = stage.person("li", "slack");
    const before = said(li).length;
    await stage.slack.sendEvent({
      type: "app_home_opened",
      user: li.userId,
      channel: "D1",
      tab: "messages",
      event_ts: "1.1",
    });
    await stage.slack.joinChannel("C0SALES", li.userId);
    await answerTo(lin, () => lin.say("待办"));
    expect(said(li)).toHaveLength(before);
  });
});

describe("on Feishu", () => {
  const zhao = stage.feishu.client(stage.accountOf("zhao", "feishu"));

  it("opens the chat without a word to who is new", async () => {
    expect((await zhao.enterChat()).status).toBe(200);
    expect(await prisma.identity.count({ where: { platform: "feishu" } })).toBe(0);
  });

  it("does from the bot's menu what the same word does when it is typed", async () => {
    await answerTo(zhao, () => zhao.say("待办 今天17点回访"));
    const today = await answerTo(zhao, () => zhao.pressMenu("今天"));
    expect(today.text).toContain("回访");
    const form = await opens(zhao, () => zhao.pressMenu("跟进"));
    expect(form.title).toBe(log.formTitle);
  });

  it("logs from that form, with a customer of the list", async () => {
    await zhao.submit({ [log.customer]: "Acme Robotics Ltd", [log.content]: "视频演示，客户要求周五前报价" });
    await sees(zhao, log.logged("Acme Robotics Ltd"));
    expect(await prisma.followUp.count({ where: { personId: stage.people.get("zhao") ?? "" } })).toBe(1);
  });

  it("puts a form away and leaves one line of it", async () => {
    const form = await opens(zhao, () => zhao.say("跟进"));
    await zhao.press(log.cancel, { on: form.id });
    await until("one line", () =>
      zhao.messages().find(({ id, buttons }) => id === form.id && buttons.length === 0),
    );
    expect(await prisma.followUp.count({ where: { personId: stage.people.get("zhao") ?? "" } })).toBe(1);
  });

  it("answers a picture with what can be sent, and other things without words like an empty line", async () => {
    const picture = await answerTo(zhao, () => zhao.send("image", { image_key: "img_v3_1" }));
    expect(picture.text).toContain("可以发给我的文件");
    const sticker = await answerTo(zhao, () => zhao.send("sticker", { file_key: "file_v3_1" }));
    expect(sticker.text).toContain("你好，赵敏");
  });

  it("introduces itself in a group to who added it, and to nobody else", async () => {
    const chat = stage.feishu.addChat({
      name: "new",
      members: [zhao.userId, stage.accountOf("lin", "feishu")],
      hasBot: false,
    });
    await answerTo(zhao, () => stage.feishu.addBot(chat.chatId, zhao.userId));
    expect(stage.person("lin", "feishu").messages({ in: "new" })).toEqual([]);
  });
});

it("made no call that a platform refused", () => {
  expect(refusals([...stage.slack.log, ...stage.feishu.log])).toEqual([]);
});
