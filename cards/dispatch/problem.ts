import { type Card, text } from "#chat/card.ts";
import type { Locale } from "#chat/locale.ts";
import { value } from "#chat/text.ts";

const texts = {
  zh: {
    title: "没有完成",
    failed: (reference: string) =>
      `出了点问题，这一步没有保存。请再试一次；如果还不行，把编号 ${reference} 发给管理员。`,
    notAllowed: "这一步需要其他角色来做。如果应该由你来做，请联系管理员调整你的角色。",
    outdated: "这张卡片是旧版本的，按钮已失效。请输入「帮助」重新开始。",
  },
  en: {
    title: "Not done",
    failed: (reference: string) =>
      `Something went wrong and this step was not saved. Please do it once more; if it fails again, send your admin the reference ${reference}.`,
    notAllowed: "This step is for another role. If it should be yours, ask your admin to change your role.",
    outdated:
      "This card is from an older version and its button no longer works. Type “help” to start afresh.",
  },
} as const;

/** The dispatch's own words and the card that carries them. */
export const problems = {
  failed: (locale: Locale, reference: string): string => texts[locale].failed(reference),
  notAllowed: (locale: Locale): string => texts[locale].notAllowed,
  outdated: (locale: Locale): string => texts[locale].outdated,
  card: (locale: Locale, message: string): Card => ({
    title: texts[locale].title,
    tone: "warning",
    summary: message,
    body: [text(value(message))],
  }),
};
