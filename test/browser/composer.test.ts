import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { todoTexts } from "#cards/todo/texts.ts";
import type { ClientName } from "#playground/web/wire.ts";
import { browserTests, type OpenWindow } from "#test/support/browser.ts";
import {
  chinese,
  choosePerson,
  clientOf,
  english,
  newest,
  overflows,
  say,
  servePlayground,
} from "./support.ts";

const address = servePlayground();
const todo = todoTexts.zh;
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } } as const;

// A hint stood below the composer for as long as it was typed in: at the first press elsewhere it went away, and what
// was pressed moved off before the button of the mouse was up again.
browserTests("a press after typing", {
  "hits its button in Slack on a phone": (open) => pressAfterTyping(open, "slack", "phone"),
  "hits its button in Slack at a desk": (open) => pressAfterTyping(open, "slack", "desk"),
  "hits its button in Feishu on a phone": (open) => pressAfterTyping(open, "feishu", "phone"),
  "hits its button in Feishu at a desk": (open) => pressAfterTyping(open, "feishu", "desk"),

  "hits its button in the other client, whose guide is higher": async (open) => {
    const page = await open({ viewport: sizes.desk, ...english });
    await page.addInitScript(`sessionStorage.setItem("genjin guide slack", "3")`);
    await page.goto(address());
    const [slack, feishu] = [clientOf(page, "slack"), clientOf(page, "feishu")];
    await choosePerson(feishu, "陈刚");
    const button = await addTodo(feishu, "量尺寸");
    await choosePerson(slack, "陈刚");
    await type(slack, "跟进 华为 今天");
    const low = await heightOf(page, ".guide");
    await pressWithoutMoving(page, button);
    await newest(feishu, todo.doneTitle("量尺寸")).waitFor();
    expect(await heightOf(page, ".guide")).toBeGreaterThan(low);
  },

  "chooses a file": async (open) => {
    const page = await open({ viewport: sizes.desk, ...chinese });
    await page.goto(address());
    const chat = clientOf(page, "feishu");
    await type(chat, "名单见附件");
    const chooser = page.waitForEvent("filechooser");
    await pressWithoutMoving(page, chat.locator(".attach"));
    await chooser;
  },
});

async function heightOf(page: Page, selector: string): Promise<number> {
  return (await page.locator(selector).boundingBox())?.height ?? 0;
}

async function pressAfterTyping(open: OpenWindow, client: ClientName, size: keyof typeof sizes) {
  const page = await open({ viewport: sizes[size], ...chinese });
  await page.goto(address());
  const chat = clientOf(page, client);
  if (size === "phone") {
    await page.getByRole("button", { name: client === "slack" ? "Slack" : "飞书", exact: true }).click();
  }
  await choosePerson(chat, "王小明");
  const lines = client === "slack" ? ["跟进 华为", "/genjin 跟进"] : ["跟进 华为"];
  for (const [index, line] of lines.entries()) {
    const title = `寄样品${client}${size}${index}`;
    const button = await addTodo(chat, title);
    await type(chat, line);
    await pressWithoutMoving(page, button);
    await newest(chat, todo.doneTitle(title)).waitFor();
    expect(await chat.locator("[data-composer]").inputValue()).toBe(line);
  }
  expect(await overflows(page)).toBe(false);
}

/** The button that ticks it off. */
async function addTodo(chat: Locator, title: string): Promise<Locator> {
  await say(chat, `待办 明天${title}`);
  const button = newest(chat, todo.added(title)).getByRole("button", { name: todo.done });
  await button.waitFor();
  return button;
}

async function type(chat: Locator, line: string): Promise<void> {
  await chat.locator("[data-composer]").click();
  await chat.locator("[data-composer]").fill("");
  await chat.page().keyboard.type(line);
}

async function pressWithoutMoving(page: Page, button: Locator): Promise<void> {
  const before = await button.boundingBox();
  if (before === null) throw new Error("the button cannot be seen");
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  await page.mouse.down();
  // As long as a finger rests: the page has drawn itself anew meanwhile.
  await page.waitForTimeout(150);
  const pressed = await button.boundingBox();
  await page.mouse.up();
  expect(pressed).toEqual(before);
}
