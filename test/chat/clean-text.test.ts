import { expect, it } from "vitest";
import { cleanText } from "#chat/clean-text.ts";

it("takes out control characters, and leaves lines, tabs and every script as they are", () => {
  expect(cleanText("a\u0000b\u0007c\u001b[31md\u007fe\u0085f")).toBe("abc[31mdef");
  const words = "一行\n\t二行\r\n אבג 👩‍👩‍👧‍👦 \u202e反\u202c";
  expect(cleanText(words)).toBe(words);
});
