import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { approvalTexts } from "#cards/approval/texts.ts";
import { assignedTexts } from "#cards/lead/assigned-texts.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import type { Locale } from "#chat/locale.ts";
import type { ClientName } from "#playground/web/wire.ts";
import type { OpenWindow } from "#test/support/browser.ts";
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
  picture,
} from "./support.ts";

const zh = {
  ...{ window: chinese, company: "杭州云深科技", manager: "周立", end: "四步都走完了" },
  ...{ write: "替我写好", show: "指给我看", change: "换过去" },
};
const en = {
  ...{ window: english, company: "Birch Logistics", manager: "Grace Miller", end: "All four done" },
  ...{ write: "Write it for me", show: "Show me where", change: "Switch" },
};
const words = { zh, en } as const;

type Case = {
  readonly address: string;
  readonly client: ClientName;
  readonly locale: Locale;
  readonly size: "phone" | "desk";
};
type Window = { readonly page: Page; readonly chat: Locator };

/**
 * The guide's last step: a lead in one line, three answers, the manager's card, approved. The rep and the manager each
 * have another window open, which change by themselves.
 */
export async function walkApproval(open: OpenWindow, walked: Case): Promise<void> {
  const { client, locale } = walked;
  const said = words[locale];
  const window = await enter(open, walked, walked.size);
  const { page, chat } = window;
  const guide = page.locator(".guide");
  const help = (name: string) => guide.getByRole("button", { name }).click();
  await help(said.write);
  await chat.locator("[data-composer]:focus").press("Enter");
  await newest(chat, said.company).getByRole("button", { name: leadTexts[locale].gradeButton }).waitFor();
  const rep = await enter(open, walked, "phone");
  const manager = await enter(open, walked, "phone");
  await choosePerson(manager.chat, said.manager);
  await help(said.show);
  await page.keyboard.press("Enter");
  await answer(window, walked);
  const approve = newest(manager.chat, said.company).getByRole("button", {
    name: approvalTexts[locale].approve,
  });
  await approve.waitFor();
  await pictureOfCard(manager, `phone-${locale}-${client}-4-approval`);
  await help(said.change);
  await help(said.show);
  await page.keyboard.press("Enter");
  await guide.getByText(said.end).waitFor();
  await approve.waitFor({ state: "detached" });
  await newest(rep.chat, assignedTexts[locale].decided(said.company, "A")).waitFor();
  for (const one of [window, rep, manager]) expect(await overflows(one.page)).toBe(false);
}

/** As if the three steps before were taken. */
async function enter(
  open: OpenWindow,
  { address, client, locale }: Case,
  size: Case["size"],
): Promise<Window> {
  const page = await open({ ...{ phone, desk }[size], ...words[locale].window });
  const key = `"genjin guide ${client}"`;
  await page.addInitScript(`sessionStorage.getItem(${key}) ?? sessionStorage.setItem(${key}, "3")`);
  await page.goto(address);
  return { page, chat: clientOf(page, client) };
}

async function answer({ chat }: Window, { client, locale }: Case): Promise<void> {
  const { intro, dimensions, answers, submit, submitted } = gradeTexts[locale];
  const form = client === "slack" ? chat.getByRole("dialog") : newest(chat, intro);
  await choose(form, dimensions.urgency, answers.urgency.clear);
  await choose(form, dimensions.budget, answers.budget.sufficient);
  await choose(form, dimensions.influence, answers.influence.decision_maker);
  await form.getByRole("button", { name: submit }).click();
  await newest(chat, submitted(words[locale].company, "A")).waitFor();
}

/** All of the newest card, on a long phone. */
async function pictureOfCard({ page, chat }: Window, name: string): Promise<void> {
  await page.locator(".guide-close").click();
  await page.setViewportSize({ ...phone.viewport, height: 844 });
  await chat.locator("[data-row]").last().scrollIntoViewIfNeeded();
  await picture(page, name);
  expect(await axeFaults(page)).toEqual([]);
}
