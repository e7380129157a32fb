import { describe, expect, it } from "vitest";
import { customerTexts } from "#cards/customer/texts.ts";
import { problems } from "#cards/dispatch/problem.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, isNoticed, opens, refusals, sees, until } from "#test/support/stage-watch.ts";
import { pressLike } from "#test/support/stage-wire.ts";

const stage = await startStage();
const { prisma } = stage.database;
const [log, todo] = [followUpTexts.zh, todoTexts.zh];
const days = { slack: "2026-09-18", feishu: "2026-09-21" } as const;
const dayAfter = { slack: "2026-09-19", feishu: "2026-09-22" } as const;

describe.each(["slack", "feishu"] as const)("on %s", (platform) => {
  const lin = stage.person("lin", platform);
  const zhao = stage.person("zhao", platform);
  const tell = (line: string) => answerTo(lin, () => lin.command(line));
  const todoNamed = (title: string) => prisma.todo.findFirstOrThrow({ where: { title } });
  const name = (words: string) => `${words}${platform}`;

  it("begins with two people who are known", async () => {
    await stage.moveTo(`${days[platform]} 10:30`);
    await answerTo(lin, () => lin.say("?"));
    await answerTo(zhao, () => zhao.say("?"));
  });

  it("does a press once when it comes twice, and tells the second that it was dealt with", async () => {
    await tell(`待办 ${name("寄样品")}`);
    await answerTo(lin, () => lin.press(todo.done));
    const { closedAt } = await todoNamed(name("寄样品"));
    expect(await pressLike(stage, platform)).toContain(todo.alreadyClosed);
    expect(await todoNamed(name("寄样品"))).toMatchObject({ status: "done", closedAt });
  });

  it("does a press once when it comes twice at the same instant", async () => {
    await tell(`待办 ${name("订会议室")}`);
    const outcomes = await Promise.all([lin.press(todo.done), lin.press(todo.done), lin.press(todo.done)]);
    expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200]);
    await sees(lin, todo.doneTitle(name("订会议室")));
    expect(await isNoticed(lin, todo.alreadyClosed)).toBe(true);
    expect(await todoNamed(name("订会议室"))).toMatchObject({ status: "done" });
  });

  it("makes one customer and one follow-up of a create button that is pressed twice at the same instant", async () => {
    const company = name("新公司");
    await tell(`跟进 ${company}：今天电话沟通，对方想要报价`);
    const create = log.create(company);
    await Promise.all([lin.press(create), lin.press(create), lin.press(create)]);
    await sees(lin, log.logged(company));
    const customers = await prisma.customer.findMany({ where: { name: company } });
    expect(customers).toHaveLength(1);
    expect(await prisma.followUp.count({ where: { customerId: customers[0]?.id ?? "" } })).toBe(1);
  });

  it("writes once what a form says that is submitted twice at the same instant", async () => {
    await tell("待办");
    await opens(lin, () => lin.press(todo.formTitle));
    const values = { [todo.title]: name("填两次") };
    await Promise.all([lin.submit(values), lin.submit(values)]);
    await sees(lin, todo.added(name("填两次")));
    expect(await prisma.todo.count({ where: { title: name("填两次") } })).toBe(1);
  });

  it("changes nothing when somebody else presses, and says whose it is", async () => {
    await tell("跟进 华为 今天拜访了王总，约好下周三电话回访");
    const payload = { followUpId: (await lastFollowUp()).id };
    for (const actionId of ["follow-up.undo", "follow-up.edit", "follow-up.snooze", "follow-up.again"]) {
      const answer = await pressLike(stage, platform, {
        by: "zhao",
        actionId,
        payload: { ...payload, until: "hour" },
      });
      expect([actionId, answer]).toEqual([actionId, expect.stringContaining(log.notYours)]);
    }
    expect(await lastFollowUp()).toMatchObject({ undoneAt: null });
    await tell(`待办 ${name("我的事")}`);
    const { id: todoId } = await todoNamed(name("我的事"));
    for (const actionId of ["todo.done", "todo.cancel", "todo.reopen", "todo.decline", "todo.hand-over"]) {
      const answer = await pressLike(stage, platform, { by: "zhao", actionId, payload: { todoId } });
      expect([actionId, answer]).toEqual([actionId, expect.stringContaining(todo.notYours)]);
    }
    expect(await todoNamed(name("我的事"))).toMatchObject({
      status: "open",
      ownerId: stage.people.get("lin"),
    });
  });

  it("lets a stranger press nothing", async () => {
    const { id: todoId } = await todoNamed(name("我的事"));
    await pressLike(stage, platform, { by: "sun", actionId: "todo.done", payload: { todoId } });
    expect(await todoNamed(name("我的事"))).toMatchObject({ status: "open" });
  });

  it("says that it is gone when what was pressed has been deleted", async () => {
    const { id: todoId } = await todoNamed(name("我的事"));
    await prisma.todo.deleteMany({ where: { id: todoId } });
    for (const actionId of ["todo.done", "todo.snooze-form", "todo.hand-over", "todo.reopen"]) {
      const answer = await pressLike(stage, platform, { actionId, payload: { todoId } });
      expect([actionId, answer]).toEqual([actionId, expect.stringContaining(todo.gone)]);
    }
    const customerId = stage.customers.get("lin") ?? "";
    await prisma.customer.updateMany({ where: { id: customerId }, data: { deletedAt: stage.now() } });
    for (const actionId of ["customer.history", "customer.edit", "customer.open"]) {
      const answer = await pressLike(stage, platform, { actionId, payload: { customerId } });
      expect([actionId, answer]).toEqual([actionId, expect.stringContaining(customerTexts.zh.gone)]);
    }
    await prisma.customer.updateMany({ where: { id: customerId }, data: { deletedAt: null } });
  });

  it("says that a card is of an older version when nobody knows its button, or its payload", async () => {
    const outdated = problems.outdated("zh");
    expect(await pressLike(stage, platform, { actionId: "gone.away" })).toContain(outdated);
    const payload = { todoId: "no uuid'); --" };
    expect(await pressLike(stage, platform, { actionId: "todo.done", payload })).toContain(outdated);
    const command = { command: "no.such" };
    expect(await pressLike(stage, platform, { actionId: "command.run", payload: command })).toContain(
      outdated,
    );
  });

  it("refuses on yesterday's card what is over, and still does what is not", async () => {
    const logged = await answerTo(lin, () => lin.say("跟进 华为 今天拜访了王总，约好下周三电话回访"));
    const added = await answerTo(lin, () => lin.say(`待办 ${name("隔天")}`));
    await stage.moveTo(`${dayAfter[platform]} 10:30`);
    await lin.press(log.undo, { on: logged.id });
    expect(await isNoticed(lin, log.undoTooLate(10))).toBe(true);
    expect(await lastFollowUp()).toMatchObject({ undoneAt: null });
    await lin.press(todo.done, { on: added.id });
    await until("yesterday's card is done", () =>
      lin.messages().find(({ id, text }) => id === added.id && text.includes(todo.doneTitle(name("隔天")))),
    );
    expect(await todoNamed(name("隔天"))).toMatchObject({ status: "done" });
  });

  it("made no call that the platform refused, but for addresses that have expired", () => {
    const others = refusals(stage[platform].log).filter(
      (call) => !JSON.stringify(call).includes("expired_url"),
    );
    expect(others).toEqual([]);
  });
});

function lastFollowUp() {
  return prisma.followUp.findFirstOrThrow({ orderBy: { id: "desc" } });
}
