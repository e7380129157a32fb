import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { customerTexts } from "#cards/customer/texts.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { features } from "#features/index.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, said, until } from "#test/support/stage-watch.ts";
import { pressLike, submitLike } from "#test/support/stage-wire.ts";
import { foundOtherCompany, secret, theirRows, theirs, workspaceId } from "./other-company.ts";

const stage = await startStage();
const { prisma } = stage.database;

beforeAll(() => foundOtherCompany(stage));
const theirRowsNow = () => theirRows(stage);

const gone = [
  ["todo.done", todoTexts.zh.gone],
  ["todo.cancel", todoTexts.zh.gone],
  ["todo.reopen", todoTexts.zh.gone],
  ["todo.snooze", todoTexts.zh.gone],
  ["todo.snooze-form", todoTexts.zh.gone],
  ["todo.hand-over", todoTexts.zh.gone],
  ["todo.decline", todoTexts.zh.gone],
  ["todo.told", todoTexts.zh.gone],
  ["follow-up.undo", followUpTexts.zh.gone],
  ["follow-up.edit", followUpTexts.zh.gone],
  ["follow-up.again", followUpTexts.zh.gone],
  ["follow-up.snooze", followUpTexts.zh.gone],
  ["follow-up.log-for", "已不存在"],
  ["follow-up.draft-for", followUpTexts.zh.gone],
  ["follow-up.draft-log", followUpTexts.zh.gone],
  ["customer.open", customerTexts.zh.gone],
  ["customer.history", customerTexts.zh.gone],
  ["customer.edit", customerTexts.zh.gone],
  ["customer.add-contact", customerTexts.zh.gone],
  ["customer.ask-owner", customerTexts.zh.gone],
  ["customer.add-collaborator", customerTexts.zh.gone],
] as const;
const others = { until: "hour", told: "yes", role: "rep", page: "1" };

describe.each(["slack", "feishu"] as const)("ids of another company, pressed on %s", (platform) => {
  const lin = stage.person("lin", platform);
  const wang = stage.person("wang", platform);

  beforeAll(async () => {
    for (const client of [lin, wang]) await answerTo(client, () => client.say("待办"));
    await answerTo(lin, () => lin.say("待办 自己的事"));
    await lin.press(todoTexts.zh.done);
  });

  it.each(gone)("are those of nothing: %s", async (actionId, words) => {
    const before = await theirRowsNow();
    const answer = await pressLike(stage, platform, { actionId, payload: { ...theirs, ...others } });
    expect(answer).toContain(words);
    expect(answer).not.toContain(secret);
    expect(await theirRowsNow()).toBe(before);
  });

  it.each(["people.admit", "people.not-now", "people.edit"])(
    "are those of nothing, for an admin too: %s",
    async (actionId) => {
      const before = await theirRowsNow();
      const payload = { ...theirs, ...others, personId: theirs.pendingId };
      const answer = await pressLike(stage, platform, { by: "wang", actionId, payload });
      expect(answer).toContain(peopleTexts.zh.gone);
      expect(await theirRowsNow()).toBe(before);
    },
  );

  it("are found by no name, no search and no list", async () => {
    for (const line of [
      `客户 ${secret}客户`,
      `客户 ${secret}`,
      `跟进 ${secret}客户 今天拜访了王总，谈了价格`,
      "客户",
    ]) {
      const answer = await answerTo(lin, () => lin.command(line));
      expect(answer.buttons.filter((label) => label.includes(theirs.customerId))).toEqual([]);
      expect(JSON.stringify(answer.raw)).not.toContain(theirs.customerId);
    }
    const day = await answerTo(wang, () => wang.command("团队"));
    expect(day.text).not.toContain(secret);
  });
});

