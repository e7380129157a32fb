import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { todoTexts } from "#cards/todo/texts.ts";
import { words as feishuWords } from "#platforms/feishu/words.ts";
import { browserTests, type OpenWindow } from "#test/support/browser.ts";
import { axeFaults } from "./axe.ts";
import { chinese, choosePerson, clientOf, newest, overflows, say, servePlayground } from "./support.ts";

const address = servePlayground();
const [todo, lead, grade, feishu] = [todoTexts.zh, leadTexts.zh, gradeTexts.zh, feishuWords.zh];
const newMessages = "有新消息";

// A stranger with a phone saw neither what an older card opened nor what came of it, for both were out of sight.
browserTests("Feishu on a phone", {
  "leads to the end with every line and press of one's own, and only there": async (open) => {
    const { page, chat } = await sitDown(open, "王小明");
    await say(chat, "待办 明天寄样品");
    const old = newest(chat, todo.added("寄样品"));
    await old.waitFor();
    const id = await old.getAttribute("data-row");
    const card = chat.locator(`[data-row="${id}"]`);
    for (const word of ["帮助", "客户", "今天"]) {
      await toTop(chat);
      await say(chat, word);
      await eventually(() => isAtEnd(chat));
    }
    await toTop(chat);
    await card.getByRole("button", { name: todo.handOver }).click();
    await chat.locator(".notice").filter({ hasText: feishu.openedBelow }).waitFor();
    await eventually(() => isAtEnd(chat));
    const form = newest(chat, todo.toWhom);
    const formId = await form.getAttribute("data-row");
    await form.getByRole("combobox", { name: todo.toWhom }).click();
    await form.getByRole("option", { name: "李娜" }).click();
    await form.getByRole("button", { name: todo.handOver }).click();
    await card.getByText(todo.handedTitle("寄样品")).or(card.getByText("李娜")).first().waitFor();
    // The form's own place says what has happened far above.
    const place = chat.locator(`[data-row="${formId}"]`);
    await place.getByText("寄样品").waitFor();
    expect(await place.getByRole("button").count()).toBe(0);
    expect(await overflows(page)).toBe(false);
    expect(await axeFaults(page)).toEqual([]);
    // What comes by itself waits below.
    await toTop(chat);
    await page.waitForTimeout(4200);
    await page.request.post(`${address()}playground/clock`, { data: { to: "next-working-day" } });
    await chat.getByRole("button", { name: newMessages }).waitFor();
    expect(await isAtEnd(chat)).toBe(false);
  },

  "marks for a while what the guide points at after a tap, and the form once it is open": async (open) => {
    const { page, chat } = await sitDown(open, "王小明", "3");
    await say(chat, "线索 宁波海曙仪器 王总 13800004321 展会 想要扫码枪");
    const button = newest(chat, "宁波海曙仪器").getByRole("button", { name: lead.gradeButton });
    await button.waitFor();
    const show = page.locator(".guide").getByRole("button", { name: "指给我看" });
    await show.click();
    expect(await markOf(button)).toContain("solid 4px");
    expect(await page.locator("[data-pointed]").count()).toBe(1);
    await page.locator("[data-pointed]").waitFor({ state: "detached" });
    await button.click();
    const form = newest(chat, grade.intro);
    await form.getByRole("button", { name: grade.submit }).waitFor();
    await toTop(chat);
    await show.click();
    expect(await markOf(form.locator("[data-card]"))).toContain("solid 4px");
    expect(await page.locator("[data-pointed]").count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    const moves = "getComputedStyle(document.querySelector('[data-pointed]')).animationName";
    expect(await page.evaluate<string>(moves)).toBe("none");
  },

  "shows a person's notice to nobody else, and no hint about keys that a phone has not": async (open) => {
    const { page, chat } = await sitDown(open, "王小明");
    await chat.locator("[data-composer]").focus();
    expect(await chat.locator(".composer-hint").isVisible()).toBe(false);
    const form = chat
      .locator("[data-row]")
      .filter({ has: page.getByRole("textbox") })
      .last();
    await form.getByRole("button", { name: "保存" }).or(form.getByRole("button").first()).last().waitFor();
    await say(chat, "待办 后天给陈总回电话");
    await newest(chat, "给陈总回电话").getByRole("button", { name: todo.handOver }).click();
    await chat.locator(".notice").waitFor();
    await choosePerson(chat, "李娜");
    await chat.locator(".person[aria-pressed=true]").filter({ hasText: "李娜" }).waitFor();
    expect(await chat.locator(".notice").count()).toBe(0);
  },

  "tells a group that the answer went to the direct chat": async (open) => {
    const { chat } = await sitDown(open, "王小明");
    await chat.getByRole("button", { name: "返回会话列表" }).click();
    await chat.locator(".conversation", { hasText: "销售部" }).click();
    await say(chat, "公海");
    await newest(chat, feishu.answeredPrivately).waitFor();
  },
});

type Sitting = { readonly page: Page; readonly chat: Locator };

/** `step` of the guide: as if those before were taken. */
async function sitDown(open: OpenWindow, person: string, step = "0"): Promise<Sitting> {
  const page = await open({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, ...chinese });
  await page.addInitScript(`sessionStorage.setItem("genjin guide feishu", "${step}")`);
  await page.goto(address());
  const chat = clientOf(page, "feishu");
  await choosePerson(chat, person);
  await chat.locator("[data-composer]").waitFor();
  return { page, chat };
}

async function toTop(chat: Locator): Promise<void> {
  await chat.locator(".messages").evaluate((list) => list.scrollTo({ top: 0 }));
  // The page has heard of it.
  await chat.page().waitForTimeout(100);
}

/** The last message can be seen from its beginning. */
function isAtEnd(chat: Locator): Promise<boolean> {
  return chat.locator(".messages").evaluate((list) => {
    const last = [...list.querySelectorAll("[data-row]")].at(-1)?.getBoundingClientRect();
    const { top, bottom } = list.getBoundingClientRect();
    return last !== undefined && last.top < bottom - 20 && last.top >= top - 1;
  });
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 10_000 }).toBe(true);
}

/** The outline of what is pointed at, and that it is this. */
async function markOf(one: Locator): Promise<string> {
  expect(await one.getAttribute("data-pointed")).toBe("");
  return await one
    .page()
    .evaluate<string>("getComputedStyle(document.querySelector('[data-pointed]')).outline");
}
