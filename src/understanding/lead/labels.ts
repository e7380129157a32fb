import { type Page, TAKEN, take } from "./page.ts";

/** What a label before a colon says; as written. */
export type Labelled = {
  readonly company?: string;
  readonly contactName?: string;
  readonly contactTitle?: string;
  readonly source?: string;
  readonly acquired?: string;
};

const LABELS = {
  company: "公司(?:名称|名)?|客户(?:名称|名)?|单位(?:名称)?|企业(?:名称)?|company(?: name)?|account|customer",
  contactName: "联系人|姓名|contact(?: person| name)?|name",
  contactTitle: "职务|职位|头衔|(?:job )?title|position",
  source: "(?:线索|客户)?来源(?:渠道)?|lead source|source",
  acquired: "获取(?:时间|日期)|认识(?:时间|日期)|acquired(?: on)?",
} as const satisfies Record<keyof Labelled, string>;
const NEED_LABEL = "(?:客户|初步|主要)?需求(?:描述)?|备注|(?:initial )?needs?|notes?|remarks?";

const ANY = `(?:${Object.values(LABELS).join("|")}|${NEED_LABEL})`;
const BEFORE = `(?<=^|[\\s，,；;。、|${TAKEN}(])`;
/** Until a mark, a line's end or the next label. */
const VALUE = `(?<value>[^，,；;。|\\n${TAKEN}]+?)(?=\\s*(?:[，,；;。|\\n${TAKEN}]|$)|\\s+${ANY}\\s*:)`;

/** What stands behind labels. The label of the need is dropped, its words stay. */
export function takeLabelled(page: Page): readonly [Labelled, Page] {
  const names = ["company", "contactName", "contactTitle", "source", "acquired"] as const;
  let rest = page;
  const found: [string, string][] = [];
  for (const name of names) {
    const [value, left] = take(rest, new RegExp(`${BEFORE}(?:${LABELS[name]})\\s*:\\s*${VALUE}`, "i"));
    if (value !== undefined) found.push([name, value]);
    rest = left;
  }
  const [, withoutNeed] = take(rest, new RegExp(`${BEFORE}(?:${NEED_LABEL})\\s*:`, "i"));
  return [Object.fromEntries(found), withoutNeed];
}
