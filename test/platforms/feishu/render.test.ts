import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buttons, type Card, fields, note, text } from "#chat/card.ts";
import { md, value } from "#chat/text.ts";
import { countElements, limits } from "#platforms/feishu/limits.ts";
import { renderCard } from "#platforms/feishu/render-card.ts";
import { renderForm } from "#platforms/feishu/render-form.ts";
import { validateCard } from "#playground/feishu/validate.ts";
import { cards, forms } from "./arbitrary.ts";

const hostile = "<at id=all></at> *a* [x](y) `c` # h";

function cardWith(...body: Card["body"]): Card {
  return { title: "跟进", tone: "success", body };
}

function contents(card: object): string {
  return JSON.stringify(card);
}

describe("renderCard", () => {
  it("stays within every limit and property table at any length", () => {
    fc.assert(
      fc.property(cards, (card) => {
        const drawn = renderCard(card);
        expect(validateCard(drawn, { hazards: true })).toEqual([]);
        expect(Buffer.byteLength(JSON.stringify(drawn))).toBeLessThanOrEqual(limits.cardBytes);
        expect(countElements(drawn)).toBeLessThanOrEqual(limits.cardElements);
      }),
      { numRuns: 150 },
    );
  });

  it("draws no element without words", () => {
    fc.assert(
      fc.property(cards, (card) => {
        expect(JSON.stringify(renderCard({ ...card, title: "t" }))).not.toMatch(
          /"tag":"markdown","content":"\s*"/,
        );
      }),
      { numRuns: 50 },
    );
  });

  it("shows what a person wrote as it stands and pings nobody", () => {
    const drawn = renderCard(
      cardWith(
        text(value(hostile)),
        note(value(hostile)),
        fields({ label: hostile, value: value(hostile) }),
        { type: "list", items: [{ text: value(hostile) }], moreText: hostile },
        { type: "image", url: "https://genjin.example/a.png", alt: hostile },
      ),
    );
    const markdown = JSON.stringify(drawn.body.elements.map((element) => element["content"]));
    expect(markdown).not.toMatch(/<at|\*a\*|\[x\]|`c`|# h/);
    expect(markdown).toContain(
      "&#60;at id=all&#62;&#60;/at&#62; &#42;a&#42; &#91;x&#93;(y) &#96;c&#96; &#35; h",
    );
  });

  it("keeps our bold and closes it where a cut left it open", () => {
    const drawn = renderCard(cardWith(text(md`**${"x".repeat(7000)}** end`)));
    const content = String(drawn.body.elements[0]?.["content"]);
    expect(content.startsWith("**xxx")).toBe(true);
    expect(content.endsWith("…**")).toBe(true);
  });

  it("does not let a value start a list, a heading, a rule, a numbered line or an emoji", () => {
    const drawn = renderCard(cardWith(text(value("- a\n+ b\n1. c\n---\n:DONE:\n=="))));
    expect(drawn.body.elements[0]?.["content"]).toBe(
      "&#45; a\n&#43; b\n1&#46; c\n&#45;--\n&#58;DONE:\n&#61;=",
    );
  });

  it("mentions a Feishu account, and names an account of another platform", () => {
    const people = md`${{ type: "person", name: "李雷", userId: "ou_1a" }} ${{ type: "person", name: "Ann_B", userId: "U1" }}`;
    expect(renderCard(cardWith(text(people))).body.elements[0]?.["content"]).toBe(
      "<at id=ou_1a></at> Ann&#95;B",
    );
  });

  it("links only to web addresses, with brackets that do not end the link", () => {
    const links = md`${{ type: "link", label: "a]b", url: "https://x.example/(1)" }} ${{ type: "link", label: "c", url: "javascript:alert(1)" }}`;
    expect(renderCard(cardWith(text(links))).body.elements[0]?.["content"]).toBe(
      "[a&#93;b](https://x.example/%281%29) c",
    );
  });

  it("says how many list items are not shown, those the feature left out included", () => {
    const item = {
      text: value("客户"),
      buttons: [{ label: "完成", action: { id: "todo.done", payload: { todoId: "1" } } }],
    };
    const drawn = renderCard(
      cardWith({
        type: "list",
        items: Array(300).fill(item),
        more: 5,
        moreText: "还有 {count} 条",
      }),
    );
    const shown = drawn.body.elements.filter((element) => element.tag === "button").length;
    expect(contents(drawn)).toContain(`还有 ${305 - shown} 条`);
    expect(shown).toBeGreaterThan(40);
  });

  it("cuts a text of 40,000 characters with an ellipsis and keeps the buttons after it", () => {
    const drawn = renderCard(
      cardWith(
        text(value("很长".repeat(20_000))),
        buttons({ label: "撤销", action: { id: "follow-up.undo", payload: {} } }),
      ),
    );
    expect(String(drawn.body.elements[0]?.["content"])).toMatch(/很长很…$|很长…$/);
    expect(drawn.body.elements[1]?.tag).toBe("button");
  });

  it("never cuts an emoji in half, neither in Markdown nor in plain text", () => {
    const drawn = renderCard({ ...cardWith(text(value("😀".repeat(5000)))), title: "😀".repeat(150) });
    expect(contents(drawn)).not.toMatch(/\\ud[89a-f]/i);
    expect(drawn.header?.title["content"]).toBe(`${"😀".repeat(99)}…`);
  });

  it("drops control characters and lone halves of characters, which are no text", () => {
    const drawn = renderCard(cardWith(text(value("a\u0000\u0007b\ud83dc\n\td"))));
    expect(drawn.body.elements[0]?.["content"]).toBe("abc\n\td");
  });

  it("draws three tables as tables and the fourth as lines", () => {
    const table = { columns: ["客户", "金额"], rows: [["远大|集团", "50万"]], moreText: "" };
    const drawn = renderCard(
      cardWith(...Array.from({ length: 4 }, () => ({ type: "table" as const, ...table }))),
    );
    expect(drawn.body.elements.map((element) => element.tag)).toEqual([
      "table",
      "table",
      "table",
      "markdown",
    ]);
    expect(drawn.body.elements[3]?.["content"]).toBe("客户 · 金额\n远大&#124;集团 · 50万");
  });

  it("has a colour by tone, a plain header for neutral and the summary in the chat list", () => {
    const drawn = renderCard({ ...cardWith(), tone: "neutral", summary: "一句话" });
    expect(drawn.header?.template).toBe("default");
    expect(drawn.config.summary.content).toBe("一句话");
    expect(renderCard(cardWith()).header?.template).toBe("green");
  });
});

describe("renderForm", () => {
  it("stays within every limit and property table at any length", () => {
    fc.assert(
      fc.property(forms, (form) => {
        expect(validateCard(renderForm(form, { locale: "zh" }), { hazards: true })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("keeps the preset option among those there is room for", () => {
    const options = Array.from({ length: 500 }, (_, index) => ({
      value: `c${index}`,
      label: `客户 ${index}`,
    }));
    const form = {
      id: "f",
      title: "t",
      submit: "s",
      cancel: "c",
      payload: {},
      fields: [{ name: "customer", label: "客户", type: "select" as const, options, initial: "c499" }],
    };
    const drawn = contents(renderForm(form, { locale: "zh" }));
    expect(drawn).toContain('"initial_option":"c499"');
    expect(drawn).toContain('"value":"c499"');
  });
});
