import { expect } from "vitest";
import type { ClientName } from "#playground/web/wire.ts";
import type { OpenWindow } from "#test/support/browser.ts";
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
} from "./support.ts";

const zh = {
  ...{
    help: ["替我写好", "替我拨时间", "指给我看"],
    done: "完成",
    after: "登记一条线索",
    greeting: "早上好",
  },
  ...{ logged: "已记录：华为", window: chinese },
};
const en = {
  ...{ help: ["Write it for me", "Move time for me", "Show me where"], done: "Done" },
  ...{ after: "Register a lead", greeting: "Good morning", logged: "Logged: 华为", window: english },
};

const sizes = { phone, desk } as const;

type Case = {
  readonly address: string;
  readonly client: ClientName;
  readonly size: "phone" | "desk";
};

/** From the first look to the approval. What was done stays done: no two of them share a person and a playground. */
export async function walk(open: OpenWindow, { address, client, size }: Case): Promise<void> {
  const words = client === "feishu" ? zh : en;
  const name = `${size}-${words.window === chinese ? "zh" : "en"}-${client}`;
  const page = await open({ ...sizes[size], ...words.window });
  await page.goto(address);
  const chat = clientOf(page, client);
  const guide = page.locator(".guide");
  const help = (step: number) => guide.getByRole("button", { name: words.help[step] ?? "" });
  await help(0).click();
  await chat.locator("[data-composer]:focus").press("Enter");
  await newest(chat, words.logged).waitFor();
  await picture(page, `${name}-1-logged`);
  expect(await axeFaults(page)).toEqual([]);
  await help(1).click();
  await newest(chat, words.greeting).waitFor();
  await help(2).waitFor();
  await picture(page, `${name}-2-digest`);
  await help(2).click();
  const focused = page.locator(":focus");
  expect(await focused.textContent()).toBe(words.done);
  await focused.click();
  await guide.getByText(words.after).waitFor();
  if (size === "desk" && client === "slack") {
    await choosePerson(clientOf(page, "feishu"), "王小明");
    await chat.locator("[data-composer]").click();
  }
  await picture(page, `${name}-3-done`);
  expect(await overflows(page)).toBe(false);
  expect(await axeFaults(page)).toEqual([]);
}
