import type { Locale } from "#chat/locale.ts";

const statusZh = {
  registered: "待定级",
  grading: "定级审批中",
  assigned: "待首次联系",
  contacted: "跟进中",
  nurturing: "培育中",
  pooled: "在公海",
  converted: "已转客户",
  disqualified: "无效",
};
const statusEn: typeof statusZh = {
  registered: "Not graded",
  grading: "Grade waits for approval",
  assigned: "To be contacted",
  contacted: "In contact",
  nurturing: "Nurturing",
  pooled: "In the pool",
  converted: "Converted",
  disqualified: "Disqualified",
};
/** Where a lead stands in its life. */
export const leadStatusNames = { zh: statusZh, en: statusEn };

const sourceZh = {
  exhibition: "展会",
  website: "官网",
  referral: "转介绍",
  advertising: "广告",
  community: "社群论坛",
  content: "内容营销",
  partner: "合作伙伴",
  outreach: "陌拜",
  dealer: "渠道",
  other: "其他",
};
const sourceEn: typeof sourceZh = {
  exhibition: "Exhibition",
  website: "Website",
  referral: "Referral",
  advertising: "Advertising",
  community: "Communities and forums",
  content: "Content",
  partner: "Partner",
  outreach: "Outreach",
  dealer: "Dealer",
  other: "Other",
};
/** Where a lead came from. */
export const leadSourceNames = { zh: sourceZh, en: sourceEn };

/** A source's name; a word of the workspace's own stays as it is. */
export function leadSourceName(locale: Locale, source: string): string {
  const names: Readonly<Record<string, string>> = leadSourceNames[locale];
  return (Object.hasOwn(names, source) ? names[source] : undefined) ?? source;
}
