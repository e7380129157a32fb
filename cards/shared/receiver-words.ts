import { type DateView, momentText } from "./dates.ts";

/** Why somebody cannot be given a lead, and what to do instead. Only who would give it to himself or herself waits. */
export function receiverWords(
  refusal: { readonly why: "away" | "no-lead-role" } | { readonly why: "cool-down"; readonly until: Date },
  name: string,
  dates: DateView,
): string {
  const t = texts[dates.locale];
  if (refusal.why === "cool-down") return t.wait(momentText(refusal.until, dates));
  return refusal.why === "away" ? t.away(name) : t.noLeadRole(name);
}

const zh = {
  away: (name: string) => `${name} 已离职或还没有加入，不能接手。请换一位同事。`,
  noLeadRole: (name: string) => `${name} 没有销售角色，不能负责线索。请换一位同事，或请管理员加上角色。`,
  wait: (when: string) => `这条线索之前在你手里，${when} 之前不能给自己。请换一位同事。`,
};

const en: typeof zh = {
  away: (name) => `${name} has left or has not joined yet. Choose somebody else.`,
  noLeadRole: (name) =>
    `${name} has no role that works with leads. Choose somebody else, or ask an admin to add one.`,
  wait: (when) => `You had this lead before and cannot take it until ${when}. Choose somebody else.`,
};

const texts = { zh, en };
