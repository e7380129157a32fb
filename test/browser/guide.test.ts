import { expect } from "vitest";
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
  picture,
  servePlayground,
} from "./support.ts";

const address = await servePlayground();

const zh = {
  ...{ help: ["替我写好", "替我拨时间", "指给我看"], done: "完成", end: "三步都走完了", greeting: "早上好" },
  ...{ logged: "已记录：华为", window: chinese },
};
const en = {
  ...{ help: ["Write it for me", "Move time for me", "Show me where"], done: "Done", end: "All three done" },
  ...{ greeting: "Good morning", logged: "Logged: 华为", window: english },
};

type Case = {
  readonly client: "slack" | "feishu";
  readonly person: string;
  readonly words: typeof zh;
  readonly size: typeof phone | typeof desk;
  readonly name: string;
};

/** Each case has a person of its own, for what was done stays done. */
async function walk(open: OpenWindow, { client, person, words, size, name }: Case): Promise<void> {
  const page = await open({ ...size, ...words.window });
  await page.goto(address);
  const chat = clientOf(page, client);
  await choosePerson(chat, person);
  const guide = page.locator(".guide");
  const help = (step: number) => guide.getByRole("button", { name: words.help[step] });
  await help(0).click();
  await page.keyboard.press("Enter");
  await newest(chat, words.logged).waitFor();
  await picture(page, `${name}-1-logged`);
  expect(await axeFaults(page)).toEqual([]);
  await help(1).click();
  while (!(await newest(chat, words.greeting).isVisible())) {
    await page.waitForTimeout(700);
    if (await help(1).isVisible()) await help(1).click();
  }
  await help(2).waitFor();
  await picture(page, `${name}-2-digest`);
  await help(2).click();
  const focused = page.locator(":focus");
  expect(await focused.textContent()).toBe(words.done);
  await focused.click();
  await guide.getByText(words.end).waitFor();
  await picture(page, `${name}-3-done`);
  expect(await overflows(page)).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
}

browserTests("the guide", {
  "leads through a visit, its reminder and done on Feishu at a phone": (open) =>
    walk(open, { client: "feishu", person: "王小明", words: zh, size: phone, name: "phone-zh-feishu" }),
  "leads through a visit, its reminder and done on Slack at a phone": (open) =>
    walk(open, { client: "slack", person: "Emma Clark", words: en, size: phone, name: "phone-en-slack" }),
  "leads through a visit, its reminder and done on Feishu at a desk": (open) =>
    walk(open, { client: "feishu", person: "李娜", words: zh, size: desk, name: "desk-zh-feishu" }),
  "leads through a visit, its reminder and done on Slack at a desk": (open) =>
    walk(open, { client: "slack", person: "Alex Morgan", words: en, size: desk, name: "desk-en-slack" }),
});
