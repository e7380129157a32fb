import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, describe, test } from "vitest";
import { browserArguments as args, findChromium } from "./chromium.ts";

/** A window of a person's own: nothing is shared with another one but the server. */
export type OpenWindow = (options: BrowserContextOptions) => Promise<Page>;

type BrowserTest = (open: OpenWindow) => Promise<void>;

/**
 * Tests in a real Chromium, by their names. Each gets windows of its own, which fail it when the page throws, writes an
 * error or asks anybody but its own server. Without a Chromium they are skipped, which is said; with `CI=true` that fails.
 */
export function browserTests(title: string, tests: Readonly<Record<string, BrowserTest>>): void {
  const executablePath = findChromium();
  const names = Object.keys(tests);
  if (executablePath === undefined) {
    const words = `SKIPPED: ${names.length} browser tests (${title}), for no Chromium was found; set CHROMIUM_PATH`;
    if (process.env["CI"] === "true") throw new Error(words);
    console.warn(words);
  }
  describe.skipIf(executablePath === undefined)(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await chromium.launch({ args, ...(executablePath && { executablePath }) });
    });
    afterAll(() => browser?.close());
    for (const [name, run] of Object.entries(tests)) {
      test(name, { timeout: testMs }, async () => {
        if (browser === undefined) throw new Error("the browser did not start");
        await inWindows(browser, run);
      });
    }
  });
}

/** Of one step, and of a whole test: an answer takes its time where many tests run at once. */
const patienceMs = 20_000;
const testMs = 90_000;

async function inWindows(browser: Browser, run: BrowserTest): Promise<void> {
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  const pages = () => contexts.flatMap((context) => context.pages());
  try {
    await run(async (options) => {
      const context = await browser.newContext({ reducedMotion: "reduce", ...options });
      contexts.push(context);
      context.setDefaultTimeout(patienceMs);
      const page = await context.newPage();
      watch(page, faults);
      return page;
    });
  } catch (error) {
    // What was to be seen is often the shortest answer to why.
    for (const [index, page] of pages().entries()) {
      await page
        .screenshot({ path: `.tmp/failed-${process.pid}-${Date.now()}-${index}.png` })
        .catch(() => undefined);
    }
    throw error;
  } finally {
    for (const context of contexts) await context.close();
  }
  if (faults.length > 0) throw new Error(`the page has faults:\n${faults.join("\n")}`);
}

function watch(page: Page, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // A select may ask once more while its form is sent: the form is gone then, and the server says so.
    const isLate = message.text().includes("status of 422");
    if (message.type() === "error" && !isLate) faults.push(message.text());
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "localhost") faults.push(`asked ${request.url()}`);
  });
}
