import { describe, expect, test } from "vitest";
import { registerTexts } from "#cards/lead/register-texts.ts";
import { testDatabase } from "../support/database.ts";
import { newLeadOffice } from "./lead-support.ts";
import { cardOf } from "./people-support.ts";
import { buttonOf, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const t = registerTexts.zh;

describe("a line without a company", () => {
  test("that says nothing is told so, with an example", async () => {
    const office = await newLeadOffice(database);
    const card = cardOf(await office.write(office.rep, "线索 ！！！"));
    expect(wordsOf(card)).toContain(t.nothingKnownText);
  });
});

describe("a company's name alone", () => {
  test("shows the lead of that name, and registers another where that is meant, asking once", async () => {
    const office = await newLeadOffice(database);
    await office.given("A", { company: "杭州云深科技有限公司" });
    const card = cardOf(await office.write(office.rep, "线索 杭州云深科技"));
    expect(card.title).toBe("杭州云深科技有限公司");
    expect(buttonOf(card, "记跟进").id).toBe("lead.log-contact");
    const asked = cardOf(await pressOn(office, office.rep, [card, t.asNew]));
    expect(asked.title).toBe(t.whichSource("杭州云深科技"));
    const made = cardOf(await pressOn(office, office.rep, [asked, "官网"]));
    expect(made.title).toBe(t.registered("杭州云深科技"));
    const choice = cardOf(await office.write(office.rep, "线索 杭州云深科技"));
    expect(choice.title).toBe(t.resemblesTitle("杭州云深科技"));
    expect(wordsOf(choice)).toContain("· 你 ·");
  });

  test("of somebody else's lead is masked at once, and of nobody's is registered", async () => {
    const office = await newLeadOffice(database);
    const other = await office.colleague({ name: "赵敏" });
    await office.given("A", { company: "杭州云深科技有限公司", need: "绝密需求" });
    const card = cardOf(await office.write(other, "线索 杭州云深科技"));
    expect(wordsOf(card)).toContain(t.resembles.ask);
    expect(wordsOf(card)).not.toContain("绝密需求");
    const fresh = cardOf(await office.write(other, "线索 苏州精工机械"));
    expect(fresh.title).toBe(t.whichSource("苏州精工机械"));
  });
});
