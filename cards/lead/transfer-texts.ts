import type { Locale } from "#chat/locale.ts";

const zh = {
  title: "转交线索",
  submit: "转交",
  cancel: "取消",
  toWhom: "给谁",
  reason: "原因",
  reasonHint: "例如：区域调整 / 休假",
  done: (company: string, to: string) => `已转给 ${to}，我会通知对方：${company}`,
  needPerson: "请选择一位同事。",
  unknownPerson: "这位同事还没有用过跟进。请先让对方给我发一条消息。",
  alreadyTheirs: (name: string) => `这条线索已经在 ${name} 名下。`,
  outOfReach: (name: string) =>
    `${name} 不在你的团队里，或不负责线索。公海里的线索只能指派给自己的团队，请换一位。`,
  onlyAssigning: "公海里的线索由上级指派。你可以在「公海」里领取。",
  notGraded: "这条线索还没有定级，定级通过后才能转交。",
};

export type TransferTexts = typeof zh;

const en: TransferTexts = {
  title: "Transfer lead",
  submit: "Transfer",
  cancel: "Cancel",
  toWhom: "To whom",
  reason: "Reason",
  reasonHint: "e.g. another region / on leave",
  done: (company, to) => `Transferred to ${to}, who will be told: ${company}`,
  needPerson: "Choose a colleague.",
  unknownPerson: "This colleague has not used Genjin yet. Ask them to send me a message first.",
  alreadyTheirs: (name) => `${name} owns this lead already.`,
  outOfReach: (name) =>
    `${name} is not in your team or does not work with leads. Leads in the public pool can only go to your own team.`,
  onlyAssigning: "Only managers assign leads from the public pool. You can claim it there.",
  notGraded: "This lead has no grade yet. It can be transferred once the grade is approved.",
};

export const transferTexts: Readonly<Record<Locale, TransferTexts>> = { zh, en };
