import { languageTags } from "../shared/words.ts";
import type { Locale } from "../wire.ts";

type Place = { readonly locale: Locale; readonly timeZone?: string };

/** `14:45` */
export function localTime(at: string, place: Place): string {
  return format(at, place, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** `11月23日周一`, `Mon 23 Nov` */
export function localDay(at: string, place: Place): string {
  return format(at, place, {
    weekday: "short",
    day: "numeric",
    month: place.locale === "zh" ? "long" : "short",
  });
}

function format(at: string, { locale, timeZone }: Place, options: Intl.DateTimeFormatOptions): string {
  const tag = locale === "en" ? "en-GB" : languageTags[locale];
  return new Intl.DateTimeFormat(tag, { ...options, ...(timeZone && { timeZone }) }).format(new Date(at));
}
