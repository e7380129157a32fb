import { describe, expect, it } from "vitest";
import type { ChatClient } from "#playground/client.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, said, until } from "#test/support/stage-watch.ts";
import { anotherMessage, lastBody, sendRaw } from "#test/support/stage-wire.ts";

const stage = await startStage();
const { slack, feishu, database } = stage;
const paths = { slack: "/slack/events", feishu: "/feishu/events" } as const;
const nowS = () => Math.floor(Date.now() / 1000);

/** What a person can be told and what can be kept: both must be as before. */
async function traces() {
  const [events, messages, todos, followUps] = await Promise.all([
    database.prisma.inboundEvent.count(),
    database.prisma.outboundMessage.count(),
    database.prisma.todo.count(),
    database.prisma.followUp.count(),
  ]);
  return { events, messages, todos, followUps };
}

const waiting = () => database.prisma.outboundMessage.count({ where: { status: "waiting" } });

/** Linked, and greeted once: what follows is about their words alone. */
async function known(client: ChatClient): Promise<ChatClient> {
  await answerTo(client, () => client.say("帮助"));
  return client;
}

const slackLin = await known(stage.person("lin", "slack"));
const feishuLin = await known(stage.person("lin", "feishu"));

describe("a body that nobody can read", () => {
  it.each([
    ["not JSON", "{", 400],
    ["JSON, but no object", "[1,2]", 400],
    ["empty", "", 400],
    ["an object of no known kind", '{"type":"unheard_of"}', 200],
    ["an event of no known kind", '{"type":"event_callback","event":{"type":"unheard_of"}}', 200],
  ])("answers Slack with the right status and does nothing: %s", async (_what, body, status) => {
    const before = await traces();
    expect((await slack.deliverRaw({ body })).status).toBe(status);
    expect(await traces()).toEqual(before);
  });

  it("answers Slack with 400 when the content type is another", async () => {
    expect((await slack.deliverRaw({ body: "{}", contentType: "text/plain" })).status).toBe(400);
  });

  it.each([
    ["not JSON", "{", 400],
    ["JSON, but not encrypted", "{}", 400],
    ["JSON, but no object", "[1,2]", 400],
    ["empty", "", 400],
  ])("answers Feishu with the right status and does nothing: %s", async (_what, body, status) => {
    const before = await traces();
    expect((await feishu.deliverRaw({ body, encrypt: false })).status).toBe(status);
    expect(await traces()).toEqual(before);
  });

  it("answers Feishu with 401 when what was encrypted is not what the platform would send", async () => {
    expect((await feishu.deliverRaw({ body: "not JSON" })).status).toBe(400);
    expect((await feishu.deliverRaw({ body: { schema: "2.0", header: {}, event: {} } })).status).toBe(401);
  });
});

describe("a body that is too large, too slow, or in the wrong place", () => {
  const large = JSON.stringify({ type: "event_callback", filler: "x".repeat(1024 * 1024) });

  it("is refused with 413 before it is read whole", async () => {
    expect((await slack.deliverRaw({ body: large })).status).toBe(413);
    expect((await feishu.deliverRaw({ body: large, encrypt: false })).status).toBe(413);
  });

  it("is refused with 413 when it is chunked and does not say how long it is", async () => {
    const answers = Object.values(paths).map((path) =>
      sendRaw(stage, { path, chunks: [large.slice(0, 600_000), large] }),
    );
    expect(await Promise.all(answers)).toEqual([413, 413]);
  });

  it("is refused with 408 when its end does not come", async () => {
    const answers = Object.values(paths).map((path) =>
      sendRaw(stage, { path, chunks: ["{"], isEnded: false }),
    );
    expect(await Promise.all(answers)).toEqual([408, 408]);
  }, 15_000);

  it("is 404 with any other method or path", async () => {
    const wrong = [
      ["GET", "/slack/events"],
      ["PUT", "/slack/events"],
      ["GET", "/feishu/events"],
      ["POST", "/slack/events/"],
      ["POST", "/SLACK/events"],
      ["POST", "/slack"],
      ["POST", "/healthz"],
      ["GET", "/"],
    ] as const;
    for (const [method, path] of wrong) {
      expect([method, path, await sendRaw(stage, { method, path, chunks: [] })]).toEqual([method, path, 404]);
    }
  });
});

