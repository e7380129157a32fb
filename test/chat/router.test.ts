import { describe, expect, it } from "vitest";
import type { Command, Feature } from "#chat/feature.ts";
import { nothing } from "#chat/reply.ts";
import { createRouter } from "#chat/router.ts";

function command(
  id: string,
  options: { zh: string; en: string; takesText: boolean; glued?: boolean },
): Command {
  const help = { usage: "", does: "" };
  const { zh, en, ...rest } = options;
  return {
    id,
    words: { zh: [zh], en: [en] },
    help: { zh: help, en: help },
    run: async () => nothing,
    ...rest,
  };
}

const base: Feature = {
  name: "base",
  commands: [
    command("log", { zh: "跟进", en: "log", takesText: true, glued: true }),
    command("customer", { zh: "客户", en: "customer", takesText: true }),
    command("today", { zh: "今天", en: "today", takesText: false }),
  ],
  stranger: async () => nothing,
  fallback: async () => nothing,
  home: async () => ({ title: "", tone: "neutral", body: [] }),
};

function matched(line: string) {
  const match = createRouter([base]).match(line);
  return match && [match.command.id, match.text];
}

describe("the grammar", () => {
  it.each([
    ["跟进 华为 拜访了王总", ["log", "华为 拜访了王总"]],
    ["跟进：华为", ["log", "华为"]],
    ["跟进华为今天拜访了", ["log", "华为今天拜访了"]],
    ["/跟进 华为", ["log", "华为"]],
    ["跟进", ["log", ""]],
    ["Log Acme: called", ["log", "Acme: called"]],
    ["LOG", ["log", ""]],
    ['customer O\'Brien "Sons"', ["customer", 'O\'Brien "Sons"']],
    ["今天", ["today", ""]],
    ["today", ["today", ""]],
    ["log\nAcme\nsecond line", ["log", "Acme\nsecond line"]],
  ])("reads %j", (line, expected) => {
    expect(matched(line)).toEqual(expected);
  });

  it.each([
    "今天拜访了华为",
    "今天 拜访了华为",
    "客户表示满意",
    "logging is hard",
    "today we met Acme",
    "",
    "   ",
    "？",
  ])("takes %j for no command", (line) => {
    expect(matched(line)).toBeUndefined();
  });
});

describe("the table of contents", () => {
  it("does not start when two features claim one id or word", () => {
    const other: Feature = {
      name: "other",
      commands: [command("x", { zh: "跟进", en: "x", takesText: false })],
    };
    expect(() => createRouter([base, other])).toThrow("two features claim 跟进");
  });

  it("does not start when nobody, or two, answer strangers", () => {
    expect(() => createRouter([{ name: "empty" }])).toThrow("exactly one feature must have stranger");
    expect(() => createRouter([base, { name: "b", stranger: async () => nothing }])).toThrow("stranger");
  });
});
