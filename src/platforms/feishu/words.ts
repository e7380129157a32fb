import type { Locale } from "#chat/locale.ts";

/** The few words that the platform says by itself. */
type Words = {
  readonly working: string;
  readonly tryAgain: string;
  readonly sentPrivately: string;
  readonly answeredPrivately: string;
  readonly openedPrivately: string;
  readonly openedBelow: string;
  readonly done: string;
  readonly cancelled: string;
  readonly orType: (label: string) => string;
  readonly required: (label: string) => string;
  readonly notANumber: (label: string) => string;
  readonly outside: (label: string, range: string) => string;
};

export const words = {
  zh: {
    working: "正在处理，好了就发给你",
    tryAgain: "表单暂时打不开，请稍后再按一次",
    sentPrivately: "已发到你和我的单聊",
    answeredPrivately: "已私聊发给你",
    openedPrivately: "表单已发到你和我的单聊",
    openedBelow: "表单在聊天最下面，请往下看",
    done: "已提交",
    cancelled: "已取消",
    orType: (label) => `${label}（列表里没有就在这里输入）`,
    required: (label) => `${label}：必填`,
    notANumber: (label) => `${label}：请填数字`,
    outside: (label, range) => `${label}：应在 ${range} 之间`,
  },
  en: {
    working: "Working on it, the result follows",
    tryAgain: "The form does not open right now, please press again later",
    sentPrivately: "Sent to your chat with me",
    answeredPrivately: "Sent to you in our direct chat",
    openedPrivately: "The form is in your chat with me",
    openedBelow: "The form is at the bottom of this chat",
    done: "submitted",
    cancelled: "cancelled",
    orType: (label) => `${label} (type it here if it is not in the list)`,
    required: (label) => `${label}: required`,
    notANumber: (label) => `${label}: a number, please`,
    outside: (label, range) => `${label}: should be within ${range}`,
  },
} as const satisfies Record<Locale, Words>;
