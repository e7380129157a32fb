import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FeishuCard } from "#playground/web/feishu/card.tsx";
import { faultsIn, fieldKey, formValues } from "#playground/web/feishu/fields.ts";
import { createDrafts } from "#playground/web/shared/drafts.ts";
import type { Json } from "#playground/web/shared/json.ts";
import type { RenderContext } from "#playground/web/shared/surface.tsx";
import { inputKey, missingIn, placedIn, valuesIn } from "#playground/web/slack/inputs.ts";
import { SlackMessage } from "#playground/web/slack/message.tsx";
import { SlackModal } from "#playground/web/slack/modal.tsx";

const nobody = async () => undefined;
const people = [
  { id: "U1", name: "王小明" },
  { id: "ou_1", name: "李娜" },
];

function context(): RenderContext {
  return { user: "U1", locale: "en", people, drafts: createDrafts(), search: async () => [] };
}

function slack(...blocks: readonly Json[]): string {
  const from = { id: "UBOT", name: "Genjin", isBot: true };
  const at = "2026-03-02T01:00:00Z";
  const message = { id: "1.1", from, at, ephemeral: false, kind: "card", raw: { blocks } } as const;
  return renderToStaticMarkup(<SlackMessage message={message} ctx={context()} onAct={nobody} />);
}

function mrkdwn(text: string, more: Json = { verbatim: true }): string {
  const page = slack({ type: "section", text: { type: "mrkdwn", text, ...more } });
  return /<div class="sk-words">(.*?)<\/div>/s.exec(page)?.[1] ?? page;
}

function feishu(...elements: readonly Json[]): string {
  return card({ schema: "2.0", body: { elements } });
}

function card(json: Json): string {
  return renderToStaticMarkup(<FeishuCard card={json} messageId="om_1" ctx={context()} onAct={nobody} />);
}

function markdown(content: string): string {
  const page = feishu({ tag: "markdown", content });
  return /<div class="fs-markdown[^>]*>(.*)<\/div><\/div><\/article>/s.exec(page)?.[1] ?? page;
}

const words = { type: "plain_text", text: "Press" };
const label = { type: "plain_text", text: "Note" };

describe("what cannot be drawn stands in a box with its name", () => {
  it.each<[string, Json]>([
    ["video", { type: "video" }],
    ["section.mystery", { type: "section", text: words, mystery: 1 }],
    ["file_input", { type: "input", label, element: { type: "file_input", action_id: "a" } }],
    ["button.mystery", { type: "actions", elements: [{ type: "button", text: words, mystery: 1 }] }],
    ["mrkdwn.emoji", { type: "section", text: { type: "mrkdwn", text: "x", emoji: true } }],
  ])("%s on Slack", (name, block) => expect(slack(block)).toMatch(boxOf(name)));

  it.each<[string, Json]>([
    ["chart", { tag: "chart" }],
    ["markdown.mystery", { tag: "markdown", content: "x", mystery: 1 }],
    ["markdown &lt;audio&gt;", { tag: "markdown", content: "<audio src=x>" }],
    ["select_img", { tag: "form", name: "f", elements: [{ tag: "select_img", name: "s" }] }],
  ])("%s on Feishu", (name, element) => expect(feishu(element)).toMatch(boxOf(name)));

  it("so are a card's own parts", () => {
    expect(card({ schema: "1.0" })).toMatch(boxOf("card.schema"));
    expect(card({ schema: "2.0", i18n_elements: {} })).toMatch(boxOf("card.i18n_elements"));
    const header = { title: { tag: "plain_text", content: "x" }, template: "pink" };
    expect(card({ schema: "2.0", header })).toMatch(boxOf("header.template pink"));
  });
});

function boxOf(name: string): RegExp {
  return new RegExp(`data-testid="unknown-component">[^/]*<code>${name}</code>`);
}

describe("Slack's markup", () => {
  it.each([
    ["*bold* and _it_ and ~no~", "<strong>bold</strong> and <em>it</em> and <s>no</s>"],
    ["客户*张三*来了", "客户*张三*来了"],
    ["*王\u200a<@U1>*", '<strong>王\u200a<span class="mention">@王小明</span></strong>'],
    ["<@U404>", '<span class="mention">@U404</span>'],
    ["&lt;b&gt; &amp;lt;", "&lt;b&gt; &amp;lt;"],
    ["`a*b*`", "<code>a*b*</code>"],
    ["2 * 3 * 4", "2 * 3 * 4"],
    ["*a\nb*", "*a\nb*"],
    ["&gt; said\nafter", '<span class="quote">said</span>after'],
  ])("%j", (text, drawn) => expect(mrkdwn(text)).toBe(drawn));

  it("opens web addresses beside the page, and nothing else", () => {
    expect(mrkdwn("<https://a.example/_x_?b&amp;c|the *page*>")).toBe(
      '<a href="https://a.example/_x_?b&amp;c" target="_blank" rel="noreferrer">the *page*</a>',
    );
    expect(mrkdwn("<javascript:alert(1)|go>")).toBe("go");
  });

  it("finds addresses in words only where it was not told to leave them", () => {
    expect(mrkdwn("see https://a.example.")).toBe("see https://a.example.");
    expect(mrkdwn("see https://a.example.", {})).toContain(">https://a.example</a>.");
  });
});

