import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { browserTests, type OpenWindow } from "#test/support/browser.ts";
import { axeFaults } from "./axe.ts";
import {
  chinese,
  choose,
  choosePerson,
  clientOf,
  desk,
  english,
  newest,
  overflows,
  phone,
  say,
  servePlayground,
  tabTo,
} from "./support.ts";
import { closing, modalSamples, onSight } from "./told-views.ts";

const address = servePlayground();
const [log, todo] = [followUpTexts.zh, todoTexts.zh];
const customer = "华为技术有限公司";

browserTests("the chat clients", {
  "show what is wrong in a form of Slack, beside its field, and take it when it is mended": async (open) => {
    const { page, chat } = await sitDown(open, { client: "slack", person: "王小明" });
    await chat.locator(".shortcuts").getByRole("button", { name: "记跟进" }).click();
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

  "change for two people in two windows of one browser: what one hands over comes to the other, and comes back":
    async (open) => {
      const wang = await sitDown(open, { client: "slack", person: "王小明" });
      const li = await sitDownBeside(wang.page, { client: "feishu", person: "李娜" });
      // Their phones lie beside: a browser has six connections for all of its windows.
      const alsoWang = await sitDownBeside(wang.page, { client: "slack", person: "王小明" });
      const alsoLi = await sitDownBeside(wang.page, { client: "feishu", person: "李娜" });
      const windows = [wang, li, alsoWang, alsoLi];
      for (const { page } of windows) await page.evaluate("window.isAsOpened = true");
      await say(wang.chat, "待办 明天寄样品");
      await newest(alsoWang.chat, todo.added("寄样品")).waitFor();
      await newest(wang.chat, "寄样品").getByRole("button", { name: todo.handOver }).click();
      const form = wang.chat.getByRole("dialog");
      await choose(form, todo.toWhom, "李娜");
      await form.getByRole("button", { name: todo.handOver }).click();
      for (const { chat } of [wang, alsoWang]) await newest(chat, todo.handedTitle("寄样品")).waitFor();
      for (const { chat } of [li, alsoLi]) await newest(chat, todo.receivedTitle("寄样品")).waitFor();
      const received = newest(li.chat, todo.receivedTitle("寄样品"));
      await received.getByText(todo.from("王小明")).waitFor();
      await received.getByRole("button", { name: todo.decline }).click();
      for (const { chat } of [li, alsoLi]) {
        await chat.getByText(todo.declinedByMe).first().waitFor();
        expect(await chat.getByRole("button", { name: todo.decline }).count()).toBe(0);
      }
      for (const { chat } of [wang, alsoWang]) {
        await newest(chat, todo.declinedTitle("寄样品")).getByText(todo.declined("李娜")).waitFor();
      }
      for (const { page } of windows) expect(await page.evaluate("window.isAsOpened")).toBe(true);
    },

  "show the topmost of several modals, and lead back from each to the one below": async (open) => {
    const page = await open({ ...desk, ...chinese });
    const [first = {}, second = {}] = await modalSamples(address());
    const views = [
      { ...first, id: "V1" },
      { ...second, id: "V2" },
    ];
    await onSight(page, "slack", (view) => ({ ...view, views }));
    await page.route("**/playground/act", async (route) => {
      const { do: deed, view } = closing.parse(route.request().postDataJSON());
      if (deed === "close") views.splice(0, views.length, ...views.filter(({ id }) => id !== view));
      await route.fulfill({ json: { outcome: { status: 200, tookMs: 1 } } });
    });
    await page.goto(address());
    const chat = clientOf(page, "slack");
    const top = (id: string) => chat.locator(`[role=dialog][data-view=${id}]`);
    await top("V2").waitFor();
    expect(await chat.getByRole("dialog").count()).toBe(1);
    expect(await chat.locator(".modal-stack").getAttribute("data-depth")).toBe("2");
    expect(await axeFaults(page)).toEqual([]);
    await top("V2").locator(":focus").waitFor();
    await page.keyboard.press("Escape");
    await top("V1").locator(":focus").waitFor();
    expect(await chat.locator(".modal-stack").getAttribute("data-depth")).toBe("1");
    await page.keyboard.press("Escape");
    await chat.getByRole("dialog").waitFor({ state: "detached" });
    await chat.locator("[data-composer]").fill("今天");
  },

  "keep the answers to a message below it": async (open) => {
    const page = await open({ ...phone, ...english });
    const message = { at: "2026-09-18T02:00:00.000Z", ephemeral: false, kind: "text" };
    const [emma, bot] = [
      { id: "U1", name: "Emma Clark", isBot: false },
      { id: "B1", name: "Genjin", isBot: true },
    ];
    await onSight(page, "slack", (view) => ({
      ...view,
      messages: Object.fromEntries(
        Object.keys(view.messages).map((id) => [
          id,
          [
            { ...message, id: "1", from: emma, raw: { text: "The question" } },
            { ...message, id: "2", from: emma, raw: { text: "Another line" } },
            { ...message, id: "3", from: bot, thread: "1", raw: { text: "The answer" } },
            { ...message, id: "4", from: bot, thread: "0", raw: { text: "To what nobody sees any more" } },
          ],
        ]),
      ),
    }));
    await page.goto(address());
    const chat = clientOf(page, "slack");
    const thread = chat.getByRole("region", { name: "1 reply" });
    await thread.waitFor();
    expect(await thread.locator("[data-row]").allInnerTexts()).toEqual([
      expect.stringContaining("The answer"),
    ]);
    const rows = "[...document.querySelectorAll('#client-slack [data-row]')].map((row) => row.dataset.row)";
    expect(await page.evaluate(rows)).toEqual(["1", "3", "2", "4"]);
    expect(await overflows(page)).toBe(false);
    expect(await axeFaults(page)).toEqual([]);
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
    await chat.locator(".shortcuts").getByRole("button", { name: "记跟进" }).click();
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

type Sitting = { readonly page: Page; readonly chat: Locator };

/** A Chinese phone with somebody at one of the clients. */
async function sitDown(open: OpenWindow, place: Place): Promise<Sitting> {
  return sitDownAt(await open({ ...phone, ...chinese }), place);
}

/** In another window of the same browser. */
async function sitDownBeside(page: Page, place: Place): Promise<Sitting> {
  return sitDownAt(await page.context().newPage(), place);
}

async function sitDownAt(page: Page, { client, person }: Place): Promise<Sitting> {
  await page.goto(address());
  await page.getByRole("button", { name: client === "slack" ? "Slack" : "飞书", exact: true }).click();
  const chat = clientOf(page, client);
  await choosePerson(chat, person);
  return { page, chat };
}
