import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What WCAG 2.2 AA finds wrong in the page as it stands: rule, place and reason, a line each. */
export async function axeFaults(page: Page, within = "body"): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window")))
    await page.evaluate(await readFile(axePath, "utf8"));
  const results: AxeResults = await page.evaluate(
    `axe.run(${JSON.stringify(within)}, { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary?.replaceAll(/\s+/g, " ")}`),
  );
}
