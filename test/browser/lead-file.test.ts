import { readFile } from "node:fs/promises";
import { expect } from "vitest";
import { importTexts } from "#cards/lead/import-texts.ts";
import type { ClientName } from "#playground/web/wire.ts";
import { browserTests, type OpenWindow } from "#test/support/browser.ts";
import { axeFaults } from "./axe.ts";
import { chinese, clientOf, english, newest, overflows, phone, servePlayground } from "./support.ts";

const address = servePlayground();

browserTests("files", {
  "a list of leads goes to the bot by the paper clip on Feishu, and the rows left out come back": (open) =>
    sendList(open, "feishu"),
  "a list of leads goes to the bot by the paper clip on Slack, and the rows left out come back": (open) =>
    sendList(open, "slack"),
});

async function sendList(open: OpenWindow, client: ClientName): Promise<void> {
  const locale = client === "feishu" ? "zh" : "en";
  const texts = importTexts[locale];
  const page = await open({ ...phone, ...{ zh: chinese, en: english }[locale] });
  await page.goto(address());
  const chat = clientOf(page, client);
  await chat.locator("[data-composer]").waitFor();
  const rows = `company,phone,source\n${client} Paper Mill,138000${client.length}1234,website\n,1,website\n`;
  const chooser = page.waitForEvent("filechooser");
  await chat.locator(".attach").click();
  await (await chooser).setFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  const card = newest(chat, texts.title("list.csv"));
  await card.getByRole("button", { name: texts.importNew(1) }).click();
  const link = newest(chat, ".xlsx").getByRole("link");
  const kept = page.waitForEvent("download");
  await link.click();
  // A workbook is a ZIP archive.
  expect((await readFile(await (await kept).path())).subarray(0, 2).toString()).toBe("PK");
  expect(await overflows(page)).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
}
