import { locales } from "#chat/locale.ts";
import { roleNames } from "../shared/roles.ts";

/** What the columns of a list of people are called, the first in each language for the help. */
export const peopleColumns = {
  name: ["name", "姓名", "full name", "名字"],
  email: ["email", "邮箱", "e-mail", "mail", "电子邮箱", "邮件"],
  roles: ["roles", "角色", "role", "岗位", "职位"],
  team: ["team", "团队", "部门", "小组"],
  managerEmail: ["manager email", "上级邮箱", "manager", "主管邮箱", "经理邮箱", "上级"],
  language: ["language", "语言"],
  timeZone: ["time zone", "时区", "timezone", "tz"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PeopleColumn = keyof typeof peopleColumns;

type Role = keyof (typeof roleNames)["zh"];

const otherRoleWords: Readonly<Record<string, Role>> = {
  销售: "rep",
  销售代表: "rep",
  业务员: "rep",
  rep: "rep",
  sales: "rep",
  高级销售: "senior_rep",
  seniorrep: "senior_rep",
  经理: "manager",
  manager: "manager",
  销售主管: "supervisor",
  技术支持: "service",
  support: "service",
  销售总监: "director",
  administrator: "admin",
};

const roleWords: ReadonlyMap<string, Role> = new Map([
  ...Object.keys(roleNames.zh)
    .filter(isRole)
    .flatMap((role) =>
      [role, ...locales.map((locale) => roleNames[locale][role])].map(
        (word) => [plainWord(word), role] as const,
      ),
    ),
  ...Object.entries(otherRoleWords),
]);

const languageWords: ReadonlyMap<string, "zh" | "en"> = new Map([
  ...["zh", "zhcn", "中文", "汉语", "chinese"].map((word) => [word, "zh"] as const),
  ...["en", "enus", "engb", "英文", "英语", "english"].map((word) => [word, "en"] as const),
]);

export function roleCalled(word: string): Role | undefined {
  return roleWords.get(plainWord(word));
}

export function languageCalled(word: string): "zh" | "en" | undefined {
  return languageWords.get(plainWord(word));
}

/** The column that a heading names. */
export function columnCalled(heading: string): PeopleColumn | undefined {
  const wanted = plainWord(heading);
  return Object.keys(peopleColumns)
    .filter(isColumn)
    .find((column) => peopleColumns[column].some((name) => plainWord(name) === wanted));
}

function isColumn(text: string): text is PeopleColumn {
  return text in peopleColumns;
}

function isRole(text: string): text is Role {
  return text in roleNames.zh;
}

/** Lower case, full width folded, without spaces, dashes and underscores. */
function plainWord(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-*]/gu, "");
}
