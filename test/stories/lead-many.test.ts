import pg from "pg";
import { expect, it, vi } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { importTexts } from "#cards/lead/import-texts.ts";
import { writeTable } from "#tables/write-table.ts";
import { startStage } from "#test/support/stage.ts";
import { accepted, opens, refusals, said, until } from "#test/support/stage-watch.ts";
import { pressLike } from "#test/support/stage-wire.ts";
import { greet, seatDirector } from "./lead-cast.ts";

const stage = await startStage();
const { prisma } = stage.database;
const cast = await seatDirector(stage);
await greet(stage, "feishu");
// Where somebody wrote last is where he or she is told.
await greet(stage, "slack");
const [t, list] = [approvalTexts.zh, importTexts.zh];
const [lin, li, onFeishu] = [
  stage.person("lin", "slack"),
  stage.person("li", "slack"),
  stage.person("li", "feishu"),
];
const many = 500;
const waiting = { where: { personId: cast.idOf("li"), isOpen: true } };

/** A list whose rows answer the three questions. */
function listOf(count: number): Promise<Buffer> {
  const rows = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    return [`第${number}号工厂`, "王总", `1380000${1000 + index}`, "展会", "明确", "待确认", "影响者"];
  });
  return writeTable(
    [["公司", "联系人", "电话", "来源", "需求紧迫度", "预算", "决策影响力"], ...rows],
    "xlsx",
  );
}

/** Statements about approvals that the program sends meanwhile. */
async function statementsDuring(act: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  await act();
  const sent = query.mock.calls.map(([first]) => JSON.stringify(first) ?? "");
  query.mockRestore();
  return sent.filter((words) => /approval/.test(words) && /SELECT/.test(words)).length;
}

it("500 grades that are asked for at once are one message to the manager", async () => {
  await stage.moveTo("2026-09-18 10:10");
  const before = accepted(stage.slack.log).length;
  const file = { name: "展会.xlsx", bytes: await listOf(many) };
  const plan = await cast.hears(lin, list.answered(many), () => lin.sendFile(file));
  await lin.press(list.importNew(many), { on: plan.id });
  await cast.becomes(lin, plan.id, list.doneTitle(many));
  await until(
    "all to be asked for",
    async () => {
      await stage.app.tick();
      return (await prisma.approvalSeat.count(waiting)) === many;
    },
    30_000,
  );
  await cast.comes(li, t.several);
  await cast.pass(5);
  expect(said(li).filter(({ text }) => text.includes("号工厂"))).toHaveLength(1);
  // The plan of the import, and the manager's one list.
  expect(accepted(stage.slack.log).length - before).toBe(2);
}, 60_000);

it("asks again after 4 working hours in one message, and after a working day one level up in one", async () => {
  const sun = stage.person("sun", "slack");
  await cast.hears(li, t.why.nudge, () => stage.moveTo("2026-09-18 14:10"));
  await cast.pass(5);
  expect(said(li).filter(({ text }) => text.includes(t.why.nudge))).toHaveLength(1);
  const before = said(sun).length;
  await cast.hears(sun, t.listTitle(many), () => stage.moveTo("2026-09-20 18:00"));
  await cast.pass(5);
  expect(said(sun)).toHaveLength(before + 1);
});

it("the list reads its last page with as many statements as its first", async () => {
  const card = await cast.hears(onFeishu, t.listTitle(many), () => onFeishu.say("审批"));
  await onFeishu.press(t.next, { on: card.id });
  await cast.becomes(onFeishu, card.id, t.previous);
  const second = await fewest("2");
  const last = await fewest("84");
  expect(last.answer).toContain("第500号工厂");
  expect(second.statements).toBeGreaterThan(0);
  expect(last.statements).toBeLessThanOrEqual(second.statements);
  expect(last.statements).toBeLessThan(10);
});

/** Of three presses: what looks for work beside them only adds. */
async function fewest(page: string) {
  let answer = "";
  const counts: number[] = [];
  for (let time = 0; time < 3; time++) {
    counts.push(
      await statementsDuring(async () => {
        answer = await pressLike(stage, "feishu", { actionId: "approval.list", payload: { page } });
      }),
    );
  }
  return { answer, statements: Math.min(...counts) };
}

it("approves several at once, tells the rep of each in few messages, and leaves the others", async () => {
  const card = await cast.hears(li, t.listTitle(many), () => li.command("审批"));
  const form = await opens(li, () => li.press(t.several, { on: card.id }));
  const first = t.severalGroup(1, 10);
  const labels = form.fields.find(({ label }) => label === first)?.options?.slice(0, 8) ?? [];
  expect(labels).toHaveLength(8);
  await cast.pass(2);
  const before = said(lin).length;
  await li.submit({ [first]: labels });
  await cast.becomes(li, card.id, t.listTitle(many - 8));
  expect(await prisma.lead.count({ where: { status: "assigned", ownerId: cast.idOf("lin") } })).toBe(8);
  expect(await prisma.approval.count({ where: { status: "waiting" } })).toBe(many - 8);
  for (let minute = 0; minute < 4; minute += 1) await cast.pass(1);
  const told = said(lin).length - before;
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(3);
});

it("made no call that a platform refused", () => {
  for (const platform of ["slack", "feishu"] as const) expect(refusals(stage[platform].log)).toEqual([]);
});
