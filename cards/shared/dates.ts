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
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return withWeekday({ year, month, date }, view);
}

/** The local day of an instant, with its weekday. */
export function dayOfText(at: Date, view: DateView): string {
  return withWeekday(clockAt(at, view.tz), view);
}

/** An instant as a local day with weekday and time: 9月18日 周五 14:30, Fri 18 Sep 14:30. */
export function momentText(at: Date, view: DateView): string {
  const clock = clockAt(at, view.tz);
  return `${withWeekday(clock, view)} ${clock.time}`;
}

/** With the time where one was said. */
export function plannedText(
  planned: { readonly at: Date; readonly hasTime: boolean },
  view: DateView,
): string {
  return planned.hasTime ? momentText(planned.at, view) : dayOfText(planned.at, view);
}

type Day = { readonly year: number; readonly month: number; readonly date: number };

function withWeekday({ year, month, date }: Day, { locale, tz, now }: DateView): string {
  const isThisYear = year === yearAt(now, tz);
  // Sunday is 0 here and the last of the names.
  const weekday = weekdays[locale][(new Date(Date.UTC(year, month - 1, date)).getUTCDay() + 6) % 7];
  if (locale === "zh") return `${isThisYear ? "" : `${year}年`}${month}月${date}日 ${weekday}`;
  return `${weekday} ${date} ${months[month - 1]}${isThisYear ? "" : ` ${year}`}`;
}

/** Only around New Year is it another one somewhere: the rest of the year no clock need be asked. */
function yearAt(at: Date, tz: string): number {
  const [yesterday, tomorrow] = [-1, 1].map((days) =>
    new Date(at.getTime() + days * 86_400_000).getUTCFullYear(),
  );
  return yesterday !== undefined && yesterday === tomorrow ? yesterday : clockAt(at, tz).year;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show; the zone's formatter is kept, for making it costs more than all of a card. */
function clockAt(at: Date, tz: string): Day & { readonly time: string } {
  const options = { dateStyle: "short", timeStyle: "short", timeZone: tz } as const;
  // Swedes write 2026-09-18 14:30.
  const clock = clocks.get(tz) ?? new Intl.DateTimeFormat("sv", options);
  clocks.set(tz, clock);
  const [day = "", time = ""] = clock.format(at).split(" ");
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return { year, month, date, time };
}
