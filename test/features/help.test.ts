import { expect, test } from "vitest";
import { helpTexts } from "#cards/help/texts.ts";
import { features } from "#features/index.ts";
import { testDatabase } from "../support/database.ts";
import { cardOf } from "./people-support.ts";
import { buttonOf, formOf, newOffice, pressOn, wordsOf } from "./support.ts";

const database = await testDatabase();
const commands = features.flatMap((feature) => feature.commands ?? []);

test("each role is shown what it may say, all of it and nothing else", async () => {
  const office = await newOffice(database);
  for (const role of ["rep", "supervisor", "manager", "director", "legal", "service", "admin"] as const) {
    const person = await office.colleague({ name: role, roles: [role] });
    const card = cardOf(await office.write(person, "帮助"));
    expect(card.title).toBe(helpTexts.zh.title(role));
    for (const { roles, help } of commands) {
      const isOffered = roles === undefined || roles.includes(role);
      expect(wordsOf(card).includes(`${help.zh.usage}\n${help.zh.does}`)).toBe(isOffered);
    }
  }
});

test("every example in the help is understood, in both languages", async () => {
  const office = await newOffice(database);
  for (const locale of ["zh", "en"] as const) {
    const person = await office.colleague({ roles: ["admin"], locale });
    for (const { help, id } of commands) {
      const reply = await office.write(person, help[locale].usage);
      expect(JSON.stringify(reply), id).not.toContain("follow-up.draft-log");
    }
  }
});

test("an empty line gets the help, and its buttons run what they say", async () => {
  const office = await newOffice(database);
  const person = await office.colleague({ locale: "en" });
  const card = cardOf(await office.write(person, "  "));
  expect(buttonOf(card, helpTexts.en.log).payload).toEqual({ command: "follow-up.log" });
  expect(formOf(await pressOn(office, person, [card, helpTexts.en.log])).id).toBe("follow-up.log");
  for (const label of [helpTexts.en.today, helpTexts.en.settings]) {
    expect(cardOf(await pressOn(office, person, [card, label])).body).not.toEqual([]);
  }
});

test("a greeting is greeted back with the first commands, and all are a press away", async () => {
  const office = await newOffice(database);
  const person = await office.colleague({ name: "李雷" });
  for (const said of ["你好", "您好！", "hello", "Hi"]) {
    const card = cardOf(await office.write(person, said));
    expect(card.title).toBe(helpTexts.zh.title("李雷"));
    const all = cardOf(await pressOn(office, person, [card, helpTexts.zh.all]));
    expect(wordsOf(all).length).toBeGreaterThan(wordsOf(card).length);
  }
  expect(JSON.stringify(await office.write(person, "你好 王总来电"))).toContain("follow-up.draft-log");
});
