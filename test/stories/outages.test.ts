import { describe, expect, it } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import type { ChatClient } from "#playground/client.ts";
import { startStage } from "#test/support/stage.ts";
import { holdingTable, withoutDatabase } from "#test/support/stage-outage.ts";
import { answerTo, isNoticed, opens, said, sees, until } from "#test/support/stage-watch.ts";

const stage = await startStage();
const { slack, feishu } = stage;
const { prisma } = stage.database;
const [log, todo] = [followUpTexts.zh, todoTexts.zh];
const people = { slack: stage.person("lin", "slack"), feishu: stage.person("zhao", "feishu") } as const;

it("begins with people who are known", async () => {
  for (const client of Object.values(people)) await answerTo(client, () => client.say("?"));
});

/** One row and one message with these words, however often things went wrong on the way. */
async function isOnce(client: ChatClient, title: string): Promise<void> {
  // The longest that is waited for is a call that is not answered within five seconds.
  await sees(client, todo.added(title), 20_000);
  await until(
    "nothing to wait for",
    async () => (await prisma.outboundMessage.count({ where: { status: "waiting" } })) === 0,
  );
  expect(said(client).filter(({ text }) => text.includes(todo.added(title)))).toHaveLength(1);
  expect(await prisma.todo.count({ where: { title } })).toBe(1);
}

describe("an answer that a platform does not take at once arrives exactly once", () => {
  it.each([
    ["rate limits", { retryAfterS: 1 }, { code: 230020 }],
    ["rate limits without a time to wait", { error: "ratelimited" }, { code: 99991400 }],
    ["is out of order", { status: 503 }, { status: 502 }],
    ["refuses once what it takes the next time", { error: "internal_error" }, { code: 99991663 }],
    ["takes it and loses the answer", { loseResponse: true }, { loseResponse: true }],
  ])("when the platform %s", async (what, onSlack, onFeishu) => {
    const [messages, replies] = ["chat.postMessage", "POST /open-apis/im/v1/messages"] as const;
    slack.failNext(messages, onSlack);
    feishu.failNext(replies, onFeishu);
    await Promise.all([people.slack.say(`待办 S ${what}`), people.feishu.say(`待办 F ${what}`)]);
    await Promise.all([isOnce(people.slack, `S ${what}`), isOnce(people.feishu, `F ${what}`)]);
    const calls = slack.log.filter(
      ({ name, request }) => name === messages && JSON.stringify(request).includes(what),
    );
    // Slack has no key by which it would know the message again: it is looked for before it is sent again.
    expect(calls).toHaveLength("loseResponse" in onSlack ? 1 : 2);
  });

  it("when the platforms do not answer in time", async () => {
    slack.failNext("chat.postMessage", { delayMs: 5500 });
    feishu.failNext("POST /open-apis/im/v1/messages", { delayMs: 5500 });
    await Promise.all([people.slack.say("待办 慢slack"), people.feishu.say("待办 慢feishu")]);
    await Promise.all([isOnce(people.slack, "慢slack"), isOnce(people.feishu, "慢feishu")]);
  }, 30_000);

  it("when the answer to a press cannot be shown in its place", async () => {
    const { slack: lin, feishu: zhao } = people;
    const cards = await Promise.all(
      [lin, zhao].map((client) => answerTo(client, () => client.say(`待办 按${client.userId}`))),
    );
    slack.failNext("response_url", { retryAfterS: 1 });
    expect((await lin.press(todo.done, { on: cards[0]?.id ?? "" })).error).toBeUndefined();
    expect((await zhao.press(todo.done, { on: cards[1]?.id ?? "" })).error).toBeUndefined();
    await Promise.all([lin, zhao].map((client) => sees(client, todo.doneTitle(`按${client.userId}`))));
    const updates = slack.log.filter(({ name }) => name === "chat.update");
    expect(updates).toHaveLength(1);
  });

  it("when the message that answers a press cannot be sent", async () => {
    const { slack: lin, feishu: zhao } = people;
    await Promise.all([
      answerTo(lin, () => lin.say("跟进 华为 今天拜访了王总，约好下周三电话回访")),
      answerTo(zhao, () => zhao.say("跟进 Acme 今天拜访了王总，约好下周三电话回访")),
    ]);
    slack.failNext("chat.postMessage", { status: 500 });
    slack.failNext("response_url", { status: 500 });
    // The first refusal is tried again at once under the same id.
    feishu.failNext("POST /open-apis/im/v1/messages", { status: 500, times: 2 });
    await Promise.all([lin.press(log.history), zhao.press(log.history)]);
    for (const client of [lin, zhao]) {
      await sees(client, "跟进历史");
      await until(
        "nothing to wait for",
        async () => (await prisma.outboundMessage.count({ where: { status: "waiting" } })) === 0,
      );
      expect(said(client).filter(({ text }) => text.includes("跟进历史"))).toHaveLength(1);
    }
  });
});

