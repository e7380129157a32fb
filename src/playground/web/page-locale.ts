import type { Locale } from "./wire.ts";

/** The language of the page's own words: the browser's. The bot answers each person in that person's. */
export const pageLocale: Locale = navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en";
