import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, buttons, type Card, fields, note, text } from "#chat/card.ts";
import { authored, md, value } from "#chat/text.ts";
import { renderCard, renderHome, renderNotice } from "#platforms/slack/render-card.ts";
import { textObject } from "#platforms/slack/text-object.ts";
import { cards, phrases } from "./arbitrary.ts";
import { complaints } from "./schema.ts";

function card(...body: Block[]): Card {
  return { title: "Logged", tone: "success", body };
}

function blocksOf(...body: Block[]) {
  return renderCard(card(...body)).blocks.slice(1);
}

const tricky = "*a* _b_ <!channel> :smile:";

test("a value is shown exactly as it was written and pings nobody", () => {
  const [section] = blocksOf(text(md`**Note:** ${tricky}`));
  expect(section).toEqual({
    type: "section",
    text: { type: "plain_text", text: `Note: ${tricky}`, emoji: false },
  });
});

test("every text is sent so that Slack reads nothing into what people wrote", () => {
  fc.assert(
    fc.property(phrases, (words) => {
      const object = textObject(md`${words}`, 3000);
      if (object.type === "plain_text") return object.emoji === false;
      const unescaped = object.text.replaceAll("&lt;", "").replaceAll("&gt;", "").replaceAll("&amp;", "");
      return object.verbatim === true && !/[*~`<>&]|:[^\s:]+:/.test(unescaped);
    }),
    { numRuns: 300 },
  );
});

test("a text without markup keeps its bold, its links and its mentions", () => {
  const [section] = blocksOf(
    text(
      md`**${"A & B"}** met ${{ type: "person", name: "李雷", userId: "U1" }}: ${{ type: "link", label: "file", url: "https://x.example/a b" }}`,
    ),
  );
  expect(section).toMatchObject({
    text: { type: "mrkdwn", text: "*A &amp; B* met <@U1>: <https://x.example/a%20b|file>", verbatim: true },
  });
});

test("bold beside Chinese gets the space without which Slack shows the stars", () => {
  const [section] = blocksOf(text(authored("共**3**条")));
  expect(section).toMatchObject({ text: { text: "共\u200a*3*\u200a条" } });
});

test("bold over several lines is bold in each, for Slack ends it at a line break", () => {
  const [section] = blocksOf(text(authored("**a\nb**")));
  expect(section).toMatchObject({ text: { text: "*a*\n*b*" } });
});

test("a mention of an account of another platform is a name", () => {
  const [section] = blocksOf(text(md`${{ type: "person", name: "李雷", userId: "ou_1" }}`));
  expect(section).toMatchObject({ text: { text: "李雷" } });
});

test("short fields stand two by two, a long one over the whole width", () => {
  const blocks = blocksOf(
    fields({ label: "When", value: value("today") }, { label: "Said", value: value("x".repeat(200)) }),
  );
  expect(blocks).toMatchObject([
    { type: "section", fields: [{ text: "*When*\ntoday" }] },
    { type: "section", text: { text: `*Said*\n${"x".repeat(200)}` } },
  ]);
});

test("an item with one button has it beside the text, with several below", () => {
  const one = { label: "Done", action: { id: "todo.done", payload: { todoId: "1" } } };
  const blocks = blocksOf({
    type: "list",
    moreText: "{count} more",
    more: 2,
    items: [
      { text: value("a"), buttons: [one] },
      { text: value("b"), buttons: [one, { ...one, label: "Later" }] },
    ],
  });
  expect(blocks).toMatchObject([
    { type: "section", accessory: { action_id: "todo.done#0", value: '{"todoId":"1"}' } },
    { type: "section", text: { text: "b" } },
    { type: "actions", elements: [{ action_id: "todo.done#0" }, { action_id: "todo.done#1" }] },
    { type: "context", elements: [{ text: "2 more" }] },
  ]);
});

test("a list too long for a message ends with the number of what is left out, and the buttons stay", () => {
  const items = Array.from({ length: 80 }, (_, index) => ({ text: value(`item ${index}`) }));
  const blocks = blocksOf(
    { type: "list", items, more: 20, moreText: "and {count} more" },
    buttons({ label: "New", action: { id: "todo.add", payload: {} } }),
  );
  const shown = blocks.filter((block) => block.type === "section").length;
  expect(blocks.length).toBe(49);
  expect(blocks.at(-2)).toMatchObject({ elements: [{ text: `and ${100 - shown} more` }] });
  expect(blocks.at(-1)).toMatchObject({ type: "actions" });
});

test("a table is drawn as fields, five rows a section, because phones do not show tables", () => {
  const rows = Array.from({ length: 6 }, (_, index) => [`stage ${index}`, String(index), "30万"]);
  const blocks = blocksOf({
    type: "table",
    columns: ["Stage", "Count", "Sum"],
    rows,
    moreText: "{count} more",
  });
  expect(blocks).toMatchObject([
    { type: "context", elements: [{ text: "Stage · Count · Sum" }] },
    { type: "section", fields: { length: 10, 0: { text: "*stage 0*" }, 1: { text: "Count 0 · Sum 30万" } } },
    { type: "section", fields: { length: 2 } },
  ]);
});

test("the text carries the whole content in words", () => {
  const drawn = renderCard({
    title: "Logged",
    summary: "ACME visited",
    tone: "info",
    body: [
      fields({ label: "Next", value: md`**${"Fri"}** <soon>` }),
      note(md`see ${{ type: "link", label: "file", url: "https://x.example" }}`),
      { type: "table", columns: ["A", "B"], rows: [["1", "2"]], moreText: "" },
    ],
  });
  expect(drawn.text).toBe("ACME visited\nNext: Fri &lt;soon&gt;\nsee file (https://x.example)\nA · B\n1 · 2");
});

test("a long text in words never ends within an entity", () => {
  const { text: words } = renderCard({ title: "&".repeat(5000), tone: "info", body: [] });
  expect(words).toMatch(/^(&amp;)+…$/);
  expect(words.length).toBeLessThanOrEqual(4000);
});

test("a button that Slack could not carry back whole is left out", () => {
  const payload = { id: "x".repeat(3000) };
  expect(
    blocksOf(
      buttons({ label: "a", action: { id: "b", payload } }, { label: "c", url: "javascript:alert(1)" }),
    ),
  ).toEqual([]);
});

test("a destructive button asks in a dialog of the same colour", () => {
  const confirm = { title: "Sure?", text: "It is gone then.", yes: "Delete", no: "Keep" };
  const [row] = blocksOf(
    buttons({ label: "Delete", style: "danger", confirm, action: { id: "a.b", payload: {} } }),
  );
  expect(row).toMatchObject({
    elements: [{ style: "danger", confirm: { style: "danger", deny: { text: "Keep" } } }],
  });
});

test("a notice is shown as it stands", () => {
  expect(renderNotice(tricky)).toEqual({
    text: "*a* _b_ &lt;!channel&gt; :smile:",
    blocks: [{ type: "section", text: { type: "plain_text", text: tricky, emoji: false } }],
  });
});

test("hazard 10: no card of any length is too big for a message", () => {
  fc.assert(
    fc.property(cards, (any) => {
      const drawn = renderCard(any);
      expect(JSON.stringify(drawn.blocks).length).toBeLessThanOrEqual(13_000);
      expect([...drawn.text].length).toBeLessThanOrEqual(4000);
      expect(complaints("MessagePayload", drawn)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("no card of any length is too big for the Home tab", () => {
  fc.assert(
    fc.property(cards, (any) => {
      expect(complaints("HomeView", renderHome(any))).toEqual([]);
    }),
    { numRuns: 50 },
  );
});

test("a message can be sent whatever characters people use", () => {
  fc.assert(
    fc.property(cards, (any) => renderCard(any).text === wellFormed(renderCard(any).text)),
    { numRuns: 50 },
  );
});

test("a text of characters of two units each is kept whole within the limit", () => {
  const summary = "𐀀".repeat(3000);
  expect(renderCard({ title: "", summary, tone: "neutral", body: [] }).text).toBe(summary);
});

function wellFormed(words: string): string {
  return decodeURIComponent(encodeURIComponent(words));
}
