import type { Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";

/** The zones that are offered first, by their cities' names. */
const cities = {
  "Asia/Shanghai": { zh: "北京/上海", en: "Beijing/Shanghai" },
  "Asia/Hong_Kong": { zh: "香港", en: "Hong Kong" },
  "Asia/Taipei": { zh: "台北", en: "Taipei" },
  "Asia/Urumqi": { zh: "乌鲁木齐", en: "Urumqi" },
  "Asia/Singapore": { zh: "新加坡", en: "Singapore" },
  "Asia/Tokyo": { zh: "东京", en: "Tokyo" },
  "Asia/Seoul": { zh: "首尔", en: "Seoul" },
  "Asia/Bangkok": { zh: "曼谷", en: "Bangkok" },
  "Asia/Jakarta": { zh: "雅加达", en: "Jakarta" },
  "Asia/Kolkata": { zh: "孟买/新德里", en: "Mumbai/New Delhi" },
  "Asia/Dubai": { zh: "迪拜", en: "Dubai" },
  "Europe/Moscow": { zh: "莫斯科", en: "Moscow" },
  "Europe/London": { zh: "伦敦", en: "London" },
  "Europe/Berlin": { zh: "柏林", en: "Berlin" },
  "Europe/Paris": { zh: "巴黎", en: "Paris" },
  "America/New_York": { zh: "纽约", en: "New York" },
  "America/Chicago": { zh: "芝加哥", en: "Chicago" },
  "America/Los_Angeles": { zh: "洛杉矶", en: "Los Angeles" },
  "America/Sao_Paulo": { zh: "圣保罗", en: "São Paulo" },
  "Australia/Sydney": { zh: "悉尼", en: "Sydney" },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

const names: ReadonlyMap<string, Readonly<Record<Locale, string>>> = new Map(Object.entries(cities));

/** 北京/上海 (Asia/Shanghai), or the zone alone where its city has no name here. */
export function timeZoneLabel(locale: Locale, tz: string): string {
  const city = names.get(tz)?.[locale];
  return city === undefined ? tz : `${city} (${tz})`;
}

/** The zones that are offered before anything is typed. */
export function commonTimeZones(locale: Locale): Option[] {
  return [...names.keys()].map((tz) => ({ value: tz, label: timeZoneLabel(locale, tz) }));
}

/** The known zones that are called like the words in either language; all of them for none. */
export function timeZonesNamed(words: string): string[] {
  const wanted = words.trim().toLowerCase();
  return [...names]
    .filter(([tz, { zh, en }]) => [tz, zh, en].some((name) => name.toLowerCase().includes(wanted)))
    .map(([tz]) => tz);
}