describe("a card's Markdown", () => {
  it.each([
    ["**a\nb** &#42;&#42;c&#42;&#42;", "<p><strong>a\nb</strong> **c**</p>"],
    ['<font color="grey">soft</font>', '<p><span class="color-grey">soft</span></p>'],
    [
      "<at id=ou_1></at><at ids=all,ou_2></at>",
      `<p>${["李娜", "everybody", "ou_2"].map(mention).join("")}</p>`,
    ],
    ["~~a~~ *b* `c`", "<p><s>a</s> <em>b</em> <code>c</code></p>"],
    ["&#60;font&#62;", "<p>&lt;font&gt;</p>"],
    ["&#1114112;", "<p>&amp;#1114112;</p>"],
    ["# Big\nsmall", '<p class="fs-heading fs-heading-1">Big</p><p>small</p>'],
    ["- one", '<p class="fs-item fs-item-0"><span>•</span><span>one</span></p>'],
    ["[a](https://a.example)", '<p><a href="https://a.example" target="_blank" rel="noreferrer">a</a></p>'],
    ["[a](javascript:alert)", "<p>a</p>"],
  ])("%j", (content, drawn) => expect(markdown(content)).toBe(drawn));
});

function mention(name: string): string {
  return `<span class="mention">@${name}</span>`;
}

const note = {
  type: "input",
  block_id: "note",
  label,
  element: { type: "plain_text_input", action_id: "value", max_length: 10 },
};
const day = {
  type: "input",
  block_id: "day",
  optional: true,
  label: { type: "plain_text", text: "Day" },
  element: { type: "datepicker", action_id: "value", initial_date: "2026-03-02" },
};

describe("a modal", () => {
  const draw = (errors: Readonly<Record<string, string>>, ctx = context()) =>
    renderToStaticMarkup(
      <SlackModal view={{ id: "V1", blocks: [note, day] }} errors={errors} ctx={ctx} onAct={nobody} />,
    );

  it.each(["note", "Note"])("shows an error under its field, found by %s", (key) => {
    const page = draw({ [key]: "too short" });
    const described = /aria-describedby="([^"]+)" aria-invalid="true"/.exec(page)?.[1];
    expect(page).toMatch(new RegExp(`id="${described}" role="alert">.*too short`));
  });

  it("counts characters once few are left, as people count them", () => {
    const ctx = context();
    const key = inputKey(ctx, "V1", placedIn(note, "note", note.element));
    expect(draw({}, ctx)).not.toContain("field-counter");
    ctx.drafts.set(key, "👍".repeat(9));
    expect(draw({}, ctx)).toContain(">1 left<");
    ctx.drafts.set(key, "👍".repeat(12));
    expect(draw({}, ctx)).toContain(">2 too many<");
  });

  it("sends what every input holds, and names the required ones that hold nothing", () => {
    const ctx = context();
    const values = valuesIn([note, day], "V1", ctx);
    expect(values).toEqual({
      note: { value: { type: "plain_text_input", value: null } },
      day: { value: { type: "datepicker", selected_date: "2026-03-02" } },
    });
    expect(missingIn([note, day], values)).toEqual(["note"]);
    ctx.drafts.set(inputKey(ctx, "V1", placedIn(day, "day", day.element)), null);
    expect(valuesIn([day], "V1", ctx)).toEqual({
      day: { value: { type: "datepicker", selected_date: null } },
    });
  });
});

describe("a Feishu form", () => {
  const title = { tag: "input", name: "title", required: true, max_length: 3 };
  const when = { tag: "date_picker", name: "when", initial_date: "2026-03-02" };
  const done = { tag: "checker", name: "done", checked: false };
  const columns = [{ tag: "column", elements: [when] }];
  const form = { tag: "form", name: "f", elements: [title, { tag: "column_set", columns }, done] };

  it("sends its fields by name, wherever in it they stand", () => {
    const ctx = context();
    expect(formValues(form, "om_1", ctx)).toEqual({ title: "", when: "2026-03-02", done: false });
    ctx.drafts.set(fieldKey(ctx, "om_1", when), "");
    ctx.drafts.set(fieldKey(ctx, "om_1", done), true);
    expect(formValues(form, "om_1", ctx)).toEqual({ title: "", done: true });
  });

  it("is not sent while a required field is empty or one is too long", () => {
    expect(faultsIn(form, { title: "" })).toEqual({ title: "required" });
    expect(faultsIn(form, { title: "🙂🙂🙂" })).toEqual({});
    expect(faultsIn(form, { title: "four" })).toEqual({ title: "tooLong" });
  });

  it("keeps what was typed while the card is drawn again, until the bot changes the field", () => {
    const ctx = context();
    const draw = (field: Json) =>
      renderToStaticMarkup(
        <FeishuCard
          card={{ schema: "2.0", body: { elements: [{ tag: "form", name: "f", elements: [field] }] } }}
          messageId="om_1"
          ctx={ctx}
          onAct={nobody}
        />,
      );
    ctx.drafts.set(fieldKey(ctx, "om_1", title), "mine");
    expect(draw({ ...title })).toContain('value="mine"');
    expect(draw({ ...title, default_value: "theirs" })).toContain('value="theirs"');
  });

  it("names a field without a label by the words above it", () => {
    const page = feishu({ tag: "markdown", content: "**When**" }, when);
    const id = /<div class="fs-markdown [^>]*id="([^"]+)"/.exec(page)?.[1] ?? "?";
    expect(page).toContain(`aria-labelledby="${id}"`);
  });
});
