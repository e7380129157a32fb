import { type Calendar, calendarFrom } from "./calendar.ts";
import { chinaCalendar } from "./china.ts";

/** Weekends that are not Saturday and Sunday, from the week data of the Unicode CLDR (https://cldr.unicode.org). */
const WEEKENDS: Readonly<Record<string, readonly number[]>> = {
  AF: [4, 5],
  BH: [5, 6],
  DZ: [5, 6],
  EG: [5, 6],
  IL: [5, 6],
  IN: [7],
  IQ: [5, 6],
  IR: [5],
  JO: [5, 6],
  KW: [5, 6],
  LY: [5, 6],
  OM: [5, 6],
  QA: [5, 6],
  SA: [5, 6],
  SD: [5, 6],
  SY: [5, 6],
  UG: [7],
  YE: [5, 6],
};

/** True for an ISO 3166 code of two capitals that the runtime has a name for. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  return new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(code) !== undefined;
}

/**
 * The calendar of a country. Only China's holidays are known; of every other country only the weekend is, and each
 * answer says that it is not certain.
 */
export function countryCalendar(country: string): Calendar {
  if (country === "CN") return chinaCalendar();
  return calendarFrom({ layers: [], weekend: WEEKENDS[country] ?? [6, 7] });
}
