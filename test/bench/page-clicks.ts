import { chromium, type Page } from "playwright-core";
import { myDayTexts } from "#cards/my-day/texts.ts";
import type { ClientName } from "#playground/web/wire.ts";
import { browserArguments as args, findChromium } from "../support/chromium.ts";
import { median } from "./rounds.ts";
import { ms, type Row } from "./table.ts";

const clicks = 20;
const names = { slack: "Slack", feishu: "Feishu" } as const;

/** From a click on a card's button to the card that it brings, in a real browser; beside it the same press without a page. */
export async function measureClicks(url: string): Promise<Row[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    const skipped = "SKIPPED: no Chromium on this machine";
    return [{ what: "from a click to its result", ours: skipped, against: "" }];
  }
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ locale: "en-US", viewport: { width: 1280, height: 800 } });
    await page.goto(url);
    return [await measureClient(page, "slack"), await measureClient(page, "feishu")];
  } finally {
    await browser.close();
  }
}

async function measureClient(page: Page, client: ClientName): Promise<Row> {
  const place = page.locator(`#client-${client}`);
  await place.locator("[data-composer]").fill("today");
  await place.locator("[data-composer]").press("Enter");
  const label = myDayTexts.en.todos;
  await place.getByRole("button", { name: label, exact: true }).first().waitFor();
  const taken: Taken[] = [];
  while (taken.length < clicks) {
    const one: Taken = await page.evaluate(clickAndWait(client, label));
    taken.push(one);
  }
  const [clicked, answered] = [
    median(taken.map(({ drawnMs }) => drawnMs)),
    median(taken.map(({ answeredMs }) => answeredMs)),
  ];
  return {
    what: `from a click to the card it brings, in the pretend ${names[client]}`,
    ours: `p50 ${ms(clicked)}`,
    against: `until the press was acknowledged to the client: p50 ${ms(answered)}`,
    ratio: clicked / answered,
    note: "in Chromium at a desk's width, one at a time",
  };
}

type Taken = { readonly drawnMs: number; readonly answeredMs: number };

/** Run in the page: the time until there is a row more, and until `POST /playground/act` was answered. */
const clickAndWait = (client: ClientName, label: string) => `new Promise((resolve) => {
  const place = document.getElementById("client-${client}");
  const button = [...place.querySelectorAll("button")].find((one) => one.textContent === ${JSON.stringify(label)});
  const rows = () => place.querySelectorAll("[data-row]").length;
  const before = rows();
  const from = performance.now();
  performance.clearResourceTimings();
  const look = () => {
    const act = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/act"));
    if (rows() === before || act === undefined) return requestAnimationFrame(look);
    resolve({ drawnMs: performance.now() - from, answeredMs: act.responseEnd - from });
  };
  button.click();
  requestAnimationFrame(look);
})`;
