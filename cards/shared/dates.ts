import { DateTime } from "luxon";
import type { Locale } from "#chat/locale.ts";

const weekdays = {
  zh: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
  en: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
} as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Whose eyes a date is for. `now` decides whether the year goes without saying. */
export type DateView = { readonly locale: Locale; readonly tz: string; readonly now: Date };

/** A civil date (`YYYY-MM-DD`) with its weekday: 9月18日 周五, Fri 18 Sep; with the year where it is another one. */
export function dayText(day: string, view: DateView): string {
  const date = DateTime.fromISO(day, { zone: "utc" });
  return withWeekday(date, view);
}

/** The local day of an instant, with its weekday. */
export function dayOfText(at: Date, view: DateView): string {
  return withWeekday(DateTime.fromJSDate(at, { zone: view.tz }), view);
}

/** An instant as a local day with weekday and time: 9月18日 周五 14:30, Fri 18 Sep 14:30. */
export function momentText(at: Date, view: DateView): string {
  return `${dayOfText(at, view)} ${DateTime.fromJSDate(at, { zone: view.tz }).toFormat("HH:mm")}`;
}

/** With the time where one was said. */
export function plannedText(
  planned: { readonly at: Date; readonly hasTime: boolean },
  view: DateView,
): string {
  return planned.hasTime ? momentText(planned.at, view) : dayOfText(planned.at, view);
}

function withWeekday(date: DateTime, { locale, tz, now }: DateView): string {
  const isThisYear = date.year === DateTime.fromJSDate(now, { zone: tz }).year;
  const weekday = weekdays[locale][date.weekday - 1];
  if (locale === "zh") {
    return `${isThisYear ? "" : `${date.year}年`}${date.month}月${date.day}日 ${weekday}`;
  }
  return `${weekday} ${date.day} ${months[date.month - 1]}${isThisYear ? "" : ` ${date.year}`}`;
}
