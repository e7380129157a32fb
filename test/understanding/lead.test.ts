import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { type LeadLine, understandLead } from "#understanding/lead.ts";

const context = {
  now: new Date("2026-05-06T10:30:00+08:00"), // Wednesday
  tz: "Asia/Shanghai",
  calendar: chinaCalendar(),
};
const read = (text: string) => understandLead(text, context);

const chinese: readonly (readonly [string, LeadLine])[] = [
  [
    "杭州云深科技 王总 13800001234 展会 想要一套 CRM，预算充足",
    {
      ...{ company: "杭州云深科技", contactName: "王总", phone: "13800001234", source: "exhibition" },
      ...{ need: "想要一套 CRM", answers: { budget: "sufficient" } },
    },
  ],
  [
    "杭州云深科技有限公司，王建国，采购总监，0571-8888 6666 转 802，Wang@Yunshen.com，官网咨询",
    {
      ...{ company: "杭州云深科技有限公司", contactName: "王建国", contactTitle: "采购总监" },
      ...{ phone: "0571-8888 6666 转 802", email: "wang@yunshen.com", source: "website", answers: {} },
    },
  ],
  [
    "云深科技王总 138 0000 1234 转介绍 需求明确 预算待确认 已见到老板",
    {
      ...{ company: "云深科技", contactName: "王总", phone: "138 0000 1234", source: "referral" },
      answers: { urgency: "clear", budget: "unconfirmed", influence: "decision_maker" },
    },
  ],
  [
    "华为 李四 13912345678 微信同号 展会",
    {
      ...{ company: "华为", contactName: "李四", phone: "13912345678", wechat: "13912345678" },
      ...{ source: "exhibition", answers: {} },
    },
  ],
  [
    "公司：宁波海天塑机 联系人：张伟 职务：采购经理 电话：１３８００００１２３４ 来源：展会 需求：200台扫码枪，周五前要报价",
    {
      ...{ company: "宁波海天塑机", contactName: "张伟", contactTitle: "采购经理" },
      ...{
        source: "exhibition",
        need: "200台扫码枪，周五前要报价",
        answers: {},
        phone: "１３８００００１２３４",
      },
    },
  ],
  [
    "杭州云深科技有限公司\n王建国 采购总监\n手机 138 0000 1234\nwang@yunshen.com\n想要 200 台扫码枪，预算已批",
    {
      ...{ company: "杭州云深科技有限公司", contactName: "王建国", contactTitle: "采购总监" },
      ...{ phone: "138 0000 1234", email: "wang@yunshen.com", need: "想要 200 台扫码枪" },
      answers: { budget: "sufficient" },
    },
  ],
  [
    "昨天展会上认识的，上海宏达机械有限公司，陈晓女士，微信 chenxiao_88，没有预算",
    {
      ...{ company: "上海宏达机械有限公司", contactName: "陈晓女士", wechat: "chenxiao_88" },
      ...{ source: "exhibition", acquiredOn: "2026-05-05", answers: { budget: "none" } },
    },
  ],
  ["陌拜 小米 只是了解一下", { company: "小米", source: "outreach", answers: { urgency: "vague" } }],
  [
    "广州博览会 远大集团 刘洋 采购",
    {
      ...{ company: "远大集团", contactName: "刘洋", contactTitle: "采购", source: "exhibition" },
      ...{ need: "广州博览会", answers: {} },
    },
  ],
  [
    "杭州云深科技的采购经理刘洋 13800001234 百度推广 急需",
    {
      ...{ company: "杭州云深科技", contactName: "刘洋", contactTitle: "采购经理", phone: "13800001234" },
      ...{ source: "advertising", answers: { urgency: "clear" } },
    },
  ],
  ["云深 想买 50 台机器人", { company: "云深", need: "想买 50 台机器人", answers: {} }],
  [
    "远大集团 王总 转介绍 预算 50 万还没批 还没见到老板",
    {
      ...{ company: "远大集团", contactName: "王总", source: "referral", need: "预算 50 万还没批" },
      answers: { budget: "unconfirmed", influence: "unknown" },
    },
  ],
  [
    "深圳比亚迪 周工 wx: zhougong2020 抖音 需求不明确",
    {
      ...{ company: "深圳比亚迪", contactName: "周工", wechat: "zhougong2020", source: "content" },
      answers: { urgency: "vague" },
    },
  ],
  [
    "北京银行 电话 95526 渠道 决策人未知",
    { company: "北京银行", phone: "95526", source: "dealer", answers: { influence: "unknown" } },
  ],
  [
    "云深科技 13800001234 13900005678 展会",
    { company: "云深科技", phone: "13800001234", source: "exhibition", need: "13900005678", answers: {} },
  ],
  ["想要报价的客户打电话来，没说公司", { need: "想要报价的客户打电话来，没说公司", answers: {} }],
  [
    "杭州云深科技，需要 5000000 元的设备，展会",
    { company: "杭州云深科技", source: "exhibition", need: "需要 5000000 元的设备", answers: {} },
  ],
  [
    "公司：云深 来源：工博会现场扫码 获取时间：4月30日",
    { company: "云深", source: "exhibition", acquiredOn: "2026-04-30", need: "工博会现场扫码", answers: {} },
  ],
];

