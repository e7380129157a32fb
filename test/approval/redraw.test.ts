import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { askApproval, type NewApproval } from "#approval/ask-approval.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { forWorkspace } from "#db/workspace.ts";
import { settingsOf } from "#directory/settings.ts";
import { startStage } from "#test/support/stage.ts";
import type { CastKey } from "#test/support/stage-cast.ts";
import { answerTo, isNoticed, opens, refusals, said, sees, until } from "#test/support/stage-watch.ts";
import { newKind } from "./support.ts";

const { kind, things } = newKind();
const stage = await startStage({ more: [{ name: "test", approvals: [kind] }] });
const t = approvalTexts.zh;
const { database, workspaceId } = stage;
const idOf = (key: CastKey) => stage.people.get(key) ?? "";

/** Lin asks; Li decides on Slack, or Wang on Feishu. */
async function ask(title: string, more: Partial<NewApproval> = {}): Promise<string> {
  const subjectId = uuid();
  things.set(subjectId, { title, phone: "13800000000" });
  const settings = await settingsOf(database, workspaceId);
  const levels = [{ mode: "any", personIds: [idOf("li"), idOf("wang")] }] as const;
  const approvalId = await forWorkspace(database.prisma, workspaceId).$transaction((db) =>
    askApproval(
      { db, workspaceId },
      {
        ...{ kind, subjectId, requestedById: idOf("lin"), proposal: "A", levels },
        ...{ now: stage.now(), settings, ...more },
      },
    ),
  );
  await stage.app.tick();
  return approvalId;
}

describe("a card that stands on two platforms", () => {
  const li = stage.person("li", "slack");
  const wang = stage.person("wang", "feishu");
  const lin = stage.person("lin", "slack");

  it("begins with people who are known", async () => {
    for (const person of [li, wang, lin]) await answerTo(person, () => person.say("?"));
  });

  it.each([
    { by: "Slack", decider: li, other: wang },
    { by: "Feishu", decider: wang, other: li },
  ])(
    "changes there as well when it is decided on $by, and nobody hears a second message",
    async ({ by, decider, other }) => {
      const title = `远大集团${by}`;
      await stage.moveTo(by === "Slack" ? "2026-09-18 10:10" : "2026-09-18 10:20");
      await ask(title);
      await sees(decider, t.waitingTitle(title));
      const { id } = await sees(other, t.waitingTitle(title));
      const before = said(other).length;
      await decider.press(t.approve);
      await sees(decider, t.approvedTitle(title));
      await until("the other card", async () => {
        await stage.app.tick();
        return said(other).some(
          (message) => message.id === id && message.text.includes(t.approvedTitle(title)),
        );
      });
      const card = said(other).find((message) => message.id === id);
      expect(card?.buttons).not.toContain(t.approve);
      expect(said(other)).toHaveLength(before);
    },
  );

  it("becomes the approver's again, with question and answer, when whoever asked has answered", async () => {
    await stage.moveTo("2026-09-18 10:30");
    await ask("比亚迪");
    const { id } = await sees(wang, t.waitingTitle("比亚迪"));
    await sees(li, t.waitingTitle("比亚迪"));
    await opens(li, () => li.press(t.return));
    await li.submit({ [t.returnQuestion]: "预算多少？" });
    await until("the question there", async () => {
      await stage.app.tick();
      return said(wang).some(
        (message) => message.id === id && message.text.includes(t.returnedTitle("比亚迪")),
      );
    });
    await sees(lin, t.askerReturnedTitle("比亚迪"));
    await opens(lin, () => lin.press(t.answerButton));
    await lin.submit({ [t.answerField]: "五十万" });
    await until("the answer there", async () => {
      await stage.app.tick();
      return said(wang).some((message) => message.id === id && message.text.includes("五十万"));
    });
  });

  it("is a list, too: what was decided elsewhere is gone from it", async () => {
    await stage.moveTo("2026-09-18 10:40");
    const list = await answerTo(wang, () => wang.say("审批"));
    expect(list.text).toContain("比亚迪");
    await li.press(t.approve, { on: (await sees(li, "五十万")).id });
    await until("the list without it", async () => {
      await stage.app.tick();
      return said(wang).some(({ id, text }) => id === list.id && text.includes(t.listTitle(0)));
    });
  });
});

describe.each([
  { on: "slack", by: "feishu" },
  { on: "feishu", by: "slack" },
] as const)("a list that came in answer to a button on $on", ({ on, by }) => {
  it("changes as well when one of it is decided on $by", async () => {
    await stage.moveTo(on === "slack" ? "2026-09-18 10:50" : "2026-09-18 10:55");
    const li = stage.person("li", on);
    const wang = stage.person("wang", by);
    for (const person of [li, wang]) await answerTo(person, () => person.say("?"));
    const title = `答复里${on}`;
    await ask(title);
    const waiting = await sees(wang, t.waitingTitle(title));
    await sees(li, t.waitingTitle(title));
    await li.say("今天");
    const toApprovals = myDayTexts.zh.toApprovals;
    const day = await until("the day", () =>
      said(li).findLast(({ buttons }) => buttons.includes(toApprovals)),
    );
    const before = new Set(said(li).map(({ id }) => id));
    await li.press(toApprovals, { on: day.id });
    const list = await until("the list", () => said(li).find(({ id }) => !before.has(id)));
    expect(list.text).toContain(title);
    await wang.press(t.approve, { on: waiting.id });
    await until("the list without it", async () => {
      await stage.app.tick();
      return said(li).some(({ id, text }) => id === list.id && !text.includes(title));
    });
  });
});

describe.each(["slack", "feishu"] as const)("a card in a group on %s", (platform) => {
  const li = stage.person("li", platform);
  const zhao = stage.person("zhao", platform);
  const title = `群里${platform}`;

  it("is seen by all without a phone, takes the press of who may decide, and changes for all", async () => {
    await stage.moveTo(platform === "slack" ? "2026-09-18 11:00" : "2026-09-18 11:30");
    for (const person of [li, zhao]) await answerTo(person, () => person.say("?"));
    await zhao.say("大家好", { in: "sales" });
    const chat = zhao.messages({ in: "sales" })[0]?.in ?? "";
    const tenant = platform === "slack" ? await slackTenant() : stage.feishu.appId;
    const id = platform === "slack" ? "C0SALES" : chat;
    await ask(title, { group: { platform, tenant, conversation: { id, kind: "group" } } });
    const inGroup = () => zhao.messages({ in: "sales" }).findLast(({ text }) => text.includes(title));
    const card = await until("the card in the group", async () => {
      await stage.app.tick();
      return inGroup();
    });
    expect(card.text).not.toContain("13800000000");
    expect(card.ephemeral).toBe(false);
    await zhao.press(t.approve, { on: card.id });
    await isNoticed(zhao, t.notYours);
    expect(inGroup()?.text).toContain(t.waitingTitle(title));
    await li.press(t.approve, { on: card.id });
    await until("the group's card", () => inGroup()?.text.includes(t.approvedTitle(title)));
    expect(inGroup()?.text).not.toContain("13800000000");
  });
});

it("no platform refused anything", () => {
  expect(refusals(stage.slack.log)).toEqual([]);
  expect(refusals(stage.feishu.log)).toEqual([]);
});

async function slackTenant(): Promise<string> {
  const found = await database.prisma.installation.findFirstOrThrow({
    where: { workspaceId, platform: "slack" },
  });
  return found.externalId;
}