describe("a request that is not the platform's", () => {
  const body = '{"type":"event_callback","team_id":"T0PLAYGRND","event":{"type":"message"}}';

  it.each([
    ["unsigned", { sign: false }],
    ["signed with another secret", { sign: "another secret" }],
    ["with a signature that is cut", { headers: { "x-slack-signature": "v0=12" } }],
    ["with a time that is no number", { headers: { "x-slack-request-timestamp": "now" } }],
  ] as const)("is 401 for Slack: %s", async (_what, how) => {
    const before = await traces();
    expect((await slack.deliverRaw({ body, ...how })).status).toBe(401);
    expect(await traces()).toEqual(before);
  });

  it.each([
    ["unsigned", { sign: false }],
    ["with another signature", { headers: { "x-lark-signature": "0".repeat(64) } }],
    ["with a signature that is cut", { headers: { "x-lark-signature": "12" } }],
    [
      "with a time that is not the signed one",
      { headers: { "x-lark-request-timestamp": String(nowS() - 60) } },
    ],
    ["with a nonce that is not the signed one", { headers: { "x-lark-request-nonce": "another" } }],
  ] as const)("is 401 for Feishu: %s", async (_what, how) => {
    const before = await traces();
    expect((await feishu.deliverRaw({ body: lastBody(feishu), ...how })).status).toBe(401);
    expect(await traces()).toEqual(before);
  });

  it("is 401 for Feishu when it is for another app or has another verification token", async () => {
    for (const wrong of [{ app_id: "cli_0000000000000000" }, { token: "another token" }]) {
      const { header, ...rest } = lastBody(feishu);
      const answer = await feishu.deliverRaw({ body: { ...rest, header: { ...header, ...wrong } } });
      expect(answer.status).toBe(401);
    }
  });
});

it("answers Slack's unsigned question whether the address answers with an empty 200", async () => {
  const check = {
    body: "ssl_check=1&token=x",
    contentType: "application/x-www-form-urlencoded",
    sign: false,
  };
  expect(await slack.deliverRaw(check)).toMatchObject({ status: 200, body: "" });
});

describe("a request that is old", () => {
  it("is 401 for Slack from 301 s on, in both directions, and fine before", async () => {
    const body = '{"type":"unheard_of"}';
    // A little beyond, for the clock goes on while a request that is ahead of it travels.
    const ages = [290, 301, -290, -310] as const;
    const answers = ages.map((age) => slack.deliverRaw({ body, timestampS: nowS() - age }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 401, 200, 401]);
  });

  it("is taken from Feishu up to 8 h later, with an alert above 5 min, and 401 after that", async () => {
    const before = await database.prisma.inboundEvent.count();
    const at = async (ageS: number) => {
      const { status } = await feishu.deliverRaw({
        body: anotherMessage(feishu, `待办 age ${ageS}`),
        timestampS: nowS() - ageS,
      });
      return { status, isAlerted: stage.log.take("a delivery of Feishu comes late") !== undefined };
    };
    expect(await at(290)).toEqual({ status: 200, isAlerted: false });
    expect(await at(310)).toEqual({ status: 200, isAlerted: true });
    expect(await at(8 * 3600 - 30)).toEqual({ status: 200, isAlerted: true });
    expect(await at(8 * 3600 + 30)).toEqual({ status: 401, isAlerted: false });
    expect(await at(-310)).toEqual({ status: 401, isAlerted: false });
    expect((await database.prisma.inboundEvent.count()) - before).toBe(3);
    await until("the three are answered", async () => (await waiting()) === 0);
  });
});

describe("a request that is replayed", () => {
  it("does what it asked once when a press comes again as it was", async () => {
    const added = await answerTo(slackLin, () => slackLin.say("待办 给王总发样品"));
    await slackLin.press("完成", { on: added.id });
    const press = slack.log.findLast(({ name }) => name === "block_actions");
    if (press === undefined) throw new Error("no press");
    await until("the answer to the press", async () => (await waiting()) === 0);
    const before = { rows: await traces(), wire: slack.log.length };
    expect((await slack.redeliver(press, { exact: true })).status).toBe(200);
    expect(await traces()).toEqual(before.rows);
    await answerTo(slackLin, () => slackLin.say("待办"));
    const since = slack.log.slice(before.wire).filter(({ kind }) => kind === "api");
    expect(since.map(({ name }) => name)).toEqual(["chat.postMessage"]);
  });

  it("keeps one event and answers once when a message comes again as it was, and signed afresh as a retry", async () => {
    await answerTo(slackLin, () => slackLin.say("待办 回电话"));
    const event = slack.log.findLast(({ name }) => name === "event_callback");
    if (event === undefined) throw new Error("no event");
    const before = { rows: await traces(), told: said(slackLin).length };
    expect((await slack.redeliver(event, { exact: true })).status).toBe(200);
    expect((await slack.redeliver(event, { retryNum: 1 })).status).toBe(200);
    await stage.app.tick();
    expect(await traces()).toEqual(before.rows);
    expect(said(slackLin)).toHaveLength(before.told);
  });

  it("keeps one event and answers once on Feishu, whose retries may have another event id", async () => {
    await answerTo(feishuLin, () => feishuLin.say("待办 回电话"));
    const { header, ...rest } = lastBody(feishu);
    const before = { rows: await traces(), told: said(feishuLin).length };
    expect((await feishu.deliverRaw({ body: { header, ...rest } })).status).toBe(200);
    expect(
      (await feishu.deliverRaw({ body: { ...rest, header: { ...header, event_id: "x" } } })).status,
    ).toBe(200);
    await stage.app.tick();
    expect(await traces()).toEqual(before.rows);
    expect(said(feishuLin)).toHaveLength(before.told);
  });
});

it("serves as before after all of this", async () => {
  for (const client of [slackLin, feishuLin]) {
    const answer = await answerTo(client, () => client.say("待办"));
    expect(answer.text).toContain("我的待办");
  }
});
