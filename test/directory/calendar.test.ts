import { expect, test } from "vitest";
import { calendarOf, loadCalendarDays } from "#directory/calendar.ts";
import { isWorkingDay } from "#domain/calendar/calendar.ts";
import { testDatabase } from "#test/support/database.ts";
import { newWorkspace } from "./support.ts";

const database = await testDatabase();

test("China's days are loaded once, and only what changed again", async () => {
  expect(await loadCalendarDays(database)).toBeGreaterThan(700);
  expect(await loadCalendarDays(database)).toBe(0);
  await database.prisma.calendarDay.updateMany({
    where: { date: new Date("2026-10-01") },
    data: { isWork: true, version: "0" },
  });
  expect(await loadCalendarDays(database)).toBe(1);
});

test("a workspace's calendar knows holidays and make-up days, and a correction at once", async () => {
  await loadCalendarDays(database);
  const { workspaceId } = await newWorkspace(database);
  const isWork = async (date: string) => isWorkingDay(await calendarOf(database, workspaceId), date);
  expect(await isWork("2026-10-01")).toEqual({ isWork: false, certain: true });
  expect(await isWork("2026-10-10")).toEqual({ isWork: true, certain: true });
  expect((await isWork("2031-01-06")).certain).toBe(false);
  await database.prisma.calendarDay.create({
    data: { calendar: "CN", date: new Date("2026-11-24"), isWork: false, source: "admin", version: "1" },
  });
  expect((await isWork("2026-11-24")).isWork).toBe(false);
  expect(await loadCalendarDays(database)).toBe(0);
});

test("a workspace of another country has its weekend, and says that it is not certain", async () => {
  const { workspaceId, db } = await newWorkspace(database);
  await db.workspace.update({ where: { id: workspaceId }, data: { country: "AE" } });
  const calendar = await calendarOf(database, workspaceId);
  expect(isWorkingDay(calendar, "2026-10-01")).toEqual({ isWork: true, certain: false });
});
