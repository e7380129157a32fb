import { describe, expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { helpTexts } from "#cards/help/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import type { ChatClient } from "#playground/client.ts";
import { type PlatformName, startStage } from "#test/support/stage.ts";
import { answerTo, opens, refusals, said, saidDuring, sees, until } from "#test/support/stage-watch.ts";

const stage = await startStage();
const { prisma } = stage.database;
const [log, todo] = [followUpTexts.zh, todoTexts.zh];

describe.each(["slack", "feishu"] as const)("on %s", (platform) => {
  const lin = stage.person("lin", platform);
  /** What is typed is answered by one message, and the platform refuses nothing of it. */
  const ask = async (line: string) => {
    const before = said(lin).length;
    const answer = await answerTo(lin, () => lin.say(line));
    expect(said(lin)).toHaveLength(before + 1);
    return answer;
  };

  /** The same where the platform has a place for commands, whose pace nobody counts. */
  const tell = (line: string) => answerTo(lin, () => lin.command(line));

  it("answers an empty line with the help", async () => {
    await ask("?");
    const command = platform === "slack" ? "/genjin" : "";
    const answer = await answerTo(lin, () => lin.command(command));
    expect(answer.text).toContain(helpTexts.zh.title("林晓"));
    const blank = await answerTo(lin, () => lin.command(`${command}   \n `));
    expect(blank.text).toContain(helpTexts.zh.title("林晓"));
  });

  it("keeps 40,000 characters whole, and shows as many as the platform takes", async () => {
    const line = `跟进 华为 今天拜访了王总。${"他们说了很多很多话，".repeat(4000)}`;
    const answer = await ask(line);
    expect(answer.text).toContain(log.logged("华为技术有限公司"));
    const row = await lastFollowUp();
    expect(row.content.length).toBeGreaterThan(39_900);
    expect(line).toContain(row.content);
  });

  it("takes a to-do of 40,000 characters", async () => {
    const answer = await ask(`待办 ${"长".repeat(40_000)}`);
    expect(answer.buttons).toContain(todo.done);
    const row = await lastTodo();
    expect(row.title).toMatch(/^长+$/);
    await answerTo(lin, () => lin.press(todo.cancel));
  });

  it("keeps what has neither spaces nor an end from slowing it down", async () => {
    for (const line of [
      "a".repeat(40_000),
      "1".repeat(40_000),
      "周".repeat(20_000),
      "((((".repeat(10_000),
      "@ ".repeat(20_000),
    ]) {
      const { outcome } = await answerTo(lin, () => lin.command(line));
      expect(outcome).toMatchObject({ status: 200 });
      expect(outcome.error).toBeUndefined();
    }
  });

  it("keeps the words, and not the control characters between them", async () => {
    const answer = await ask("待办 寄\u0007样品\u001b[31m\u0000给\u0085王总");
    expect(answer.text).toContain("寄样品[31m");
    const { title } = await lastTodo();
    expect(title).toMatch(/^寄样品\[31m.?给王总$/u);
    expect(title).not.toMatch(/\p{Cc}/u);
  });

  it("keeps right-to-left writing, emoji and lone surrogates apart from what is around them", async () => {
    const answer = await ask("待办 אבגד مرحبا \u202e反\u202c 👩‍👩‍👧‍👦🇨🇳 \ud83d 完");
    expect(answer.text).toContain("אבגד مرحبا");
    expect(answer.text).toContain("👩‍👩‍👧‍👦🇨🇳");
    expect(answer.buttons).toContain(todo.done);
    expect((await lastTodo()).title).toContain("👩‍👩‍👧‍👦🇨🇳");
  });

  it("shows HTML and what pings everybody as it was typed, and pings nobody", async () => {
    const at = `<@${stage.accountOf("wang", platform)}>`;
    const words = `<b>x</b> <!channel> ${at} <at id=all></at> <at user_id="all">所有人</at> [l](http://x.example) *b* **c**`;
    const answer = await ask(`待办 ${words}`);
    expect(answer.text).toContain(words);
    expect((await lastTodo()).title).toBe(words);
    const list = await tell("待办");
    expect(list.text).toContain(words);
    const read = [answer, list].flatMap(({ raw }) => markup(raw));
    expect(read.join()).toContain("channel");
    const pings = platform === "slack" ? /<[!@#h]/ : /<at\b|<b>|\]\(http/;
    expect(read.filter((text) => pings.test(text))).toEqual([]);
  });

  it("makes a customer whose name has quotes, and finds it again", async () => {
    const name = `O'Neil "Bob" & Söhne; DROP TABLE customer--${platform}`;
    await opens(lin, () => lin.command("跟进"));
    await lin.submit({ ...(await typed(platform, lin, name)), [log.content]: "电话聊了一小时，对方要样品" });
    const question = await sees(lin, log.whichTitle);
    expect(question.text).toContain(name);
    await answerTo(lin, () => lin.press(log.create(name).slice(0, 75), { on: question.id }));
    await until("the customer", () => prisma.customer.findFirst({ where: { name } }));
    const again = await tell(`客户 ${name}`);
    expect(again.text).toContain(name);
    expect(await prisma.customer.count({ where: { name } })).toBe(1);
  });

  it("says that there is no 30 February, and saves the rest", async () => {
    const answer = await tell("跟进 华为 今天电话沟通，2月30日再谈合同条款");
    expect(answer.text).toContain(log.unread("2月30日"));
    expect(await lastFollowUp()).toMatchObject({ nextAt: null, nextRemindAt: null });
    const task = await tell("待办 2月30日 寄合同");
    expect(task.text).toContain(todo.unread("2月30日"));
    expect(await lastTodo()).toMatchObject({ dueAt: null, remindAt: null });
    const english = await tell("todo post the contract on Feb 30");
    expect(english.text).toContain("Feb 30");
    expect(english.text).toContain(todo.unread("Feb 30"));
    expect(await lastTodo()).toMatchObject({ dueAt: null, remindAt: null });
  });

  it("says that a due time has passed, and reminds of it never", async () => {
    const answer = await tell("待办 今天8点 给王总打电话");
    expect(answer.text).toContain(todo.past);
    expect(await lastTodo()).toMatchObject({ remindAt: null, dueAt: new Date("2026-09-18T00:00:00Z") });
    expect(await saidDuring(lin, () => stage.app.tick())).toEqual([]);
  });

  it("refuses a time that has passed in a form, and keeps the form", async () => {
    await tell("待办");
    await opens(lin, () => lin.press(todo.formTitle));
    const before = await prisma.todo.count();
    const outcome = await lin.submit({ [todo.title]: "昨天的事", [todo.dueAt]: "2026-09-17 09:00" });
    expect([...Object.values(outcome.fieldErrors ?? {}), ...lin.toasts()].join()).toContain(todo.pastTime);
    expect(lin.form()).toBeDefined();
    expect(await prisma.todo.count()).toBe(before);
  });

  it("made no call that the platform refused", () => {
    expect(refusals(stage[platform].log)).toEqual([]);
    expect(stage[platform].log.filter(({ kind, status }) => kind === "delivery" && status !== 200)).toEqual(
      [],
    );
  });
});

/** Slack offers the typed words as an option; Feishu has a field for them beside the list. */
async function typed(platform: PlatformName, lin: ChatClient, name: string): Promise<Record<string, string>> {
  if (platform === "slack") {
    const offered = await lin.search(log.customer, name);
    return { [log.customer]: offered.at(-1)?.label ?? "" };
  }
  const beside = lin.form()?.fields.find(({ label }) => label.startsWith(`${log.customer}（`));
  return { [beside?.label ?? ""]: name };
}

/** The texts of a message in which the platform looks for markup: who is named there is pinged. */
function markup(raw: unknown): string[] {
  if (typeof raw !== "object" || raw === null) return [];
  const own = Object.entries(raw).flatMap(([key, value]) => {
    const isMarkup =
      (key === "text" && (!("type" in raw) || raw.type === "mrkdwn")) ||
      (key === "content" && "tag" in raw && raw.tag !== "plain_text");
    return isMarkup && typeof value === "string" ? [value] : [];
  });
  return [...own, ...Object.values(raw).flatMap(markup)];
}

function lastFollowUp() {
  return prisma.followUp.findFirstOrThrow({ orderBy: { id: "desc" } });
}

function lastTodo() {
  return prisma.todo.findFirstOrThrow({ orderBy: { id: "desc" } });
}
