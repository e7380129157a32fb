import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { startPlayground } from "#playground/start.ts";
import type { ClientName } from "#playground/web/wire.ts";
import { parseConfig } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { testServer } from "#test/support/database.ts";
import { createFromTemplate, dropDatabase } from "#test/support/database-server.ts";

/** The real playground on a database of its own, for as long as the tests of a file run; its address. */
export function servePlayground(): () => string {
  let address = "";
  let stop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    setLogLevel("silent");
    const server = await testServer();
    const databaseUrl = await createFromTemplate(server);
    const directory = await mkdtemp(join(tmpdir(), "genjin-page-"));
    const playground = await startPlayground({
      ...{ config: parseConfig({ PORT: "0" }), databaseUrl, secretFile: join(directory, "secret") },
    });
    address = `http://localhost:${playground.port}/`;
    stop = async () => {
      await playground.stop();
      await dropDatabase(server.serverUrl, databaseUrl);
      await rm(directory, { recursive: true, force: true });
    };
  });
  afterAll(() => stop?.());
  return () => address;
}

export const phone = { viewport: { width: 375, height: 740 }, deviceScaleFactor: 2 } as const;
export const desk = { viewport: { width: 1280, height: 800 } } as const;
export const chinese = { locale: "zh-CN", timezoneId: "Asia/Shanghai" } as const;
export const english = { locale: "en-US", timezoneId: "Asia/Shanghai" } as const;

/** One of both chat clients. */
export function clientOf(page: Page, client: ClientName): Locator {
  return page.locator(`#client-${client}`);
}

export async function choosePerson(client: Locator, name: string): Promise<void> {
  await client.locator(".person", { hasText: name }).click();
}

export async function say(client: Locator, text: string): Promise<void> {
  await client.getByRole("textbox").last().fill(text);
  await client.getByRole("textbox").last().press("Enter");
}

/** The newest message with these words. */
export function newest(client: Locator, words: string | RegExp): Locator {
  return client.locator("[data-row]").filter({ hasText: words }).last();
}

const folder = "test/screenshots";

/** Keeps what can be seen as a picture; those that are there already only with `SCREENSHOTS=1`. */
export async function picture(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  if (process.env["SCREENSHOTS"] !== "1" && existsSync(path)) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
}

/** Whether something is wider than the window. */
export function overflows(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth",
  );
}

/** Types into a select that can be searched, and takes what it offers. */
export async function choose(form: Locator, label: string, option: string): Promise<void> {
  const select = form.getByRole("combobox", { name: label });
  await select.click();
  await select.fill(option);
  await form.getByRole("option", { name: option, exact: true }).click();
}

/** Tab, until the focus is there. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let times = 0; times < 60; times += 1) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) === 1) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}
