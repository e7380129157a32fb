import { z } from "zod";
import { leadSourceName } from "#cards/shared/lead-words.ts";
import type { Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { leadSources } from "#domain/lead.ts";

/** The sources to choose from; a word of the workspace's own that is set stays among them. */
export function sourceOptions(locale: Locale, current: string | undefined): Option[] {
  const known: readonly string[] = leadSources;
  const own = current === undefined || known.includes(current) ? [] : [current];
  return [...known, ...own].map((source) => ({ value: source, label: leadSourceName(locale, source) }));
}

/** Digits as people write them, with an extension: 0571-8888 6666 转 802. */
const phone = /^\+?[\d\s().（）＋０-９-]{5,25}(?:\s*(?:转|分机|ext\.?|x)\s?\d+)?$/i;
const email = z.email();

export function isPhone(text: string): boolean {
  return phone.test(text);
}

export function isEmail(text: string): boolean {
  return email.safeParse(text).success;
}
