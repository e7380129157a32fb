import { describe, expect, test } from "vitest";
import { createSecretBox, SecretBoxError } from "#directory/secret-box.ts";

const box = createSecretBox("a".repeat(32));

describe("a secret box", () => {
  test("opens what it sealed", () => {
    const sealed = box.seal("xoxb-令牌", "token");
    expect(sealed).not.toContain("xoxb");
    expect(box.open(sealed, "token")).toBe("xoxb-令牌");
  });

  test("seals the same secret differently each time", () => {
    expect(box.seal("x", "token")).not.toBe(box.seal("x", "token"));
  });

  test("says what to do when GENJIN_SECRET is another one", () => {
    const sealed = box.seal("xoxb-1", "token");
    expect(() => createSecretBox("b".repeat(32)).open(sealed, "token")).toThrow(/GENJIN_SECRET/);
  });

  test.each([
    ["changed", (sealed: string) => sealed.slice(0, -2) + (sealed.endsWith("AA") ? "BB" : "AA")],
    ["cut", (sealed: string) => sealed.split(".").slice(0, 3).join(".")],
    ["with a shortened tag", (sealed: string) => shortenTag(sealed)],
    ["empty", () => ""],
    ["of another version", (sealed: string) => sealed.replace("v1", "v2")],
  ])("does not open a text that is %s", (_, change) => {
    expect(() => box.open(change(box.seal("xoxb-1", "token")), "token")).toThrow(SecretBoxError);
  });

  test("does not open what was sealed for another purpose", () => {
    expect(() => box.open(box.seal("xoxb-1", "token of T1"), "token of T2")).toThrow(SecretBoxError);
  });
});

function shortenTag(sealed: string): string {
  const [version, nonce, tag, text] = sealed.split(".");
  return [version, nonce, tag?.slice(0, 6), text].join(".");
}
