import { describe, expect, it } from "vitest";
import { groupView, viewOf } from "#approval/messages.ts";
import { approvalTexts } from "#cards/approval/texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { showInGroup } from "#outbox/views.ts";
import { startStage } from "#test/support/stage.ts";
import { answerTo, refusals, until } from "#test/support/stage-watch.ts";
import { greet, seatDirector } from "./lead-cast.ts";
import { leadRow, submitLine } from "./lead-teller.ts";

const stage = await startStage();
const { database, workspaceId } = stage;
const cast = await seatDirector(stage);
await greet(stage, "slack");
await greet(stage, "feishu");
const t = approvalTexts.zh;
const platforms = ["slack", "feishu"] as const;

/** Shows an approval to everybody in a group of each platform, as whoever asks for one may have it shown. */
async function showInGroups(approvalId: string): Promise<void> {
  const installations = await database.prisma.installation.findMany({ where: { workspaceId } });
  for (const { platform, externalId: tenant } of installations) {
    const [message] = stage.person("wang", platform).messages({ in: "sales" });
    const conversation = { id: message?.in ?? "", kind: "group" } as const;
    await showInGroup(database.prisma, workspaceId, {
      ...{ key: `shown:${approvalId}:${platform}`, view: viewOf(groupView, approvalId), now: stage.now() },
      ...{ personId: cast.idOf("lin"), group: { platform, tenant, conversation } },
    });
  }
}

const stories = [
  { place: "the direct message on Slack", company: "苏州太湖光电", day: "2026-09-18", phone: "13800007771" },
  { place: "the list on Feishu", company: "无锡锡惠轴承", day: "2026-09-21", phone: "13800007772" },
  { place: "the group on Feishu", company: "常州天宁电机", day: "2026-09-22", phone: "13800007773" },
] as const;

describe.each(stories)(
  "a card that stands everywhere, decided in $place",
  ({ place, company, day, phone }) => {
    const email = `${phone}@secret.example`;
    const title = gradeTexts.zh.approvalTitle("林晓", company, "B");
    // One manager, with an account on each platform.
    const [onSlack, onFeishu] = [stage.person("li", "slack"), stage.person("li", "feishu")];
    const lin = stage.person("lin", "slack");
    const ids = new Map<string, string>();
    const idOf = (where: string) => ids.get(where) ?? "";
    const inGroup = (platform: (typeof platforms)[number]) =>
      stage
        .person("wang", platform)
        .messages({ in: "sales" })
        .find(({ from, text }) => from === "bot" && text.includes(company));

    it("comes to the manager where he wrote last, and stands in his list on the other platform", async () => {
      await stage.moveTo(`${day} 10:10`);
      await answerTo(onSlack, () => onSlack.say("?"));
      const line = `线索 ${company} 周经理 ${phone} ${email} 展会 需求明确，预算待确认，已接触决策人`;
      await submitLine({ stage, cast, platform: "slack" }, lin, { company, line });
      const card = await cast.comes(onSlack, t.waitingTitle(title));
      for (const secret of [phone, email]) expect(card.text).toContain(secret);
      const list = await cast.hears(onFeishu, t.listTitle(1), () => onFeishu.say("审批"));
      expect(list.text).toContain(company);
      ids.set("direct", card.id).set("list", list.id);
    });

    it("stands in a group of each platform, and says there whose turn it is", async () => {
      const lead = await leadRow({ stage, cast, platform: "slack" }, company);
      const approval = await database.prisma.approval.findFirstOrThrow({ where: { subjectId: lead.id } });
      for (const platform of platforms) await stage.person("zhao", platform).say("早", { in: "sales" });
      await showInGroups(approval.id);
      for (const platform of platforms) {
        const card = await until(`the card in the group on ${platform}`, async () => {
          await stage.app.tick();
          return inGroup(platform);
        });
        expect(card.text).toContain("李强");
        expect(card.buttons).toEqual([t.approve, t.change, t.return]);
        ids.set(platform, card.id);
      }
    });

    it("changes in all places when it is decided in one", async () => {
      if (place === "the direct message on Slack") await onSlack.press(t.approve, { on: idOf("direct") });
      if (place === "the list on Feishu") await onFeishu.press(t.approve, { on: idOf("list") });
      if (place === "the group on Feishu") await onFeishu.press(t.approve, { on: idOf("feishu") });
      await cast.becomes(onSlack, idOf("direct"), t.approvedTitle(title));
      await cast.becomes(onFeishu, idOf("list"), t.listTitle(0));
      for (const platform of platforms) {
        const wang = stage.person("wang", platform);
        const card = await cast.becomes(wang, idOf(platform), t.approvedTitle(title));
        expect(card.buttons).not.toContain(t.approve);
      }
    });

    it("told no group a phone or an e-mail, before or after", () => {
      for (const platform of platforms) {
        const wire = stage[platform].log.filter(({ kind, request }) => {
          const words = JSON.stringify(request);
          return kind === "api" && (words.includes(groupId(platform)) || words.includes(idOf(platform)));
        });
        expect(wire.length).toBeGreaterThan(1);
        const shown = [wire, stage.person("wang", platform).messages({ in: "sales" })];
        for (const secret of [phone, email]) expect(JSON.stringify(shown)).not.toContain(secret);
      }
    });

    function groupId(platform: (typeof platforms)[number]): string {
      return inGroup(platform)?.in ?? "";
    }
  },
);

it("no platform refused anything", () => {
  for (const platform of platforms) expect(refusals(stage[platform].log)).toEqual([]);
});
