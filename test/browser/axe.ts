import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const contrast = ["color-contrast"];

/** What else can be wrong with a card by itself, the same at every width; the rest belongs to the page around it. */
export const rulesOfCards = [
  ...["label", "button-name", "link-name", "image-alt"],
  ...["aria-input-field-name", "aria-required-attr", "aria-valid-attr-value", "nested-interactive"],
];

/** What WCAG 2.2 AA finds wrong in the page as it stands, or in a part of it: rule, place and reason, a line each. */
export async function axeFaults(
  page: Page,
  within = "body",
  runOnly = standards,
): Promise<readonly string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window")))
    await page.evaluate(await readFile(axePath, "utf8"));
  const options = JSON.stringify({ resultTypes: ["violations"], runOnly });
  const results: AxeResults = await page.evaluate(`axe.run(${JSON.stringify(within)}, ${options})`);
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary?.replaceAll(/\s+/g, " ")}`),
  );
}
