import type { Locale } from "#chat/locale.ts";

/** The few words that Slack makes the platform say by itself; all others come from cards. */
export const words = {
  zh: {
    working: "正在处理，结果稍后就到。",
    useTyped: (typed: string) => `使用「${typed}」`,
    formWaits: "表单在这里，请点下面的按钮打开。",
    openForm: "打开表单",
    pressAgain: "表单没能打开，请再按一次。",
    inMessages: "回复在我们的聊天里：请看旁边的「消息」标签页。",
  },
  en: {
    working: "Working on it, the result follows.",
    useTyped: (typed: string) => `Use “${typed}”`,
    formWaits: "Here is the form. Press the button to open it.",
    openForm: "Open the form",
    pressAgain: "The form did not open. Please press again.",
    inMessages: "The answer is in our chat: see the Messages tab beside Home.",
  },
} as const satisfies Record<Locale, unknown>;
