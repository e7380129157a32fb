import fc from "fast-check";
import { expect, test } from "vitest";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { amountIn } from "#understanding/note/amount.ts";
import { customerAmong } from "#understanding/note/customer.ts";
import { type Note, understandNote } from "#understanding/note.ts";

const context = {
  now: new Date("2026-05-06T10:30:00+08:00"), // Wednesday
  tz: "Asia/Shanghai",
  calendar: chinaCalendar(),
};

function read(text: string, customers: readonly string[] = []): Note {
  return understandNote(text, { ...context, customers });
}

test("a typed Chinese note gives customer, method, feedback, next follow-up and to-do", () => {
  const text =
    "跟进 华为 今天拜访了王总，聊了报价，客户觉得交期太长。下周三下午3点电话回访。待办：周五前发合同草稿";
  expect(read(text, ["华为"])).toEqual({
    customer: "华为",
    method: "visit",
    occurredOn: "2026-05-06",
    contacts: ["王总"],
    participants: [],
    todos: [{ title: "发合同草稿", due: "2026-05-08" }],
    nextFollowUp: { on: "2026-05-13T15:00:00+08:00", method: "phone" },
    feedback: "客户觉得交期太长",
    content: "今天拜访了王总，聊了报价，客户觉得交期太长。下周三下午3点电话回访。",
    invalidDates: [],
  });
});

test("a typed English note gives the same parts", () => {
  const text =
    "log Acme: called Jane today, she asked for a discount. Next: visit next Tuesday. Todo: send quote by Friday";
  expect(read(text)).toEqual({
    customer: "Acme",
    method: "phone",
    occurredOn: "2026-05-06",
    contacts: ["Jane"],
    participants: [],
    todos: [{ title: "send quote", due: "2026-05-08" }],
    nextFollowUp: { on: "2026-05-12", method: "visit" },
    feedback: "she asked for a discount",
    content: "called Jane today, she asked for a discount. Next: visit next Tuesday.",
    invalidDates: [],
  });
});

test.each([
  ["上门拜访了张总", "visit"],
  ["跟李总通了电话", "phone"],
  ["腾讯会议演示了新版", "video"],
  ["微信发了资料", "message"],
  ["邮件确认了规格", "email"],
  ["今天聊了报价", undefined],
  ["下周三电话回访", undefined],
  ["Visited the plant", "visit"],
  ["Call with Bob", "phone"],
  ["Zoom call with Bob", "video"],
  ["texted her the address", "message"],
  ["emailed the spec", "email"],
])("the method of %s", (text, method) => {
  expect(read(text).method).toBe(method);
});

test.each([
  ["昨天拜访了王总", "2026-05-05"],
  ["昨天下午两点拜访了王总", "2026-05-05T14:00:00+08:00"],
  ["周一拜访王总，聊了报价", "2026-05-04"],
  ["周一要拜访王总", undefined],
  ["今天下午3点要去拜访李总", undefined],
  ["5月20日前要报价", undefined],
  ["Met Jane last Friday", "2026-05-01"],
  ["visited them on Monday", "2026-05-04"],
])("a contact has the day that has been: %s", (text, occurredOn) => {
  expect(read(text).occurredOn).toBe(occurredOn);
});

test.each([
  ["下周二上午十点再约", { on: "2026-05-12T10:00:00+08:00" }],
  ["周五再去拜访", { on: "2026-05-08", method: "visit" }],
  ["明天下午拜访李总", { on: "2026-05-07T14:00:00+08:00", method: "visit" }],
  ["下次拜访：下周三", { on: "2026-05-13", method: "visit" }],
  ["下次跟进：2026-05-12", { on: "2026-05-12" }],
  ["本周内再联系", { on: "2026-05-10" }],
  ["本周再联系", { on: "2026-05-10" }],
  ["call back Friday, 3pm", { on: "2026-05-08T15:00:00+08:00", method: "phone" }],
  ["再联系", undefined],
  ["昨天再次拜访了王总", undefined],
  ["will call back tomorrow at 3pm", { on: "2026-05-07T15:00:00+08:00", method: "phone" }],
  ["Next: May 20", { on: "2026-05-20" }],
])("the next follow-up is ahead: %s", (text, next) => {
  expect(read(text).nextFollowUp).toEqual(next);
});

test.each([
  ["待办：周五前发合同草稿；下周一寄样品", ["发合同草稿 2026-05-08", "寄样品 2026-05-11"]],
  ["待办：\n1. 周五前发合同\n2. 约王总吃饭", ["发合同 2026-05-08", "约王总吃饭"]],
  ["待办：明天下午3点给王总发报价", ["给王总发报价 2026-05-07T15:00:00+08:00"]],
  ["待办：准备合同，抄送法务部", ["准备合同，抄送法务部"]],
  ["需补充竞品对比数据", ["补充竞品对比数据"]],
  ["客户要求三天内报价", ["报价 2026-05-09"]],
  ["客户需要三台设备，他说月底前给答复", []],
  ["已经发了样品", []],
  ["Todo: prepare contract; invite legal", ["prepare contract", "invite legal"]],
  ["Todo: call Jane on Friday, 3pm", ["call Jane 2026-05-08T15:00:00+08:00"]],
  ["I promised to send the price list by tomorrow", ["send the price list 2026-05-07"]],
  ["she sent the contract yesterday", []],
])("to-dos are what a list or a word of duty says: %s", (text, todos) => {
  expect(read(text).todos.map(({ title, due }) => [title, due].filter(Boolean).join(" "))).toEqual(todos);
});

