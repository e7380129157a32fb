import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FeishuCard } from "#playground/web/feishu/card.tsx";
import { createDrafts } from "#playground/web/shared/drafts.ts";
import { isObject, type Json, listOf, objectOf, textAt } from "#playground/web/shared/json.ts";
import type { RenderContext } from "#playground/web/shared/surface.tsx";
import { SlackHome } from "#playground/web/slack/home.tsx";
import { SlackMessage } from "#playground/web/slack/message.tsx";
import { SlackModal } from "#playground/web/slack/modal.tsx";

const golden = "test/golden";
const paths = readdirSync(golden, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".json"),
);
const nobody = async () => undefined;

describe("every golden card and form", () => {
  it("is seen", () => {
    expect(paths.filter((path) => path.includes(".slack.")).length).toBeGreaterThan(200);
    expect(paths.filter((path) => path.includes(".feishu.")).length).toBeGreaterThan(200);
  });

  it.each(paths)("%s is drawn whole, with every word that it says", (path) => {
    const json: unknown = JSON.parse(readFileSync(join(golden, path), "utf8"));
    const page = seen(draw(path, json));
    expect(page.includes("unknown-component")).toBe(false);
    expect(wordsOf(json).filter((words) => !page.includes(words))).toEqual([]);
  });
});

function draw(path: string, json: unknown): ReactElement {
  const ctx = contextOf(path.endsWith(".zh.json") ? "zh" : "en");
  if (path.includes(".feishu.")) return <FeishuCard card={json} messageId="om_1" ctx={ctx} onAct={nobody} />;
  const type = objectOf(json)["type"];
  if (type === "modal") return <SlackModal view={json} errors={{}} ctx={ctx} onAct={nobody} />;
  if (type === "home") return <SlackHome view={json} ctx={ctx} onAct={nobody} />;
  return <SlackMessage message={messageOf(json)} ctx={ctx} onAct={nobody} />;
}

function contextOf(locale: "zh" | "en"): RenderContext {
  return { user: "U1", locale, people: [], drafts: createDrafts(), search: async () => [] };
}

function messageOf(raw: unknown) {
  const from = { id: "UBOT", name: "Genjin", isBot: true };
  return { id: "1.1", from, at: "2026-03-02T01:00:00Z", ephemeral: false, kind: "card", raw } as const;
}

/** The words of a page with the values of its fields, in one line. */
function seen(element: ReactElement): string {
  const page = renderToStaticMarkup(element)
    .replaceAll(/<input [^>]*value="([^"]*)"[^>]*>/g, " $1 ")
    .replaceAll(/<[^>]*data-testid="([^"]*)"[^>]*>/g, " $1 ")
    .replaceAll(/<[^>]*>/g, "");
  return inOneLine(decoded(page));
}

/** Every text that a person sees before touching anything: open lists, questions and later pages of a table are still hidden. */
function wordsOf(json: unknown): readonly string[] {
  if (Array.isArray(json)) return json.flatMap(wordsOf);
  if (!isObject(json)) return [];
  const hidden = ["placeholder", "options", "confirm", "rows", "behaviors", "config"];
  const inner = Object.entries(json).flatMap(([key, value]) => (hidden.includes(key) ? [] : wordsOf(value)));
  return [...own(json), ...firstPage(json), ...inner].map(inOneLine).filter((words) => words !== "");
}

function own(element: Json): readonly string[] {
  if (element["type"] === "plain_text") return [decoded(textAt(element, "text") ?? "")];
  if (element["type"] === "mrkdwn") return slackWords(textAt(element, "text") ?? "").split("\n");
  if (element["tag"] === "plain_text") return [textAt(element, "content") ?? ""];
  if (element["tag"] === "markdown") return feishuWords(textAt(element, "content") ?? "").split("\n");
  const held = ["initial_value", "default_value", "initial_date", "initial_time"];
  return held.map((key) => textAt(element, key) ?? "");
}

function firstPage(element: Json): readonly string[] {
  if (element["tag"] !== "table") return [];
  const heads = listOf(element["columns"]).map((column) => textAt(objectOf(column), "display_name") ?? "");
  const rows = listOf(element["rows"]).slice(0, Number(element["page_size"]));
  return [...heads, ...rows.flatMap((row) => Object.values(objectOf(row)).map(String))];
}

/** Our renderer writes no other marks than bold and references. */
function slackWords(text: string): string {
  const words = text.replaceAll(/<[^<>|]*\|([^<>]*)>/g, "$1").replaceAll(/<@(\w+)>/g, "@$1");
  return decoded(words.replaceAll("*", ""));
}

function feishuWords(markdown: string): string {
  const words = markdown
    .replaceAll(/<at id=(\w+)><\/at>/g, "@$1")
    .replaceAll(/<\/?font[^>]*>/g, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("**", "");
  return decoded(words);
}

const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', "#x27": "'" };

function decoded(text: string): string {
  return text.replaceAll(
    /&(?:#(\d+)|(lt|gt|amp|quot|#x27));/g,
    (all, code: string | undefined, name: string) =>
      code === undefined ? (named[name] ?? all) : String.fromCodePoint(Number(code)),
  );
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
