import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import type { ClientName } from "#playground/web/wire.ts";
import { browserTests } from "#test/support/browser.ts";
import { axeFaults } from "./axe.ts";
import {
  chinese,
  choose,
  choosePerson,
  clientOf,
  desk,
  english,
  newest,
  phone,
  say,
  servePlayground,
} from "./support.ts";

const address = servePlayground();
const todo = todoTexts.zh;

browserTests("what stands around the chats", {
  // The moves of the clock lay over the menu, half of which could neither be read nor pressed.
  "closes the clock's moves with a press elsewhere and with Escape, so that the menu beside is free": async (
    open,
  ) => {
    const page = await open({ ...phone, ...chinese });
    await page.goto(address());
    const move = page.getByRole("button", { name: "次日早上" });
    await page.locator(".clock-toggle").click();
    await move.waitFor();
    await page.locator(".tools .menu-opener").click();
    expect(await move.isVisible()).toBe(false);
    await page.getByRole("menuitem", { name: "新手引导" }).click();
    await page.locator(".guide").waitFor({ state: "detached" });
    await page.locator(".clock-toggle").click();
    await move.waitFor();
    await page.keyboard.press("Escape");
    await move.waitFor({ state: "hidden" });
  },

  "keeps who sits there in sight on a phone, whoever else is looked for": async (open) => {
    const page = await open({ ...phone, ...chinese });
    await page.goto(address());
    const chat = clientOf(page, "feishu");
    for (const name of ["Alex Morgan", "林国栋", "孙洁"]) {
      await choosePerson(chat, name);
      const chosen = chat.locator(".person[aria-pressed=true]", { hasText: name });
      await chosen.waitFor();
      expect(await isInside(chosen, chat.locator(".people-bar"))).toBe(true);
      expect(await axeFaults(page)).toEqual([]);
    }
  },

  "shows everybody at a desk, for a mouse does not scroll sideways": async (open) => {
    const page = await open({ ...desk, ...english });
    await page.goto(address());
    for (const client of ["slack", "feishu"] as const) {
      const chat = clientOf(page, client);
      await chat.locator(".person").nth(8).waitFor();
      const everybody = await chat.locator(".person").all();
      for (const one of everybody) expect(await isInside(one, chat.locator(".people-bar"))).toBe(true);
    }
  },

  "names the group that is written to on a phone, and breaks no word of a table": async (open) => {
    const page = await open({ ...phone, ...english });
    const chat = await sitDown(page, "feishu", "Grace Miller");
    const title = chat.locator(".talk-head");
    expect(await title.isVisible()).toBe(false);
    await say(chat, "team");
    const columns = newest(chat, "Last contact").getByRole("columnheader");
    await columns.first().waitFor();
    for (const column of await columns.all()) {
      expect(await column.evaluate((one) => one.scrollWidth <= one.clientWidth)).toBe(true);
    }
    const wrap = "getComputedStyle(document.querySelector('.fs-table th')).overflowWrap";
    expect(await page.evaluate<string>(wrap)).toBe("normal");
    await chat.locator(".back").click();
    await chat.locator(".conversation", { hasText: "Overseas" }).click();
    expect(await title.textContent()).toBe("Overseas");
    expect(await title.isVisible()).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
  },

  // Before, the channel said "@U0BOTGENJIN".
  "calls the bot by its name in a channel": async (open) => {
    const page = await open({ ...phone, ...chinese });
    const chat = await sitDown(page, "slack", "王小明");
    await chat.locator(".back").click();
    await chat.locator(".conversation", { hasText: "销售部" }).click();
    await say(chat, "帮助");
    await newest(chat, "@Genjin 帮助").waitFor();
  },

  // React draws the next to-do where the finished one stood: the ring seemed to point at that.
  "takes the guide's ring away with the press that it asked for": async (open) => {
    const page = await open({ ...phone, ...chinese });
    await page.addInitScript(`sessionStorage.setItem("genjin guide feishu", "2")`);
    await page.goto(address());
    const chat = clientOf(page, "feishu");
    await choosePerson(chat, "王小明");
    await say(chat, "跟进 华为 今天拜访了王总");
    await newest(chat, followUpTexts.zh.logged("华为技术有限公司")).waitFor();
    await say(chat, "今天");
    await newest(chat, todo.done).getByRole("button", { name: todo.done }).first().waitFor();
    await page.locator(".guide").getByRole("button", { name: "指给我看" }).click();
    await chat.locator("[data-pointed]").click();
    await page.locator(".guide[data-step='3']").waitFor();
    expect(await page.locator("[data-pointed]").count()).toBe(0);
  },

  // What had come while the chat with the bot was open was counted as unread as soon as it was left.
  "counts as unread what came while nobody looked, and nothing else": async (open) => {
    const page = await open({ ...phone, ...chinese });
    const chat = await sitDown(page, "slack", "陈刚");
    await say(chat, "待办 明天校准仪器");
    await newest(chat, todo.added("校准仪器")).waitFor();
    await chat.getByRole("button", { name: "返回会话列表" }).click();
    const direct = chat.locator(".conversation").first();
    await direct.getByText("校准仪器").waitFor();
    expect(await chat.locator(".unread").count()).toBe(0);
    const elsewhere = await sitDown(await page.context().newPage(), "feishu", "王小明");
    await say(elsewhere, "待办 明天拆箱");
    await newest(elsewhere, "拆箱").getByRole("button", { name: todo.handOver }).click();
    const form = newest(elsewhere, todo.toWhom);
    await choose(form, todo.toWhom, "陈刚");
    await form.getByRole("button", { name: todo.handOver }).click();
    await direct.getByText("1 条未读").waitFor();
    await direct.click();
    await newest(chat, todo.receivedTitle("拆箱")).waitFor();
    await chat.getByRole("button", { name: "返回会话列表" }).click();
    await direct.waitFor();
    expect(await chat.locator(".unread").count()).toBe(0);
  },
});

/** From side to side, and from top to bottom. */
async function isInside(one: Locator, frame: Locator): Promise<boolean> {
  const [inner, outer] = [await one.boundingBox(), await frame.boundingBox()];
  if (inner === null || outer === null) return false;
  const isWide = inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width;
  return isWide && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height;
}

async function sitDown(page: Page, client: ClientName, person: string): Promise<Locator> {
  await page.goto(address());
  await page
    .getByRole("button", { name: client === "slack" ? "Slack" : /^(飞书|Feishu)$/, exact: true })
    .click();
  const chat = clientOf(page, client);
  await choosePerson(chat, person);
  return chat;
}
