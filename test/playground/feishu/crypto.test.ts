import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { decrypt, encrypt, sign } from "#playground/feishu/crypto.ts";

it("decrypts the vector that Feishu publishes", () => {
  expect(decrypt("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=", "test key")).toBe("hello world");
});

it("encrypts what it decrypts, with a new vector each time", () => {
  const plain = JSON.stringify({ 跟进: "客户" });
  const [one, two] = [encrypt(plain, "key"), encrypt(plain, "key")];
  expect(one).not.toBe(two);
  expect([one, two].map((text) => decrypt(text, "key"))).toEqual([plain, plain]);
  expect(() => decrypt(one, "another key")).toThrow();
});

it("signs timestamp, nonce, key and raw bytes with a plain SHA-256", () => {
  const secret = { timestamp: "1700000000", nonce: "abc", encryptKey: "test key" };
  const wanted = createHash("sha256").update('1700000000abctest key{"encrypt":"x"}').digest("hex");
  expect(sign('{"encrypt":"x"}', secret)).toBe(wanted);
});
