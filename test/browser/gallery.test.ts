import type { Page } from "playwright-core";
import { expect } from "vitest";
import { features } from "#features/index.ts";
import { browserTests } from "#test/support/browser.ts";
import { axeFaults, rulesOfCards } from "./axe.ts";
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

async function look(page: Page, locale: "zh" | "en"): Promise<void> {
  await page.goto(`${address()}#gallery`);
  for (const { name, samples = [] } of shown) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.locator(`[data-sample^="${samples[0]?.name} "]`).first().waitFor();
    expect(await page.locator("figure").count(), name).toBe(samples.length * 6);
    expect(await page.getByTestId("unknown-component").allTextContents(), name).toEqual([]);
    expect(await page.evaluate<readonly string[]>(tooWide), name).toEqual([]);
    expect(await axeFaults(page, 'figure[data-sample$=" 375"]', rulesOfCards), name).toEqual([]);
    if (name === "follow-up") await picture(page, `gallery-${locale}`);
  }
}

/** What is drawn wider than its frame, or cut off by it. */
const tooWide = `[...document.querySelectorAll("figure")]
  .filter((figure) => figure.scrollWidth > figure.clientWidth
    || [...figure.querySelectorAll("button, p, h2, h3, input, textarea")].some((one) =>
      one.getBoundingClientRect().right > figure.getBoundingClientRect().right + 1))
  .map((figure) => figure.dataset.sample)`;
