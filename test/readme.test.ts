import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { features } from "#features/index.ts";
import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import { parseConfig } from "#src/config.ts";
import manifest from "../package.json" with { type: "json" };

const text = readFileSync("README.md", "utf8");

/** What stands between a heading and the next. */
function section(heading: string): string {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  return after.split("\n## ", 1)[0] ?? "";
}

function inBackticks(part: string): readonly string[] {
  return [...part.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}

/** The first cells of a table. */
function firstCells(part: string): string {
  return [...part.matchAll(/^\| (.*?) \|/gm)].map(([, cell = ""]) => cell).join("\n");
}

it("gives each dependency its reason, and none that is not there", () => {
  const named = inBackticks(firstCells(section("Dependencies")));
  const there = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  expect([...named].sort()).toEqual(there.sort());
});

it("and .env.example name each variable that is read, and no other", () => {
  const read = [...readFileSync("src/config.ts", "utf8").matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(
    ([, name = ""]) => name,
  );
  const inExample = [...readFileSync(".env.example", "utf8").matchAll(/^([A-Z_]+)=/gm)].map(
    ([, name = ""]) => name,
  );
  const named = inBackticks(firstCells(section("Configuration")));
  expect(read.length).toBeGreaterThan(10);
  expect([...named].sort()).toEqual([...read].sort());
  expect([...inExample].sort()).toEqual([...read].sort());
});

it("shows an .env.example with which the playground starts", () => {
  const lines = readFileSync(".env.example", "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  const variables = Object.fromEntries(lines.map((line) => line.split("=", 2)));
  expect(parseConfig(variables)).toMatchObject({ port: 3000, slack: undefined, feishu: undefined });
});

it("tells each command in both languages", () => {
  const told = section("What to say to it");
  const commands = features.flatMap((feature) => feature.commands ?? []);
  expect(commands.length).toBeGreaterThan(5);
  for (const { words } of commands) {
    expect(told).toMatch(new RegExp(`^\\| ${words.zh[0]}\\b|^\\| ${words.zh[0]} `, "m"));
    expect(told).toMatch(new RegExp(`\\| ${words.en[0]}( |$)`, "m"));
  }
});

it("lists what is to be ticked at Feishu as the setup has it", () => {
  const words = inBackticks(section("Setting it up"));
  for (const { name } of [...feishuSetup.scopes, ...feishuSetup.events, ...feishuSetup.callbacks]) {
    expect(words).toContain(name);
  }
});

it("links to what is there, and has a script for each command", () => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = ""]) => path);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((path) => !existsSync(path))).toEqual([]);
  const scripts = [...text.matchAll(/npm run (\w+)/g)].map(([, script = ""]) => script);
  expect(scripts.filter((script) => !Object.keys(manifest.scripts).includes(script))).toEqual([]);
});

it("stays short", () => {
  expect(text.split("\n").length).toBeLessThanOrEqual(250);
});
