import type { Locale } from "#chat/locale.ts";

/** How a lead came to its owner. */
export type LeadOrigin = {
  readonly how: "transferred" | "given" | "claimed" | "taken" | "left";
  /** Who gave it, or whose it was before he or she left. */
  readonly by?: string;
  readonly reason?: string;
};

/** One line for the owner: who gave the lead, and why. */
export function originWords(locale: Locale, { how, by = "", reason }: LeadOrigin): string {
  const t = texts[locale];
  const line = t[how](by);
  return reason === undefined ? line : t.because(line, reason);
}

const zh = {
  transferred: (by: string) => `${by} 转给你`,
  given: (by: string) => `${by} 指派给你`,
  claimed: (_by: string) => "已领取",
  taken: (_by: string) => "由你接手",
  left: (by: string) => `${by} 离职，交给你`,
  because: (line: string, reason: string) => `${line}：${reason}`,
};
type Texts = typeof zh;

const en: Texts = {
  transferred: (by) => `${by} transferred it to you`,
  given: (by) => `${by} assigned it to you`,
  claimed: () => "You claimed it",
  taken: () => "You took it over",
  left: (by) => `${by} left, it is yours now`,
  because: (line, reason) => `${line}: ${reason}`,
};

const texts: Readonly<Record<Locale, Texts>> = { zh, en };
