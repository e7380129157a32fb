import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  brandOf,
  cleanName,
  nameColumns,
  nameKeys,
  nameParts,
  nameTokens,
  normalName,
  splitShortNames,
} from "#directory/customer-name.ts";

describe("a customer's name", () => {
  test.each([
    ["杭州云深科技有限公司", "云深科技", "杭州"],
    ["浙江省杭州市云深科技有限责任公司", "云深科技", "杭州"],
    ["云深科技（杭州）股份有限公司", "云深科技", "杭州"],
    ["深圳市腾讯计算机系统有限公司", "腾讯计算机系统", "深圳"],
    ["上海银行股份有限公司", "上海银行", undefined],
    ["重庆长安汽车股份有限公司", "长安汽车", "重庆"],
    ["北京", "北京", undefined],
    ["集团公司", "集团公司", undefined],
    ["Acme Widgets Co., Ltd.", "acme widgets", undefined],
    ["ＡＣＭＥ　Ｗｉｄｇｅｔｓ", "acme widgets", undefined],
    ["Société Générale S.A.", "societe generale s a", undefined],
    ["International Group", "international", undefined],
  ])("%s has the core %s, of %s", (name, core, place) => {
    expect(nameParts(name)).toEqual(place === undefined ? { core } : { core, place });
  });

  test.each([
    ['"华为"', "华为"],
    ["“华为”", "华为"],
    ["华 为", "华为"],
    ["华为🚀", "华为"],
    ["O’Brien & Sons", "OBRIEN sons"],
    ["Café Zoë", "cafe zoe"],
    ["\u202e华为\u202c", "华为"],
    ["华\u200b为\u0000", "华为"],
  ])("%j is the same name as %j", (one, other) => {
    expect(normalName(one)).toBe(normalName(other));
  });

  test("of an emoji alone stands for itself", () => {
    expect(normalName("🚀🚀")).toBe("🚀🚀");
    expect(nameKeys("🚀🚀", [])).toEqual(["🚀🚀"]);
  });

  test("loses control and direction characters, keeps its words, and is cut at 120 characters", () => {
    expect(cleanName("  云\u202e深\n科技\u0007 ")).toBe("云深 科技");
    expect([...cleanName("深".repeat(300))]).toHaveLength(120);
    expect([...cleanName("🚀".repeat(300))]).toHaveLength(120);
  });

  test("has pinyin and initials, with Latin words as they stand", () => {
    expect(nameColumns("杭州云深科技有限公司")).toEqual({
      nameCore: "云深科技",
      namePinyin: "yunshenkeji",
      nameInitials: "yskj",
    });
    expect(nameColumns("3M中国研发")).toEqual({
      nameCore: "3m中国研发",
      namePinyin: "3mzhongguoyanfa",
      nameInitials: "3mzgyf",
    });
  });

  test("of 10,000 characters, or none, is no trouble", () => {
    expect(nameColumns("有限公司".repeat(2500)).nameCore.length).toBeLessThanOrEqual(120);
    expect(nameColumns("")).toEqual({ nameCore: "", namePinyin: "", nameInitials: "" });
    expect(nameKeys("", [])).toEqual([]);
  });

  test("is looked up by itself, its core and its short names", () => {
    expect(nameKeys("杭州云深科技有限公司", ["云深", "YS", "云深"])).toEqual([
      "杭州云深科技有限公司",
      "云深科技",
      "云深",
      "ys",
    ]);
  });
});

test.each([
  ["云深科技", "云深"],
  ["恒瑞精密制造", "恒瑞"],
  ["好科技", "好科技"],
  ["信息技术", "信息技术"],
  ["acme widgets", "acme widgets"],
])("%s is the brand %s", (core, brand) => {
  expect(brandOf(core)).toBe(brand);
});

test("tokens keep their places in the text", () => {
  const text = "见了“云深”和O'Brien，3M🚀㈱";
  const tokens = nameTokens(text);
  expect(tokens.map((token) => token.text)).toEqual(["见", "了", "云", "深", "和", "obrien", "3m", "株"]);
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
    "见",
    "了",
    "云",
    "深",
    "和",
    "O'Brien",
    "3M",
    "㈱",
  ]);
});

test("short names are read from one line, each once", () => {
  expect(splitShortNames("云深，YS; 云深、 小云 ")).toEqual(["云深", "YS", "小云"]);
  expect(splitShortNames(" , ")).toEqual([]);
});

describe("a text of ASCII alone", () => {
  // It is read by a shorter way.
  test("has the tokens that it has among other characters", () => {
    const pieces = ["a", "Z", "7", "'", "''", " ", "-", "&", ".", "\n", "O'Brien", "Acme", "\u0000"];
    const ascii = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(ascii, (text) => {
        expect(nameTokens(text)).toEqual(nameTokens(`${text} 好`).slice(0, -1));
      }),
    );
  });
});
