import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { browserTests, type OpenWindow } from "#test/support/browser.ts";
import { axeFaults } from "./axe.ts";
import {
  chinese,
  choosePerson,
  clientOf,
  desk,
  english,
  newest,
  overflows,
  phone,
  say,
  servePlayground,
} from "./support.ts";

const address = servePlayground();
const [log, todo] = [followUpTexts.zh, todoTexts.zh];
const customer = "华为技术有限公司";

browserTests("the chat clients", {
  "show what is wrong in a form of Slack, beside its field, and take it when it is mended": async (open) => {
    const { page, chat } = await sitDown(open, { client: "slack", person: "王小明" });
    await chat.getByRole("button", { name: "记一次跟进" }).click();
    const form = chat.getByRole("dialog");
    await form.getByRole("button", { name: log.submit }).click();
    await form.getByText("此项必填").first().waitFor();
    await choose(form, log.customer, customer);
    await form.getByRole("textbox", { name: log.content }).fill("   ");
    await form.getByRole("button", { name: log.submit }).click();
    await form.getByText(log.needContent).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await form.getByRole("textbox", { name: log.content }).fill("视频演示，周五前报价");
    await form.getByRole("button", { name: log.submit }).click();
    await newest(chat, log.logged(customer)).waitFor();
    expect(await form.count()).toBe(0);
  },

  "show what is wrong in a form of Feishu, keep what was written, and take it when it is mended": async (
    open,
  ) => {
    const { page, chat } = await sitDown(open, { client: "feishu", person: "王小明" });
    await say(chat, "跟进");
    const form = newest(chat, log.formTitle);
    await form.getByRole("textbox", { name: log.content }).fill("电话确认了验收标准");
    await form.getByRole("button", { name: log.submit }).click();
    await chat.locator(".notice").filter({ hasText: log.customer }).waitFor();
    expect(await form.getByRole("textbox", { name: log.content }).inputValue()).toBe("电话确认了验收标准");
    expect(await axeFaults(page)).toEqual([]);
    await choose(form, log.customer, customer);
    await form.getByRole("button", { name: log.submit }).click();
    await newest(chat, log.logged(customer)).waitFor();
  },

  "show a card change in every window that it stands in, and what one person hands to another": async (
    open,
  ) => {
    const wang = await sitDown(open, { client: "slack", person: "王小明" });
    const alsoWang = await sitDown(open, { client: "slack", person: "王小明" });
    const li = await sitDown(open, { client: "feishu", person: "李娜" });
    await say(wang.chat, "待办 明天寄样品");
    await newest(alsoWang.chat, "寄样品").getByRole("button", { name: todo.handOver }).waitFor();
    await newest(wang.chat, "寄样品").getByRole("button", { name: todo.handOver }).click();
    const form = wang.chat.getByRole("dialog");
    await choose(form, todo.toWhom, "李娜");
    await form.getByRole("button", { name: todo.handOver }).click();
    await newest(alsoWang.chat, todo.handedTitle("寄样品")).waitFor();
    const received = newest(li.chat, todo.receivedTitle("寄样品"));
    await received.getByRole("button", { name: todo.decline }).click();
    await li.chat.getByText(todo.declinedByMe).first().waitFor();
    await newest(wang.chat, todo.declinedTitle("寄样品")).waitFor();
    await newest(alsoWang.chat, todo.declinedTitle("寄样品")).waitFor();
  },

  "can be used by keyboard alone": async (open) => {
    const page = await open({ ...desk, ...english });
    await page.goto(address());
    const chat = clientOf(page, "slack");
    await chat.locator("[data-composer]").waitFor();
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Skip to the conversation");
    await page.keyboard.press("Enter");
    await tabTo(page, "[data-composer=slack]");
    await page.keyboard.type("/genjin log");
    await page.keyboard.press("Enter");
    const form = chat.getByRole("dialog");
    await form.locator(":focus").waitFor();
    for (let times = 0; times < 14; times += 1) {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.closest('[role=dialog]')?.className")).toContain(
        "sk-modal",
      );
    }
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await chat.locator("[data-composer]:focus").waitFor();
    await page.keyboard.type("/genjin log");
    await page.keyboard.press("Enter");
    await form.locator("[role=combobox]:focus").waitFor();
    await page.keyboard.type("Huawei");
    await chat.getByRole("option", { name: customer }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await tabTo(page, "textarea");
    await page.keyboard.type("They agreed on the tests");
    await tabTo(page, "[type=submit]");
    await page.keyboard.press("Enter");
    await newest(chat, `Logged: ${customer}`).waitFor();
    await tabTo(page, ".menu-opener");
    await page.keyboard.press("Enter");
    await chat.getByRole("menuitem").and(page.locator(":focus")).waitFor();
    await page.keyboard.press("Escape");
    await chat.locator(".menu-opener:focus").waitFor();
  },

  "stay where they were when the page is loaded again": async (open) => {
    const { page, chat } = await sitDown(open, { client: "slack", person: "陈刚" });
    await say(chat, "跟进 华为 今天电话沟通了验收标准");
    await newest(chat, log.logged(customer)).waitFor();
    await chat.getByRole("button", { name: "记一次跟进" }).click();
    await chat.getByRole("dialog").waitFor();
    await page.reload();
    const form = chat.getByRole("dialog");
    await choose(form, log.customer, customer);
    await form.getByRole("textbox", { name: log.content }).fill("合同条款谈妥");
    await form.getByRole("button", { name: log.submit }).click();
    await newest(chat, "合同条款谈妥").waitFor();
    expect(await page.locator(".guide").getAttribute("data-step")).toBe("1");
    expect(await chat.locator(".person[aria-pressed=true]").textContent()).toContain("陈刚");
  },

  "are no wider than the narrowest phone": async (open) => {
    const page = await open({ viewport: { width: 320, height: 640 }, ...english });
    await page.goto(address());
    for (const name of ["Slack", "Feishu"]) {
      await page.getByRole("button", { name, exact: true }).click();
      expect(await overflows(page)).toBe(false);
      await page.getByRole("button", { name: "Back to the conversations" }).filter({ visible: true }).click();
      expect(await overflows(page)).toBe(false);
    }
    await page.getByRole("button", { name: "Tools" }).click();
    await page.getByRole("menuitem", { name: "Inspector" }).click();
    await page.getByText("event_callback").or(page.getByText("im.")).first().waitFor();
    expect(await overflows(page)).toBe(false);
    expect(await axeFaults(page)).toEqual([]);
  },
});

type Place = { readonly client: "slack" | "feishu"; readonly person: string };

/** A Chinese phone with somebody at one of the clients. */
async function sitDown(open: OpenWindow, { client, person }: Place): Promise<{ page: Page; chat: Locator }> {
  const page = await open({ ...phone, ...chinese });
  await page.goto(address());
  await page.getByRole("button", { name: client === "slack" ? "Slack" : "飞书", exact: true }).click();
  const chat = clientOf(page, client);
  await choosePerson(chat, person);
  return { page, chat };
}

/** Types into a select that can be searched, and takes what it offers. */
async function choose(form: Locator, label: string, option: string): Promise<void> {
  const select = form.getByRole("combobox", { name: label });
  await select.click();
  await select.fill(option);
  await form.getByRole("option", { name: option }).click();
}

/** Tab, until the focus is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let times = 0; times < 60; times += 1) {
    await page.keyboard.press("Tab");
    if ((await page.locator(`${selector}:focus`).count()) === 1) return;
  }
  throw new Error(`Tab does not lead to ${selector}`);
}
