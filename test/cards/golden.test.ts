import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locales } from "#chat/locale.ts";
import { isObject, type JsonObject, parseJson } from "#playground/slack/json.ts";
import { feishuFaults } from "../support/feishu-validator.ts";
import { allSamples, type Drawing, drawingsOf, homesOf } from "../support/samples.ts";
import { slackMessageFaults, slackViewFaults } from "../support/slack-validator.ts";
import { readSources } from "../support/sources.ts";

const folder = "test/golden";

/** What is sent over the wire, with keys in order. */
function printed(json: object): string {
  return `${JSON.stringify(json, (_, value: unknown) => (isPlain(value) ? sorted(value) : value), 2)}\n`;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function wire(json: object): JsonObject {
  const parsed = parseJson(JSON.stringify(json));
  if (!isObject(parsed)) throw new Error("a drawing is an object");
  return parsed;
}

const faultsOf: Readonly<Record<Drawing["kind"], (json: JsonObject) => readonly string[]>> = {
  "slack-message": slackMessageFaults,
  "slack-view": slackViewFaults,
  "feishu-card": feishuFaults,
};

describe.each(allSamples)("$drawer: $name", (sample) => {
  it.each(drawingsOf(sample))(
    "$file is what is drawn, and what the platform takes",
    async ({ file, kind, json }) => {
      expect(faultsOf[kind](wire(json))).toEqual([]);
      await expect(printed(json)).toMatchFileSnapshot(`../golden/${file}`);
    },
  );

  it("fits the Home tab, if it is a card", () => {
    for (const home of homesOf(sample)) expect(slackViewFaults(wire(home))).toEqual([]);
  });
});

describe("the golden files", () => {
  it("are of samples that there are, each under its own name", () => {
    const expected = allSamples.flatMap((sample) => drawingsOf(sample).map(({ file }) => file));
    const found = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".json"),
    );
    expect(new Set(expected).size).toBe(expected.length);
    expect(found.sort()).toEqual([...expected].sort());
    expect(expected.length).toBeGreaterThan(200);
  });

  it("show every card and form that cards/ can make", () => {
    const texts = [...readSources("src/features"), ...readSources("test/support")]
      .filter(({ path }) => path.endsWith("samples.ts"))
      .map(({ code }) => code)
      .join("\n");
    const makers = readSources("cards").flatMap(({ path, code }) =>
      [...code.matchAll(/^export function (\w+)\([^{}]*(?:\{[^{}]*\}[^{}]*)*\): (?:Card|Form)\b/gm)].map(
        ([, name = ""]) => ({ path, name }),
      ),
    );
    expect(makers.length).toBeGreaterThan(30);
    expect(
      makers.filter(({ name }) => !new RegExp(`\\b${name}\\b`).test(texts.replace(/^import[^;]*;/gm, ""))),
    ).toEqual([]);
  });

  it("say different things in both languages, or show no words of ours", () => {
    const [zh, en] = locales.map((locale) => allSamples.map((sample) => printed(sample.make(locale))));
    expect(allSamples.filter((_, index) => zh?.[index] === en?.[index])).toEqual([]);
  });

  it("of English have no Chinese but what people wrote", () => {
    const plain = allSamples.filter(({ drawer, name }) => drawer === "help" && name === "help");
    expect(plain).toHaveLength(1);
    for (const sample of plain) expect(JSON.stringify(sample.make("en"))).not.toMatch(/\p{Script=Han}/u);
  });
});
