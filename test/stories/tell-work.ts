import { expect, it } from "vitest";
import { customerTexts } from "#cards/customer/texts.ts";
import { problems } from "#cards/dispatch/problem.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { helpTexts } from "#cards/help/texts.ts";
import { myDayTexts } from "#cards/my-day/texts.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { teamTexts } from "#cards/team/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { words as feishuWords } from "#platforms/feishu/words.ts";
import type { SeenMessage } from "#playground/client.ts";
import type { PlatformName, Stage } from "#test/support/stage.ts";
import { secretPhone } from "#test/support/stage-cast.ts";
import { answerTo, opens, said, saidDuring, sees, until } from "#test/support/stage-watch.ts";

const scripts = {
  zh: {
    stranger: "跟进 星辰科技：今天电话沟通了李工，确认九月底上线，由对方准备服务器",
    company: "星辰科技",
    called: "王总确认了价格，合同由法务在走流程",
    feedback: "价格可以接受",
    favour: "待办 寄合同",
    favourTitle: "寄合同",
    team: "团队",
    customer: "客户 华为",
    help: "帮助",
    settings: "设置",
    typed: "今天的会改到三点",
  },
  en: {
    stranger: "log Initech: called Peter today, he confirmed that they go live at the end of the month",
    company: "Initech",
    called: "Mr Wang agreed to the price, the contract is with legal",
    feedback: "the price is fine",
    favour: "todo post the contract",
    favourTitle: "post the contract",
    team: "team",
    customer: "customer Huawei",
    help: "help",
    settings: "settings",
    typed: "the meeting is at three instead",
  },
} as const;

type Teller = { readonly stage: Stage; readonly platform: PlatformName };

/** What else people do in the course of a day. */
export function tellWork(stage: Stage, platform: PlatformName): void {
  const teller = { stage, platform };
  tellCustomers(teller);
  tellColleagues(teller);
  tellPlans(teller);
  tellRoles(teller);
}

function tellCustomers({ stage, platform }: Teller): void {
  const { locale, database } = stage;
  const { prisma } = database;
  const script = scripts[locale];
  const t = followUpTexts[locale];
  const lin = stage.person("lin", platform);

  it("asks before it makes an unknown customer, and then saves the note that waited", async () => {
    await stage.moveTo("2026-09-23 10:00");
    const question = await answerTo(lin, () => lin.command(script.stranger));
    expect(question.text).toContain(t.whichNamed(script.company));
    expect(await prisma.customer.count({ where: { name: script.company } })).toBe(0);
    const saved = await answerTo(lin, () => lin.press(t.create(script.company)));
    expect(saved.text).toContain(t.logged(script.company));
    const customer = await prisma.customer.findFirstOrThrow({ where: { name: script.company } });
    expect(customer.ownerId).toBe(stage.people.get("lin"));
    const [followUp, ...others] = await prisma.followUp.findMany({ where: { customerId: customer.id } });
    expect(followUp).toMatchObject({ method: "phone", personId: stage.people.get("lin") });
    expect(others).toEqual([]);
    expect(
      await prisma.followUpDraft.count({
        where: { settledAt: null, note: { path: ["name"], equals: script.company } },
      }),
    ).toBe(0);
  });

  it("edits what was logged, in a form that holds what is known", async () => {
    const form = await opens(lin, () => lin.press(t.edit));
    const method = form.fields.find(({ label }) => label === t.method);
    expect(method).toMatchObject({ required: true });
    const edited = await answerTo(lin, () =>
      lin.submit({ [t.feedback]: script.feedback, [t.nextOn]: "2026-09-28", [t.nextTime]: "9:30" }),
    );
    expect(edited.outcome.fieldErrors).toBeUndefined();
    const card = await sees(lin, t.edited(script.company));
    expect(card.text).toContain(script.feedback);
    expect(card.text).toContain("09:30");
    const row = await prisma.followUp.findFirstOrThrow({ where: { feedback: script.feedback } });
    expect(row).toMatchObject({ version: 2, nextHasTime: true, nextAt: new Date("2026-09-28T01:30:00Z") });
  });
}

