const zh = {
  warningTitle: (customer: string) => `很久没有跟进：${customer}`,
  warningLine: (when: string) => `在 ${when} 前记一条跟进，就继续由你负责。`,
  goes: "不再由你负责",
  last: "最近跟进",
  never: "还没有跟进",
  log: "记跟进",
  extend: "延期一次",
  reason: "原因",
  reasonHint: "例如：下个月才招标 / 对方在走预算流程",
  needReason: "请写原因。",
  changedMeanwhile: "这个客户刚刚有变化，请再提交一次。",
  extendedOnce: "延期一次",
  extendedTitle: (customer: string) => `已延期：${customer}`,
  extendedLine: (when: string) => `没有新的跟进也保留到 ${when}，只能延期一次。`,
  alreadyExtended: "这个客户已经延期过一次。记一条跟进就会重新计时。",
  notYours: "这个客户不在你名下，没有改动。",
  releasedTitle: (customer: string) => `不再由你负责：${customer}`,
  releasedLine: "很久没有跟进，这个客户现在没有负责人。要继续跟进，请联系上级或管理员。",
};

export type IdleTexts = typeof zh;

const en: IdleTexts = {
  warningTitle: (customer) => `No follow-up for a long time: ${customer}`,
  warningLine: (when) => `You keep it if you log a follow-up before ${when}.`,
  goes: "No longer yours from",
  last: "Last follow-up",
  never: "none yet",
  log: "Log a follow-up",
  extend: "Extend once",
  reason: "Reason",
  reasonHint: "e.g. the tender is next month / their budget is being approved",
  needReason: "Enter the reason.",
  changedMeanwhile: "This customer has just changed. Please submit again.",
  extendedOnce: "Extended once",
  extendedTitle: (customer) => `Extended: ${customer}`,
  extendedLine: (when) => `Yours until ${when} even without a follow-up. It can be extended once.`,
  alreadyExtended:
    "This customer has been extended once already. Log a follow-up, and the clock starts again.",
  notYours: "This customer is not yours, so nothing was changed.",
  releasedTitle: (customer) => `No longer yours: ${customer}`,
  releasedLine:
    "There was no follow-up for a long time, so this customer has no owner now. To keep working with it, ask your manager or an admin.",
};

export const idleTexts = { zh, en };