test("a to-do names its owner where the list does", () => {
  expect(read("待办：@李雷 周五前寄样品").todos).toEqual([
    { title: "寄样品", due: "2026-05-08", owner: "李雷" },
  ]);
});

test.each([
  ["客户问能否私有化部署，没能回答", "客户问能否私有化部署"],
  ["账期能否延长需要回公司确认", "账期能否延长需要回公司确认"],
  ["待确认：是否支持分期", "是否支持分期"],
  ["He asked about SSO, couldn't answer", "He asked about SSO"],
  ["will get back on data residency", "will get back on data residency"],
  ["客户的问题都答复了", undefined],
])("a question left open is kept: %s", (text, question) => {
  expect(read(text).openQuestion).toBe(question);
});

test("people are the customer's unless the note calls them colleagues", () => {
  const note = read("和同事小李一起拜访了王总监、陈晓女士，整体方案总体认可，工作日再谈");
  expect(note.contacts).toEqual(["王总监", "陈晓女士"]);
  expect(note.participants).toEqual(["小李"]);
  expect(read("Met Jane Doe and Tom at Initech, called Monday").contacts).toEqual(["Jane Doe", "Tom"]);
});

test.each([
  ["预算50万", 500_000, "CNY"],
  ["1.2亿的项目", 120_000_000, "CNY"],
  ["合同额¥300,000", 300_000, "CNY"],
  ["大概三万五", 35_000, "CNY"],
  ["一个亿", 100_000_000, "CNY"],
  ["budget is $300k", 300_000, "USD"],
  ["about 2.5 million euros", 2_500_000, "EUR"],
  ["单价1280元", 1280, "CNY"],
])("an amount of money: %s", (text, amount, currency) => {
  expect(amountIn(text)).toEqual({ amount, currency });
});

test.each([
  "300人的工厂",
  "500万像素",
  "采购量2000台",
  "涨了5%",
  "10m cable",
  "电话13812345678",
  "20-30万",
  "几十万",
])("no amount, or none that is sure: %s", (text) => {
  expect(amountIn(text)).toBeUndefined();
});

test.each([
  ["跟华为技术有限公司开会", ["华为", "华为技术有限公司"], "华为技术有限公司"],
  ["拜访了宏达科技", ["上海宏达科技有限公司", "小米"], "上海宏达科技有限公司"],
  ["拜访了宏达科技", ["上海宏达科技有限公司", "北京宏达科技有限公司"], undefined],
  ["acme called", ["Acme Inc."], "Acme Inc."],
  ["an Acmeister", ["Acme"], undefined],
])("the customer is the longest name that the text has: %s of %j", (text, names, name) => {
  expect(customerAmong(names, text)).toBe(name);
});

test.each([
  ["宏达科技 昨天电话沟通", "宏达科技"],
  ["宏达科技：昨天电话沟通", "宏达科技"],
  ["今天上午拜访了科技有限公司张总监", "科技有限公司"],
  ["拜访了比亚迪的周工", "比亚迪"],
  ["Initech - emailed Tom", "Initech"],
  ["Visited Globex on Monday", "Globex"],
  ["王总问能不能分期，没能答复", undefined],
  ["今天 拜访了客户", undefined],
  ["Today: called Jane", undefined],
])("without known names the customer is in the words only where it is clearly one: %s", (text, name) => {
  expect(read(text).customer).toBe(name);
});

test("dates that do not exist are reported and change nothing else", () => {
  const note = read("拜访了王总，2月30日交付");
  expect(note.invalidDates).toEqual(["2月30日"]);
  expect(note.content).toBe("拜访了王总，2月30日交付");
});

test("nothing said, nothing guessed", () => {
  expect(read("聊得不错")).toEqual({
    contacts: [],
    participants: [],
    todos: [],
    content: "聊得不错",
    invalidDates: [],
  });
});

test("any text is read without an error, and its content is in it", () => {
  const words = [
    "待办：",
    "下次跟进：",
    "周五前",
    "发合同",
    "，",
    "。",
    "\n",
    "1. ",
    "客户说",
    "Todo: ",
    "Friday",
    "; ",
  ];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 20 }), (parts) => {
      const text = parts.join("");
      expect(read(text).content.length).toBeLessThanOrEqual(text.length);
    }),
  );
});

// A pasted transcript once kept the process busy for 1.7 s, and everybody else's presses waiting.
test("a note of 40,000 characters is kept whole and read at its start only", () => {
  const text = `下周三电话回访，客户说贵。${"他们说了很多很多话。".repeat(4000)}待办：周五前发合同`;
  const note = read(text);
  expect(note.content).toBe(text);
  expect(note.nextFollowUp?.method).toBe("phone");
  expect(note.todos).toEqual([]);
});

// 苏州精工 was taken for an engineer called 苏: the customer had no name, and one contact too many.
test("a company's name holds no person", () => {
  const note = read("跟进 苏州精工机械有限公司 电话联系了王总，谈了价格");
  expect(note).toMatchObject({ customer: "苏州精工机械有限公司", contacts: ["王总"] });
  expect(note.content).toBe("电话联系了王总，谈了价格");
  expect(read("跟进 王工，谈了价格").customer).toBeUndefined();
});
