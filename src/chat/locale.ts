/** Languages of every text a person reads. Chinese is the first, English the second. */
export const locales = ["zh", "en"] as const;
export type Locale = (typeof locales)[number];
