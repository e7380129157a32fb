import { expect, it } from "vitest";
import { fieldsOf, partsOf } from "#playground/feishu/card-parts.ts";
import { cardLines, messageText } from "#playground/feishu/card-text.ts";
import { addMessage, addUser, createWorld } from "#playground/feishu/world.ts";
import { button, card } from "./app.ts";

const world = createWorld({});
addUser(world, { name: "李四", openId: "ou_li" });
const plain = (content: string) => ({ tag: "plain_text", content });
const lines = (element: object) => cardLines(world, card([element])).slice(1);

it.each([
  [
    "marks, links and colours",
    { tag: "markdown", content: "**急** [官网](https://a.cn) <font color='red'>红</font>" },
    "急 官网 红",
  ],
  ["escaped characters", { tag: "markdown", content: "a &lt;at id=all&gt; &#42; \\*" }, "a <at id=all> * *"],
  [
    "people mentioned",
    { tag: "markdown", content: "<at id=ou_li></at> <at ids=ou_li,ou_x></at>" },
    "@李四 @李四 @ou_x",
  ],
  ["text and fields of a div", { tag: "div", text: plain("上"), fields: [{ text: plain("下") }] }, "上\n下"],
  [
    "a table",
    {
      tag: "table",
      columns: [
        { name: "n", display_name: "客户", data_type: "text" },
        { name: "t", data_type: "options" },
      ],
      rows: [{ n: "甲", t: [{ text: "A" }, { text: "新" }] }],
    },
    "客户 | t\n甲 | A, 新",
  ],
  ["a person", { tag: "person", user_id: "ou_li" }, "李四"],
  ["people", { tag: "person_list", persons: [{ id: "ou_li" }, { id: "ou_x" }] }, "李四, ou_x"],
  ["a chart's title", { tag: "chart", chart_spec: { title: { text: "漏斗" } } }, "漏斗"],
  ["an image's words", { tag: "img", img_key: "k", alt: plain("二维码") }, "二维码"],
  [
    "what is preset",
    { tag: "select_static", options: [{ text: plain("甲"), value: "1" }], initial_option: "1" },
    "甲",
  ],
  ["a placeholder", { tag: "date_picker", placeholder: plain("选日期") }, "选日期"],
])("shows %s", (_, element, words) => expect(lines(element)).toEqual([words]));

it("reads header, tags and nested containers from top to bottom", () => {
  const whole = {
    ...card([
      {
        tag: "collapsible_panel",
        header: { title: plain("更多") },
        elements: [{ tag: "column_set", columns: [{ tag: "column", elements: [button("按")] }] }],
      },
    ]),
    header: {
      title: plain("标题"),
      subtitle: plain("副标题"),
      text_tag_list: [{ tag: "text_tag", text: plain("逾期") }],
    },
  };
  expect(cardLines(world, whole)).toEqual(["标题", "副标题", "逾期", "更多", "按"]);
});

it("puts the right name to more than nine mentions", () => {
  const mentions = Array.from({ length: 10 }, (_, n) => ({
    key: `@_user_${n + 1}`,
    openId: `ou_${n}`,
    name: `人${n + 1}`,
    isBot: false,
  }));
  const content = JSON.stringify({ text: "@_user_10 和 @_user_1" });
  const message = addMessage(world, { chatId: "oc", msgType: "text", content, sender: "ou_li", mentions });
  expect(messageText(world, message)).toBe("@人10 和 @人1");
});

it("names a field by its own label, the text before it, its placeholder, or its name, in this order", () => {
  const fields = fieldsOf(
    partsOf(
      card([
        { tag: "input", name: "a", label: plain("自己的："), placeholder: plain("x") },
        { tag: "markdown", content: "**前面的** <font color='red'>*</font>\n说明" },
        { tag: "date_picker", name: "b", placeholder: plain("x") },
        { tag: "date_picker", name: "c", placeholder: plain("占位") },
        { tag: "date_picker", name: "d" },
      ]),
    ),
  );
  expect(fields.map((field) => field.label)).toEqual(["自己的", "前面的", "占位", "d"]);
});
