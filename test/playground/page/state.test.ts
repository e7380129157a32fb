import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createRouter } from "#chat/router.ts";
import { localTimeOf } from "#domain/calendar/zone.ts";
import { features } from "#features/index.ts";
import { menu, shortcuts } from "#playground/page/entries.ts";
import { setLogLevel } from "#src/log.ts";
import { type Visit, visit } from "./visit.ts";

const tz = "America/New_York";
let page: Visit;
beforeAll(async () => {
  setLogLevel("silent");
  page = await visit({ variables: { DEFAULT_TZ: tz } });
});
afterAll(() => page.stop());

test("the page is told the zone of the configuration, and the clock's mornings are there", async () => {
  expect(await page.get("state")).toMatchObject({ tz, shortcuts, menu });
  const moved = await page.post("clock", { to: "next-morning" });
  const { now } = z.object({ now: z.iso.datetime() }).parse(await moved.json());
  expect(localTimeOf(new Date(now), tz)).toBe("08:45");
});

test("every entry leads to something that the bot does, under a name in both languages", () => {
  const router = createRouter(features);
  expect(shortcuts.map(({ type }) => type).sort()).toContain("message");
  for (const { id, label } of shortcuts) {
    expect(router.shortcuts.has(id), id).toBe(true);
    expect(label.zh, id).toMatch(/\p{Script=Han}/u);
    expect(label.en, id).not.toMatch(/\p{Script=Han}/u);
  }
  expect(menu.zh).toEqual(expect.arrayContaining(["跟进", "今天", "帮助"]));
  for (const word of [...menu.zh, ...menu.en]) expect(router.match(word)?.text, word).toBe("");
});
