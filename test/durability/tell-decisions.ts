import { expect, it } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { registerTexts } from "#cards/lead/register-texts.ts";
import type { Company } from "./company.ts";
import { newWord, posted, saidWith } from "./received.ts";
import { until } from "./until.ts";
import type { PlatformName } from "./wire.ts";

const [t, grade] = [approvalTexts.zh, gradeTexts.zh];

/** A decision gives the lead away and tells its rep in one commit: both happen once, or neither has. */
export function tellDecisions(company: Company, platform: PlatformName): void {
  const [lin, li] = [company.client("lin", platform), company.client("li", platform)];
  const { prisma } = company.database;

  /** A grade that waits for the manager; the card's id. */
  const asked = async (name: string) => {
    await lin.say(`线索 ${name} 周经理 展会 需求明确，预算待确认，已接触决策人`);
    const card = await until("the lead", () => saidWith(lin, registerTexts.zh.registered(name))[0]);
    await lin.press(grade.submitAs("B"), { on: card.id });
    const { id } = await until("the approval", () => saidWith(li, waiting(name))[0]);
    await company.settled();
    return id;
  };
  const title = (name: string) => grade.approvalTitle("林晓", name, "B");
  const waiting = (name: string) => t.waitingTitle(title(name));
  const leadOf = (name: string) => prisma.lead.findFirstOrThrow({ where: { company: name } });

  it("a decision is taken, its lead assigned and its rep told once when the process dies before anybody was told", async () => {
    const name = `${newWord()}仪器`;
    const id = await asked(name);
    await company.dieAt("answer.done", () => li.press(t.approve, { on: id }));
    const lead = await leadOf(name);
    expect(lead).toMatchObject({ status: "assigned", ownerId: company.people.get("lin") });
    await company.restart();
    await until("the rep to be told", () => saidWith(lin, assignedTexts.zh.decided(name, "B")).length > 0);
    await company.settled();
    await li.press(t.approve, { on: id });
    await until("the manager's card", () => saidWith(li, t.approvedTitle(title(name))).length > 0);
    await company.settled();
    expect(saidWith(lin, assignedTexts.zh.decided(name, "B"))).toHaveLength(1);
    expect(posted(company.log(), assignedTexts.zh.decided(name, "B")).size).toBe(1);
    expect(await prisma.leadHandover.count({ where: { leadId: lead.id } })).toBe(1);
    expect(await leadOf(name)).toMatchObject({ version: lead.version, assignedAt: lead.assignedAt });
  });

  it("a decision has not been taken when the process dies before it, and is taken by the next press", async () => {
    // Not like the one before, or it would be asked whether it is the same.
    const name = `${newWord()}化工材料`;
    const id = await asked(name);
    await company.dieAt("answer.begun", () => li.press(t.approve, { on: id }));
    await company.restart();
    await company.settled();
    expect(await leadOf(name)).toMatchObject({ status: "grading", ownerId: null });
    await li.press(t.approve, { on: id });
    await until("the rep to be told", () => saidWith(lin, assignedTexts.zh.decided(name, "B")).length > 0);
    await company.settled();
    expect(posted(company.log(), assignedTexts.zh.decided(name, "B")).size).toBe(1);
  });
}
