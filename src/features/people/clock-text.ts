/** A local time as people type it: 8:45, 08：45, 8点45, 9. `HH:mm`, or `undefined` for what is none. */
export function readClock(typed: string): string | undefined {
  const [, hour = "", minute = "0"] = /^(\d{1,2})(?:[:.点](\d{1,2}))?点?$/u.exec(fold(typed)) ?? [];
  if (hour === "" || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`;
}

/** Two of them: 09:00-18:00, 9点到18点, 9 – 18. */
export function readHours(typed: string): readonly [string, string] | undefined {
  const [from, to, ...others] = fold(typed)
    .split(/[-–—~〜至到]|to/u)
    .map(readClock);
  return from === undefined || to === undefined || others.length > 0 ? undefined : [from, to];
}

function fold(typed: string): string {
  return typed.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
