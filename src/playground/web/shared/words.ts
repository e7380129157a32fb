import type { Locale } from "../wire.ts";

type Words = {
  readonly onlyYou: string;
  readonly edited: string;
  readonly required: string;
  readonly tooLong: string;
  readonly search: string;
  readonly choose: string;
  readonly loading: string;
  readonly noneFound: string;
  readonly found: (count: number) => string;
  readonly typeMore: (count: number) => string;
  readonly clear: string;
  readonly close: string;
  readonly more: string;
  readonly yes: string;
  readonly no: string;
  readonly unknown: string;
  readonly left: (count: number) => string;
  readonly earlierPage: string;
  readonly laterPage: string;
  readonly page: (at: number, of: number) => string;
  readonly everybody: string;
  readonly table: string;
};

/** The words that a chat client says by itself, in the language of the person who looks. */
export const words: Readonly<Record<Locale, Words>> = {
  zh: {
    onlyYou: "仅你可见",
    edited: "已编辑",
    required: "此项必填",
    tooLong: "内容过长",
    search: "搜索",
    choose: "请选择",
    loading: "正在加载…",
    noneFound: "没有结果",
    found: (count) => `${count} 个结果`,
    typeMore: (count) => `请至少输入 ${count} 个字`,
    clear: "清除",
    close: "关闭",
    more: "更多",
    yes: "确定",
    no: "取消",
    unknown: "未知组件",
    left: (count) => (count < 0 ? `超出 ${-count} 字` : `还可输入 ${count} 字`),
    earlierPage: "上一页",
    laterPage: "下一页",
    page: (at, of) => `第 ${at} 页，共 ${of} 页`,
    everybody: "所有人",
    table: "表格",
  },
  en: {
    onlyYou: "Only visible to you",
    edited: "edited",
    required: "This field is required",
    tooLong: "This is too long",
    search: "Search",
    choose: "Choose",
    loading: "Loading…",
    noneFound: "No results",
    found: (count) => (count === 1 ? "1 result" : `${count} results`),
    typeMore: (count) => `Type at least ${count} letters`,
    clear: "Clear",
    close: "Close",
    more: "More",
    yes: "OK",
    no: "Cancel",
    unknown: "Unknown component",
    left: (count) => (count < 0 ? `${-count} too many` : `${count} left`),
    earlierPage: "Previous page",
    laterPage: "Next page",
    page: (at, of) => `Page ${at} of ${of}`,
    everybody: "everybody",
    table: "Table",
  },
};

/** For the `lang` attribute. */
export const languageTags: Readonly<Record<Locale, string>> = { zh: "zh-CN", en: "en" };
