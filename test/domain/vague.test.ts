import { expect, test } from "vitest";
import { isVague } from "#domain/vague.ts";

test.each([
  "客户表示满意",
  "聊得不错",
  "今天拜访了王总，客户表示满意",
  "电话沟通，一切正常，下周三再跟进",
  "5月15日拜访，聊得很愉快",
  "见了李经理，对产品感兴趣，有意向",
  "",
  "👍",
])("a vague record is noticed: %s", (text) => {
  expect(isVague(text, "zh")).toBe(true);
});

test.each([
  "went well",
  "Good meeting with the team today",
  "Called Jane, all good, will follow up next week",
  "Nice chat, customer is happy",
  "met them on Friday at 3pm, went great",
])("a vague record is noticed: %s", (text) => {
  expect(isVague(text, "en")).toBe(true);
});

test.each([
  "客户觉得交期太长",
  "聊得不错，要求下周三前给报价",
  "王总说预算50万",
  "竞品比我们便宜一成",
  "生产线月底搬到苏州新厂，设备全部重装",
  "客户问能否支持私有化部署？",
])("a concrete record is left alone: %s", (text) => {
  expect(isVague(text, "zh")).toBe(false);
});

test.each([
  "she asked for a discount",
  "went well, they will order 20 units",
  "Plant moves to Leipzig, every machine must be reinstalled",
  "contract signed",
])("a concrete record is left alone: %s", (text) => {
  expect(isVague(text, "en")).toBe(false);
});

test("the language is the text's, whatever the reader's", () => {
  expect(isVague("went well", "zh")).toBe(true);
  expect(isVague("聊得不错", "en")).toBe(true);
});
