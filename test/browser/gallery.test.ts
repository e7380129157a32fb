import type { Page } from "playwright-core";
import { expect } from "vitest";
import { features } from "#features/index.ts";
import { browserTests } from "#test/support/browser.ts";
import { axeFaults, contrast, rulesOfCards } from "./axe.ts";
import { gatherLooks, showLooks, tooWide, whole } from "./figures.ts";
import { chinese, desk, english, picture, servePlayground } from "./support.ts";

const address = servePlayground();
const shown = features.filter(({ samples = [] }) => samples.length > 0);

browserTests("the gallery", {
  "draws every sample whole, in its width and readable, in Chinese": async (open) => {
    await look(await open({ ...desk, ...chinese }), "zh");
  },
  "draws every sample whole, in its width and readable, in English": async (open) => {
    await look(await open({ ...desk, ...english }), "en");
  },
});

/**
 * Contrast is judged once for each look of words that any card has at any width, for it is the look that has it: dozens
 * of cards more cost no more than their drawing.
 */
async function look(page: Page, locale: "zh" | "en"): Promise<void> {
  await page.goto(`${address()}#gallery`);
  for (const { name, samples = [] } of shown) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.locator(`[data-sample^="${samples[0]?.name} "]`).first().waitFor();
    const drawn = { figures: samples.length * 6, unknown: [] };
    expect(await page.evaluate(whole), name).toEqual(drawn);
    expect(await page.evaluate(tooWide), name).toEqual([]);
    expect(await axeFaults(page, 'figure[data-sample$=" 375"]', rulesOfCards), name).toEqual([]);
    await page.evaluate(gatherLooks);
    if (name === "follow-up") await picture(page, `gallery-${locale}`);
  }
  const looks: number = await page.evaluate(showLooks);
  expect(looks).toBeGreaterThan(20);
  expect(await axeFaults(page, "[data-look]", contrast)).toEqual([]);
}
