import { locales } from "#chat/locale.ts";
import { leadSourceNames } from "../shared/lead-words.ts";
import { gradeTexts } from "./grade-texts.ts";

/** What the columns of a list of leads are called, the first in each language for the help. */
export const leadColumns = {
  company: [
    "公司",
    "company",
    "公司名称",
    "客户",
    "客户名称",
    "企业",
    "企业名称",
    "单位",
    "company name",
    "account",
  ],
  contactName: ["联系人", "contact", "姓名", "联系人姓名", "客户姓名", "name", "contact name", "full name"],
  contactTitle: ["职务", "job title", "职位", "岗位", "title", "position"],
  phone: [
    "电话",
    "phone",
    "手机",
    "手机号",
    "手机号码",
    "联系电话",
    "联系方式",
    "mobile",
    "tel",
    "telephone",
    "phone number",
  ],
  email: ["邮箱", "e-mail", "电子邮箱", "邮件", "mail", "email address"],
  wechat: ["微信", "wechat", "微信号", "weixin"],
  source: ["来源", "source", "线索来源", "渠道来源", "lead source"],
  need: [
    "需求",
    "need",
    "初步需求",
    "客户需求",
    "需求描述",
    "备注",
    "initial need",
    "needs",
    "requirement",
    "notes",
  ],
  acquiredAt: [...["获取时间", "acquired on", "获取日期", "日期", "时间", "acquired at", "acquired", "date"]],
  owner: ["负责人", "owner", "销售", "跟进人", "负责销售", "所有人", "sales", "assigned to", "lead owner"],
  urgency: ["需求紧迫度", "need urgency", "需求紧迫", "紧迫度", "紧急程度", "urgency"],
  budget: ["预算", "budget", "预算情况"],
  influence: ["决策影响力", "decision influence", "决策力", "影响力", "influence"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Column = keyof typeof leadColumns;
type Dimension = "urgency" | "budget" | "influence";

/** The columns that are added to the rows that were left out; a list that comes back with them is read without. */
export const reportColumns = {
  line: { zh: "原行号", en: "Line" },
  reason: { zh: "未导入原因", en: "Why not imported" },
};

const otherAnswers: Readonly<Record<Dimension, Readonly<Record<string, string>>>> = {
  urgency: { 急: "clear", 紧急: "clear", urgent: "clear", 不明确: "vague" },
  budget: { 足够: "sufficient", 待定: "unconfirmed", 未确认: "unconfirmed", 没有: "none", 无预算: "none" },
  influence: {
    决策人: "decision_maker",
    决策者: "decision_maker",
    "decision maker": "decision_maker",
    不清楚: "unknown",
  },
};

const columnByWord = new Map(
  Object.keys(leadColumns)
    .filter(isColumn)
    .flatMap((column) => leadColumns[column].map((name) => [plainWord(name), column] as const)),
);

const sourceByWord = new Map(
  locales.flatMap((locale) =>
    Object.entries(leadSourceNames[locale]).flatMap(([source, name]) => [
      [plainWord(name), source] as const,
      [plainWord(source), source] as const,
    ]),
  ),
);

const ownColumns = new Set(
  Object.values(reportColumns).flatMap((names) => locales.map((locale) => plainWord(names[locale]))),
);

/** How a list of leads is read, whatever its language. */
export const leadImportWords = {
  column: (heading: string): Column | undefined => columnByWord.get(plainWord(heading)),
  isOwn: (heading: string): boolean => ownColumns.has(plainWord(heading)),
  /** A source, or the workspace's own word for one. */
  source: (word: string): string => sourceByWord.get(plainWord(word)) ?? word,
  answer: (dimension: Dimension, word: string): string | undefined =>
    answerByWord[dimension].get(plainWord(word)),
};

const answerByWord = {
  urgency: answersOf("urgency"),
  budget: answersOf("budget"),
  influence: answersOf("influence"),
};

function answersOf(dimension: Dimension): ReadonlyMap<string, string> {
  const named = locales.flatMap((locale) =>
    Object.entries(gradeTexts[locale].answers[dimension]).flatMap(([value, name]) => [
      [plainWord(name), value] as const,
      [plainWord(value), value] as const,
    ]),
  );
  return new Map([
    ...named,
    ...Object.entries(otherAnswers[dimension]).map(([word, value]) => [plainWord(word), value] as const),
  ]);
}

function isColumn(text: string): text is Column {
  return text in leadColumns;
}

/** Lower case, full width folded, without spaces, dashes, stars and what stands in brackets. */
function plainWord(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^)]*\)|[\s_\-*:]/gu, "");
}