const english: readonly (readonly [string, LeadLine])[] = [
  [
    "Acme Steel, John Smith CTO, +1 415 555 0100, john@acme.com, exhibition, needs 20 robots, budget approved, met the CEO",
    {
      ...{ company: "Acme Steel", contactName: "John Smith", contactTitle: "CTO" },
      ...{ phone: "+1 415 555 0100", email: "john@acme.com", source: "exhibition" },
      ...{ need: "needs 20 robots", answers: { budget: "sufficient", influence: "decision_maker" } },
    },
  ],
  [
    "Acme Steel; contact: Ms Wang; phone: 415-555-0100; source: referral; clear need, no budget",
    {
      ...{ company: "Acme Steel", contactName: "Ms Wang", phone: "415-555-0100", source: "referral" },
      answers: { urgency: "clear", budget: "none" },
    },
  ],
  [
    "John Smith from Acme Steel, john@acme.com, website, just looking",
    {
      ...{ company: "Acme Steel", contactName: "John Smith", email: "john@acme.com", source: "website" },
      answers: { urgency: "vague" },
    },
  ],
  [
    "John Smith, CTO at Acme Steel, trade show yesterday, wants a demo next Tuesday",
    {
      ...{ company: "Acme Steel", contactName: "John Smith", contactTitle: "CTO", source: "exhibition" },
      ...{ acquiredOn: "2026-05-05", need: "wants a demo next Tuesday", answers: {} },
    },
  ],
  [
    "acme steel, cold call, interested in 3 pumps",
    { company: "acme steel", source: "outreach", need: "interested in 3 pumps", answers: {} },
  ],
  [
    "Globex GmbH, Anna Schmidt (purchasing manager), anna@globex.de, partner, budget to be confirmed",
    {
      ...{ company: "Globex GmbH", contactName: "Anna Schmidt", contactTitle: "purchasing manager" },
      ...{ email: "anna@globex.de", source: "partner", answers: { budget: "unconfirmed" } },
    },
  ],
  [
    "Acme: clear need, budget approved, met the CEO",
    {
      company: "Acme",
      answers: { urgency: "clear", budget: "sufficient", influence: "decision_maker" },
    },
  ],
  [
    "Initech Inc. Bill Lumbergh VP Sales, bill@initech.com, webinar",
    {
      ...{ company: "Initech Inc.", contactName: "Bill Lumbergh", contactTitle: "VP Sales" },
      ...{ email: "bill@initech.com", source: "content", answers: {} },
    },
  ],
  [
    "Acme, Jane Doe, jane@acme.io",
    { company: "Acme", contactName: "Jane Doe", email: "jane@acme.io", answers: {} },
  ],
];

describe("a lead in one line", () => {
  test.each(chinese)("%s", (line, expected) => expect(read(line)).toEqual(expected));
  test.each(english)("%s", (line, expected) => expect(read(line)).toEqual(expected));

  test("of a phone alone has no company", () => {
    expect(read("13800001234")).toEqual({ phone: "13800001234", answers: {} });
  });

  test("answers a question the way that it is meant, not by its words alone", () => {
    expect(read("云深 需求不明确").answers.urgency).toBe("vague");
    expect(read("云深 没有预算").answers.budget).toBe("none");
    expect(read("云深 还没接触到决策人").answers.influence).toBe("unknown");
    expect(read("Acme, not urgent").answers.urgency).toBe("latent");
    expect(read("Acme, budget not yet approved").answers.budget).toBe("unconfirmed");
    expect(read("Acme, not met the CEO").answers.influence).toBe("unknown");
    expect(read("云深 有没有预算要问").answers.budget).not.toBe("sufficient");
  });

  test("knows a company by its place, and a name by its", () => {
    expect(read("苏州精工 陈工 展会")).toMatchObject({ company: "苏州精工", contactName: "陈工" });
    expect(read("联想 祝总 官网").company).toBe("联想");
    expect(read("有赞 王建国总 官网")).toMatchObject({ company: "有赞", contactName: "王建国总" });
  });

  test("takes no future day for the day on which it was acquired", () => {
    expect(read("云深 下周五的展会上见").acquiredOn).toBeUndefined();
  });
});

describe("nothing is lost", () => {
  const word = fc.constantFrom(
    ...[
      "云深科技",
      "王总",
      "想要机器人",
      "13800001234",
      "a@b.cn",
      "展会",
      "预算充足",
      "Acme Inc",
      "John Smith",
    ],
    ...[
      "needs pumps",
      "zebra",
      "（加急）",
      "转介绍",
      "微信 wx_12345",
      "张伟",
      "CTO",
      "42",
      "来源：熊猫直播间",
      "备注：老客户",
    ],
  );
  const known = /来源|备注|微信|展会|预算充足|转介绍/g;

  test("of whatever words in whatever order", () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom(" ", "，", "\n", ", "), (words, mark) => {
        const { answers: _, ...found } = read(words.join(mark));
        const kept = Object.values(found).join(" ").toLowerCase();
        for (const said of words) {
          for (const part of said
            .toLowerCase()
            .replace(known, " ")
            .split(/[^\p{L}\p{N}@._]+/u)) {
            expect(kept, words.join(mark)).toContain(part);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("and no text, however odd, breaks it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(read(text).answers).toBeDefined();
      }),
    );
  });
});