describe("a form that cannot be opened", () => {
  it("is offered by a button on Slack when the trigger has expired", async () => {
    const { slack: lin } = people;
    slack.failNext("views.open", { error: "expired_trigger_id" });
    const answer = await answerTo(lin, () => lin.command("跟进"));
    expect(lin.form()).toBeUndefined();
    const form = await opens(lin, () => lin.press(answer.buttons[0] ?? "", { on: answer.id }));
    expect(form.title).toBe(log.formTitle);
    expect((await slack.client(lin.userId).close()).error).toBeUndefined();
  });

  it("is asked for by another press where only that can open it, and the person is told so", async () => {
    const { slack: lin, feishu: zhao } = people;
    for (const client of [lin, zhao]) await answerTo(client, () => client.command("待办"));
    slack.failNext("views.open", { error: "expired_trigger_id" });
    // The first refusal is tried again at once under the same id.
    feishu.failNext("POST /open-apis/im/v1/messages", { status: 500, times: 2 });
    const told = [lin, zhao].map(async (client) => {
      const [toasts, messages] = [client.toasts().length, said(client).length];
      expect((await client.press(todo.formTitle)).error).toBeUndefined();
      return until("a word", () => {
        const words = [
          ...client.toasts().slice(toasts),
          ...said(client)
            .slice(messages)
            .map(({ text }) => text),
        ];
        return words.length > 0 && words.join();
      });
    });
    for (const words of await Promise.all(told)) expect(words).toContain("再按一次");
    for (const client of [lin, zhao]) {
      const form = await opens(client, () => client.press(todo.formTitle));
      expect(form.title).toBe(todo.formTitle);
    }
  });
});

describe("an event that Slack delivers again", () => {
  it("is kept once and answered once when our acknowledgement came too late", async () => {
    const { slack: lin } = people;
    const { ackTimeoutMs } = slack.settings;
    slack.settings.ackTimeoutMs = 1;
    await lin.say("待办 太晚");
    slack.settings.ackTimeoutMs = ackTimeoutMs;
    await slack.settled();
    await isOnce(lin, "太晚");
    const attempts = slack.log.filter(
      ({ name, request }) => name === "event_callback" && JSON.stringify(request).includes("太晚"),
    );
    expect(attempts.map(({ attempt }) => attempt)).toEqual([0, 1]);
    expect(await prisma.inboundEvent.count({ where: { source: "slack", doneAt: null } })).toBe(0);
  });
});

describe("while the database is away", () => {
  it("keeps no message that it could not store: the platforms deliver it again, and it is answered once", async () => {
    const { slack: lin, feishu: zhao } = people;
    const outcomes = await withoutDatabase(stage, () =>
      Promise.all([lin.say("待办 断线slack"), zhao.say("待办 断线feishu")]),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([503, 503]);
    await Promise.all([isOnce(lin, "断线slack"), isOnce(zhao, "断线feishu")]);
    stage.log.takeAll();
  });

  it("says so to who presses, with a reference that is found in the log, and does nothing by halves", async () => {
    const { slack: lin, feishu: zhao } = people;
    for (const client of [lin, zhao]) await answerTo(client, () => client.say(`待办 半路${client.userId}`));
    await withoutDatabase(stage, () => Promise.all([lin.press(todo.done), zhao.press(todo.done)]));
    const references = await until("two failures", () => {
      const found = stage.log.lines.flatMap(({ reference }) =>
        typeof reference === "string" ? [reference] : [],
      );
      return found.length === 2 && found;
    });
    await Promise.all(
      [lin, zhao].map((client) =>
        until("the reference", () =>
          references.some((reference) => JSON.stringify([client.toasts(), said(client)]).includes(reference)),
        ),
      ),
    );
    expect(await prisma.todo.count({ where: { title: { startsWith: "半路" }, status: "open" } })).toBe(2);
    for (const client of [lin, zhao]) {
      await client.press(todo.done);
      await sees(client, todo.doneTitle(`半路${client.userId}`));
    }
    stage.log.takeAll();
  });
});

describe("a press that takes longer than the platforms wait", () => {
  it("is answered with a word of patience in time, and with the result afterwards", async () => {
    const clients = [people.slack, people.feishu] as const;
    for (const client of clients) await answerTo(client, () => client.say(`待办 锁住${client.userId}`));
    const outcomes = await holdingTable(stage, "todo", () =>
      Promise.all(clients.map((client) => client.press(todo.done))),
    );
    for (const { status, error, tookMs } of outcomes) {
      expect({ status, error }).toEqual({ status: 200, error: undefined });
      expect(tookMs).toBeLessThan(3000);
    }
    for (const client of clients) {
      expect(await isNoticed(client, "正在处理")).toBe(true);
      await sees(client, todo.doneTitle(`锁住${client.userId}`));
    }
  });
});
