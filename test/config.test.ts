import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "#src/config.ts";

const slack = { SLACK_SIGNING_SECRET: "s", SLACK_BOT_TOKEN: "xoxb-1" };
const feishu = {
  FEISHU_APP_ID: "cli_0123456789abcdef",
  FEISHU_APP_SECRET: "s",
  FEISHU_ENCRYPT_KEY: "k",
  FEISHU_VERIFICATION_TOKEN: "t",
};
const GENJIN_SECRET = "0123456789abcdef0123456789abcdef";

function problemsOf(variables: Record<string, string>): readonly string[] {
  try {
    parseConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the configuration", () => {
  it("needs nothing for a first look", () => {
    expect(parseConfig({})).toMatchObject({ port: 3000, defaultTz: "Asia/Shanghai", defaultLocale: "zh" });
    expect(parseConfig({}).slack).toBeUndefined();
  });

  it("takes an empty variable for an absent one, as .env.example leaves them", () => {
    expect(parseConfig({ PORT: "", SLACK_BOT_TOKEN: "", DEFAULT_LOCALE: " " })).toMatchObject({ port: 3000 });
  });

  it("names every problem at once", () => {
    const problems = problemsOf({
      PORT: "99999",
      DATABASE_URL: "mysql://x",
      DEFAULT_TZ: "Mars/Base",
      DEFAULT_LOCALE: "fr",
    });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "DATABASE_URL",
      "DEFAULT_TZ",
      "DEFAULT_LOCALE",
    ]);
  });

  it("names what is wrong with one variable beside what is wrong with several", () => {
    const problems = problemsOf({ PORT: "x", SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" });
    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "PORT",
      "SLACK_SIGNING_SECRET",
      "SLACK_APP_TOKEN",
    ]);
  });

  it("refuses a partial set of a platform's variables", () => {
    const { FEISHU_ENCRYPT_KEY: _, ...partial } = feishu;
    expect(problemsOf({ ...partial, GENJIN_SECRET })).toEqual([
      expect.stringContaining("FEISHU_ENCRYPT_KEY is missing"),
    ]);
    expect(problemsOf({ SLACK_BOT_TOKEN: "xoxb-1", GENJIN_SECRET })).toEqual([
      expect.stringContaining("SLACK_SIGNING_SECRET is missing"),
    ]);
  });

  it("requires a secret with real credentials", () => {
    expect(problemsOf(slack)).toEqual([expect.stringContaining("GENJIN_SECRET is required")]);
    expect(problemsOf({ ...slack, GENJIN_SECRET: "short" })).toEqual([
      expect.stringContaining("GENJIN_SECRET"),
    ]);
    expect(problemsOf({ ...slack, ...feishu, GENJIN_SECRET })).toEqual([]);
  });

  it("offers no mode that does not exist yet", () => {
    expect(problemsOf({ ...feishu, GENJIN_SECRET, FEISHU_MODE: "websocket" })).toEqual([
      expect.stringContaining("FEISHU_MODE"),
    ]);
  });
});
