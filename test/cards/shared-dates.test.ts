import { describe, expect, test } from "vitest";
import { dayOfText, dayText, momentText, plannedText } from "#cards/shared/dates.ts";

const now = new Date("2026-12-31T18:00:00Z");
const zh = { locale: "zh", tz: "Asia/Shanghai", now } as const;
const en = { locale: "en", tz: "America/New_York", now } as const;

describe("a date", () => {
  test("has its weekday, and its year where that is not the reader's", () => {
    expect(dayText("2027-01-04", zh)).toBe("1月4日 周一");
    expect(dayText("2026-12-31", zh)).toBe("2026年12月31日 周四");
    expect(dayText("2026-12-31", en)).toBe("Thu 31 Dec");
    expect(dayText("2027-01-04", en)).toBe("Mon 4 Jan 2027");
  });

  test("of an instant is the reader's own, with the time where one was said", () => {
    const at = new Date("2026-12-31T17:30:00Z");
    expect(momentText(at, zh)).toBe("1月1日 周五 01:30");
    expect(momentText(at, en)).toBe("Thu 31 Dec 12:30");
    expect(dayOfText(at, en)).toBe("Thu 31 Dec");
    expect(plannedText({ at, hasTime: false }, zh)).toBe("1月1日 周五");
    expect(plannedText({ at, hasTime: true }, zh)).toBe("1月1日 周五 01:30");
  });
});
