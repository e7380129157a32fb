import { describe, expect, it } from "vitest";
import { peopleTexts } from "#cards/people/texts.ts";
import { roleNames } from "#cards/shared/roles.ts";
import { type PlatformName, type Stage, startStage } from "#test/support/stage.ts";
import { answerTo, opens, refusals, said, saidDuring, sees, until } from "#test/support/stage-watch.ts";

/** A company that nobody has set up: in one the admin is on Slack, in the other on Feishu. */
const companies = [
  { stage: await startStage({ locale: "zh", isPeopled: false }), home: "slack", away: "feishu" },
  { stage: await startStage({ locale: "en", isPeopled: false }), home: "feishu", away: "slack" },
] as const;

for (const company of companies) {
  describe(`a company on ${company.home}, in ${company.stage.locale}`, () => tellJoining(company));
}

type Company = { readonly stage: Stage; readonly home: PlatformName; readonly away: PlatformName };

function tellJoining({ stage, home, away }: Company): void {
  const { locale, database } = stage;
  const { prisma } = database;
  const t = peopleTexts[locale];
  const wang = stage.person("wang", home);
  const sun = stage.person("sun", home);
  const lin = stage.person("lin", away);
  const personOf = async (key: "wang" | "sun" | "lin", platform: PlatformName) => {
    const where = { platform, userId: stage.accountOf(key, platform) };
    return (await prisma.identity.findFirst({ where, include: { person: true } }))?.person;
  };

  it("offers the first person to become the admin, and makes nobody one before that", async () => {
    const offer = await answerTo(wang, () => wang.say(locale === "zh" ? "你好" : "hello"));
    expect(offer.text).toContain(t.firstText);
    expect(offer.buttons).toEqual([t.becomeAdmin, t.notMe]);
    expect(JSON.stringify(offer.raw)).toContain(t.becomeAdminSure);
    expect(await prisma.person.count({ where: { roles: { has: "admin" } } })).toBe(0);
  });

  it("makes that person the admin after the press", async () => {
    const done = await answerTo(wang, () => wang.press(t.becomeAdmin));
    expect(done.text).toContain(t.adminTitle);
    expect(await personOf("wang", home)).toMatchObject({ status: "active", roles: ["admin"], locale });
  });

  it("does not let a stranger in, whatever they write, and says who is asked", async () => {
    const line = locale === "zh" ? "待办 偷看客户" : "todo look at the customers";
    const waiting = await answerTo(sun, () => sun.say(line));
    expect(waiting.text).toContain(t.waitingTitle);
    expect(waiting.text).toContain(locale === "zh" ? "王芳" : "Wanda");
    expect(await personOf("sun", home)).toMatchObject({ status: "pending", roles: [] });
    expect(await prisma.todo.count()).toBe(0);
  });

  it("asks the admin once, however often the stranger writes", async () => {
    const request = await sees(wang, t.admitTitle(locale === "zh" ? "孙磊" : "Sunny"));
    expect(request.text).toContain("sun@yuanda.example");
    const asked = await saidDuring(wang, async () => {
      const still = await answerTo(sun, () => sun.say("?"));
      expect(still.text).toContain(t.waitingTitle);
    });
    expect(asked).toEqual([]);
  });

  it("lets the stranger in with the admin's press, and tells them", async () => {
    const done = await answerTo(wang, () => wang.press(t.admitAs(roleNames[locale].rep)));
    expect(done.text).toContain(t.admitted(locale === "zh" ? "孙磊" : "Sunny"));
    await sees(sun, t.welcomeTitle(locale === "zh" ? "孙磊" : "Sunny"));
    expect(await personOf("sun", home)).toMatchObject({ status: "active", roles: ["rep"] });
    const todo = await answerTo(sun, () => sun.say(locale === "zh" ? "待办 寄样品" : "todo ship samples"));
    expect(todo.buttons.length).toBeGreaterThan(2);
    expect(await prisma.todo.count()).toBe(1);
  });

  it("lets a second stranger in with a role and a team, from the other platform, through the form", async () => {
    await answerTo(lin, () => lin.say(locale === "zh" ? "你好" : "hello"));
    await sees(wang, t.admitTitle(locale === "zh" ? "林晓" : "Lina"));
    await answerTo(wang, () => wang.press(t.notNow));
    expect(await personOf("lin", away)).toMatchObject({ status: "pending" });
    await answerTo(wang, () => wang.say(locale === "zh" ? "设置" : "settings"));
    const list = await answerTo(wang, () => wang.press(t.peopleAndTeams));
    expect(list.text).toContain(t.pending);
    const names = list.text.split("\n").filter((line) => /王芳|孙磊|林晓|Wanda|Sunny|Lina/.test(line));
    const nth = names.findIndex((line) => /林晓|Lina/.test(line));
    await opens(wang, () => wang.press(t.edit, { on: list.id, nth }));
    const { supervisor } = roleNames[locale];
    // Slack has one group of boxes with a label, Feishu a box for each role.
    const roles = home === "slack" ? { [t.roles]: [supervisor] } : { [supervisor]: "yes" };
    const outcome = await wang.submit(roles);
    expect(outcome.fieldErrors).toBeUndefined();
    await sees(lin, t.welcomeTitle(locale === "zh" ? "林晓" : "Lina"));
    expect(await personOf("lin", away)).toMatchObject({ status: "active", roles: ["supervisor"] });
  });

  it("knows the same person on the other platform by the e-mail", async () => {
    const elsewhere = stage.person("wang", away);
    const settings = await answerTo(elsewhere, () => elsewhere.say(locale === "zh" ? "设置" : "settings"));
    expect(settings.text).toContain(t.settingsTitle);
    expect((await personOf("wang", away))?.id).toBe((await personOf("wang", home))?.id);
    expect(await prisma.person.count()).toBe(3);
  });

  it("made no call that a platform refused", async () => {
    await until(
      "nothing to wait for",
      async () => (await prisma.outboundMessage.count({ where: { status: "waiting" } })) === 0,
    );
    expect(refusals([...stage.slack.log, ...stage.feishu.log])).toEqual([]);
    expect(said(wang).length).toBeGreaterThan(3);
  });
}