function tellColleagues({ stage, platform }: Teller): void {
  const { locale, database } = stage;
  const { prisma } = database;
  const script = scripts[locale];
  const t = todoTexts[locale];
  const lin = stage.person("lin", platform);
  const zhao = stage.person("zhao", platform);

  it("hands a to-do over to a colleague once the colleague is known, who is told", async () => {
    await answerTo(lin, () => lin.command(script.favour));
    await opens(lin, () => lin.press(t.handOver));
    const refused = await lin.submit({ [t.toWhom]: stage.accountOf("zhao", platform) });
    await until("a refusal", () =>
      [...Object.values(refused.fieldErrors ?? {}), ...lin.toasts()].some((line) =>
        line.includes(t.unknownPerson),
      ),
    );
    await answerTo(zhao, () => zhao.say(script.help));
    await lin.submit({ [t.toWhom]: stage.accountOf("zhao", platform) });
    await sees(lin, t.handedTitle(script.favourTitle));
    const received = await sees(zhao, t.receivedTitle(script.favourTitle));
    expect(received.buttons).toContain(t.decline);
    expect(await ownerOf(script.favourTitle)).toBe(stage.people.get("zhao"));
  });

  it("gives it back when the colleague declines, and says so", async () => {
    await answerTo(zhao, () => zhao.press(t.decline));
    const back = await sees(lin, t.declinedTitle(script.favourTitle));
    expect(back.text).toContain(locale === "zh" ? "赵敏" : "Zoe");
    expect(await ownerOf(script.favourTitle)).toBe(stage.people.get("lin"));
  });

  it("shows somebody else's customer without what is confidential", async () => {
    const masked = await answerTo(zhao, () => zhao.command(script.customer));
    expect(masked.text).toContain("华为技术有限公司");
    expect(masked.text).not.toContain(secretPhone);
    expect(masked.buttons).toEqual([customerTexts[locale].askOwner]);
    const own = await answerTo(lin, () => lin.command(script.customer));
    expect(own.text).toContain(secretPhone);
  });

  it("answers a mention in a group to the one who asked, and tells nobody else what", async () => {
    const known = new Set(said(lin).map(({ id }) => id));
    // Slack shows it in the group to one person alone; on Feishu the direct chat is the place, and the group is told so.
    const inGroup = platform === "slack" ? [] : [feishuWords[locale].answeredPrivately];
    const seenByZhao = await saidDuring(zhao, async () => {
      await lin.say(script.customer, { in: "sales" });
      const isAnswer = ({ id, text }: SeenMessage) => !known.has(id) && text.includes("华为技术有限公司");
      const answer = await until("an answer", () => said(lin).find(isAnswer));
      expect(answer.ephemeral).toBe(platform === "slack");
      await until("a word in the group", () => said(lin).length - known.size > inGroup.length);
    });
    expect(seenByZhao).toEqual(inGroup);
    for (const key of ["wang", "li", "chen", "zhao"] as const) {
      const seen = stage.person(key, platform).messages({ in: "sales" });
      expect(seen.filter(({ from }) => from === "bot").map(({ text }) => text)).toEqual(inGroup);
      expect(JSON.stringify(seen)).not.toContain(secretPhone);
    }
  });

  async function ownerOf(title: string): Promise<string> {
    return (await prisma.todo.findFirstOrThrow({ where: { title } })).ownerId;
  }
}

