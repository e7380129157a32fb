import type { Platform } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";

export type TerminalTexts = {
  readonly platforms: Readonly<Record<Platform, string>>;
  readonly welcome: string;
  readonly help: string;
  readonly updated: string;
  readonly onlyYou: string;
  readonly required: string;
  readonly formHint: string;
  readonly formClosed: string;
  readonly noButton: string;
  readonly noPerson: string;
  readonly newCount: (count: number) => string;
  readonly time: (local: string) => string;
  readonly badTime: string;
  readonly nothingDue: string;
  readonly notDelivered: (status: number) => string;
  readonly bye: string;
};

/** What the terminal says by itself; all else are the bot's words. */
export const terminalTexts: Readonly<Record<Locale, TerminalTexts>> = {
  zh: {
    platforms: { slack: "Slack", feishu: "飞书" },
    welcome: "跟进 · 演练场：飞书和 Slack 都是本机模拟的，什么也不会发到外面。直接打字就是对机器人说话。",
    help: `打字            对机器人说，例如：跟进 今天拜访了华为王总，下周三给报价
1 2 3 ...       按最近一张卡片上的按钮
/as 名字        换一个人      /people  都有谁
/slack /feishu  换一个客户端  /genjin ...  Slack 的斜杠命令
/clock +1h | 明天 08:45 | next   把业务时间往前拨；next 是下一件到期的事
/cancel         不填了（表单打开时）
/quit           退出`,
    updated: "已更新",
    onlyYou: "仅你可见",
    required: "必填",
    formHint: "逐项填写；直接回车保留方括号里的值，/cancel 不填了",
    formClosed: "表单已关闭",
    noButton: "最近的卡片没有这个按钮",
    noPerson: "没有这个人；/people 看都有谁",
    newCount: (count) => `${count} 条新消息`,
    time: (local) => `现在是 ${local}`,
    badTime: "看不懂这个时间，或者它已经过去：/clock +1h，/clock 明天 08:45，/clock next",
    nothingDue: "没有要到期的事",
    notDelivered: (status) => `没有送到（${status}）`,
    bye: "正在收尾……",
  },
  en: {
    platforms: { slack: "Slack", feishu: "Feishu" },
    welcome:
      "Genjin · playground: Slack and Feishu are pretended on this machine, nothing leaves it. Type to talk to the bot.",
    help: `text            say it to the bot, e.g.: log visited Acme today, quote by Friday
1 2 3 ...       press a button of the newest card
/as NAME        be somebody else   /people  who there is
/slack /feishu  the other client   /genjin ...  Slack's slash command
/clock +1h | tomorrow 08:45 | next   move business time ahead; next is the next thing that falls due
/cancel         leave the form that is open
/quit           end`,
    updated: "updated",
    onlyYou: "only you",
    required: "required",
    formHint: "field by field; Enter keeps what stands in brackets, /cancel leaves the form",
    formClosed: "form closed",
    noButton: "the newest card has no such button",
    noPerson: "there is nobody of that name; /people says who there is",
    newCount: (count) => `${count} new`,
    time: (local) => `it is ${local}`,
    badTime: "not a time, or one that has passed: /clock +1h, /clock tomorrow 08:45, /clock next",
    nothingDue: "nothing will fall due",
    notDelivered: (status) => `not delivered (${status})`,
    bye: "finishing ...",
  },
};