describe("ids of another company, on Feishu", () => {
  const ids = { ...theirs, ...others };

  it("cross with none of the program's buttons", async () => {
    const before = await theirRowsNow();
    const answers = [];
    for (const { id: actionId } of features.flatMap(({ actions = [] }) => actions)) {
      for (const by of ["lin", "wang"] as const) {
        answers.push(
          await pressLike(stage, "feishu", {
            by,
            actionId,
            payload: { ...ids, customerId: theirs.customerId },
          }),
        );
      }
    }
    expect(answers.length).toBeGreaterThan(50);
    expect(answers.filter((answer) => answer.includes(secret) || answer.startsWith("HTTP"))).toEqual([]);
    expect(await theirRowsNow()).toBe(before);
  });

  it("cross with none of the program's forms", async () => {
    const before = await theirRowsNow();
    const answers = [];
    const payload = { ...ids, customerId: theirs.customerId, version: "1" };
    for (const { id: formId } of features.flatMap(({ forms = [] }) => forms)) {
      answers.push(await submitLike(stage, { by: "wang", formId, payload, values: filled() }));
    }
    expect(answers.length).toBeGreaterThan(8);
    expect(answers.filter((answer) => answer.includes(secret) || answer.startsWith("HTTP"))).toEqual([]);
    expect(await theirRowsNow()).toBe(before);
  });

  it("were shown to nobody afterwards", async () => {
    await until(
      "nothing to wait for",
      async () => (await prisma.outboundMessage.count({ where: { status: "waiting" } })) === 0,
    );
    for (const platform of ["slack", "feishu"] as const) {
      for (const key of ["lin", "wang"] as const) {
        const seen = said(stage.person(key, platform)).filter(({ text }) => text.includes(secret));
        // What they typed themselves comes back to them, and nothing else.
        expect(seen.filter(({ raw }) => JSON.stringify(raw).includes(theirs.customerId))).toEqual([]);
      }
    }
  });
});

/** Something for every field that a form could have; what refers to something refers to the other company. */
function filled(): Parameters<typeof submitLike>[1]["values"] {
  return {
    content: ["multiline", "改写"],
    customer: ["search", theirs.customerId],
    method: ["select", "visit"],
    title: ["text", "改写"],
    name: ["text", "改写"],
    at: ["datetime", "2026-12-01 09:00 +0800"],
    person: ["person", "ou_lin"],
    manager: ["search", theirs.personId],
    roles: ["checkboxes", "manager"],
  };
}

describe("an event", () => {
  it("of a company that has not installed the app is kept nowhere and answered by nobody", async () => {
    const before = await prisma.inboundEvent.count();
    const event = z
      .looseObject({})
      .parse(stage.slack.log.findLast(({ name }) => name === "event_callback")?.request);
    const foreign = {
      ...event,
      team_id: "T0NOBODY",
      authorizations: [{ team_id: "T0NOBODY", user_id: "U1", is_bot: true }],
      event_id: "Ev0NOBODY",
    };
    expect((await stage.slack.deliverRaw({ body: JSON.stringify(foreign) })).status).toBe(200);
    expect(await prisma.inboundEvent.count()).toBe(before);
  });

  it("of the other company is theirs, though the account has the same id", async () => {
    const event = z
      .looseObject({ event: z.looseObject({}) })
      .parse(stage.slack.log.findLast(({ name }) => name === "event_callback")?.request);
    const ts = "1790000000.000001";
    const theirEvent = {
      ...event,
      event_id: "Ev0OTHER",
      team_id: "T0OTHER",
      authorizations: [{ team_id: "T0OTHER", user_id: "U1", is_bot: true }],
      event: { ...event.event, user: stage.accountOf("lin", "slack"), text: "待办 串门", ts },
    };
    expect((await stage.slack.deliverRaw({ body: JSON.stringify(theirEvent) })).status).toBe(200);
    await until("their event", () => prisma.inboundEvent.findFirst({ where: { workspaceId } }));
    expect(await prisma.todo.count({ where: { workspaceId: stage.workspaceId, title: "串门" } })).toBe(0);
    await prisma.installation.updateMany({ where: { workspaceId }, data: { uninstalledAt: stage.now() } });
    stage.log.takeAll();
  });
});