function tellPlans({ stage, platform }: Teller): void {
  const { locale, database } = stage;
  const t = followUpTexts[locale];
  const lin = stage.person("lin", platform);

  it("reminds of a planned call on its day, and logs it from the reminder", async () => {
    await stage.moveTo("2026-09-23 15:00");
    const reminder = await sees(lin, t.dueTitle("华为技术有限公司"));
    expect(reminder.text).toContain(locale === "zh" ? "9月23日 周三 · 电话" : "Wed 23 Sep · Phone");
    const form = await opens(lin, () => lin.press(t.logNow, { on: reminder.id }));
    expect(form.fields.find(({ label }) => label === t.customer)?.value).toBe("华为技术有限公司");
    await lin.submit({ [t.content]: scripts[locale].called });
    const row = await until("a second follow-up", () =>
      database.prisma.followUp.findFirst({ where: { content: { contains: scripts[locale].called } } }),
    );
    expect(row).toMatchObject({ customerId: stage.customers.get("lin"), undoneAt: null });
    const day = await answerTo(lin, () => lin.command(locale === "zh" ? "今天" : "today"));
    expect(day.text).not.toContain(myDayTexts[locale].plans(1));
  });
}

function tellRoles({ stage, platform }: Teller): void {
  const { locale, database } = stage;
  const script = scripts[locale];
  const t = peopleTexts[locale];
  const lin = stage.person("lin", platform);
  const chen = stage.person("chen", platform);

  it("offers each role what it may do, and refuses the rest kindly", async () => {
    const help = await answerTo(lin, () => lin.command(script.help));
    expect(help.text).toContain(helpTexts[locale].title(locale === "zh" ? "林晓" : "Lina"));
    expect(help.text).not.toContain(teamTexts[locale].commandHelp.does);
    const refused = await answerTo(lin, () => lin.command(script.team));
    expect(refused.text).toContain(problems.notAllowed(locale));
    await answerTo(chen, () => chen.say("?"));
    const hers = await answerTo(chen, () => chen.command(script.help));
    expect(hers.text).toContain(teamTexts[locale].commandHelp.does);
  });

  it("shows the supervisor the team's numbers", async () => {
    const day = await answerTo(chen, () => chen.command(script.team));
    const numbers = new RegExp(`${locale === "zh" ? "林晓" : "Lina"}\\D+2\\D+2`);
    expect(day.text).toMatch(numbers);
    expect(day.text).toContain(teamTexts[locale].quiet(locale === "zh" ? "赵敏" : "Zoe"));
  });

  it("keeps settings, and speaks the new language from then on", async () => {
    const other = locale === "zh" ? "en" : "zh";
    await answerTo(lin, () => lin.command(script.settings));
    await opens(lin, () => lin.press(t.edit));
    const values = { [t.language]: t.languages[other], [t.digestAt]: "9:15", [t.quietHours]: "" };
    const outcome = await lin.submit(values);
    expect(outcome.fieldErrors).toBeUndefined();
    const card = await sees(lin, peopleTexts[other].settingsTitle);
    expect(card.text).toContain("09:15");
    const row = await database.prisma.person.findFirstOrThrow({
      where: { id: stage.people.get("lin") ?? "" },
    });
    expect(row).toMatchObject({ locale: other, digestAt: "09:15", quietStart: "00:00", quietEnd: "00:00" });
    expect(row.nextDigestAt).toEqual(new Date("2026-09-24T01:15:00Z"));
    const help = await answerTo(lin, () => lin.command("help"));
    expect(help.text).toContain(helpTexts[other].intro);
  });

  it("refuses settings that make no sense, field by field, and keeps the form", async () => {
    const now = peopleTexts[locale === "zh" ? "en" : "zh"];
    await answerTo(lin, () => lin.command(script.settings));
    await opens(lin, () => lin.press(now.edit));
    const outcome = await lin.submit({ [now.workingHours]: "18:00-09:00", [now.digestAt]: "25:00" });
    const told = [...Object.values(outcome.fieldErrors ?? {}), ...lin.toasts()].join();
    expect(told).toContain(now.badHours);
    expect(told).toContain(now.badTime);
    expect(lin.form()).toBeDefined();
  });

  it("asks kindly about a line that it does not know", async () => {
    const answer = await answerTo(chen, () => chen.say(script.typed));
    expect(answer.text).toContain(followUpTexts[locale].unknownTitle);
    expect(answer.buttons).toEqual([followUpTexts[locale].logIt, followUpTexts[locale].help]);
    expect(said(chen).length).toBeGreaterThan(2);
  });
}
