import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createVerifier, decrypt } from "#platforms/feishu/verify.ts";
import { encrypt, sign } from "#playground/feishu/crypto.ts";
import { envelope, now, request, secrets } from "./requests.ts";

const verify = createVerifier(secrets);
const message = envelope("im.message.receive_v1", { message: { content: "好" } });
const nowS = now.getTime() / 1000;

/** Status of a refusal, or what it was taken for. */
function verdict(...given: Parameters<typeof request>): number | string {
  const verified = verify(request(...given), now);
  return verified.type === "refused" ? verified.status : verified.type;
}

describe("a delivery", () => {
  it("signed over its raw bytes is decrypted", () => {
    const verified = verify(request(message), now);
    expect(verified).toMatchObject({ type: "delivery", ageMs: 0, body: message });
  });

  it("is decrypted as the published vector is", () => {
    const key = createHash("sha256").update("test key").digest();
    expect(decrypt("P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=", key)).toBe("hello world");
  });

  it("whose JSON has white space is accepted: the signature is over raw bytes, not over re-written JSON", () => {
    const raw = `{ "encrypt" :\n "${encrypt(JSON.stringify(message), secrets.encryptKey)}" }`;
    expect(verdict("", { raw })).toBe("delivery");
  });

  it("keeps UTF-8 whole", () => {
    const verified = verify(request(envelope("x", { text: "跟进😀" })), now);
    expect(verified).toMatchObject({ body: { event: { text: "跟进😀" } } });
  });
});

describe("is refused", () => {
  it("a forged signature: 401", () => {
    expect(verdict(message, { signature: "0".repeat(64) })).toBe(401);
    expect(verdict(message, { signature: "short" })).toBe(401);
    expect(verdict(message, { signature: "" })).toBe(401);
  });

  it("a body changed after signing: 401", () => {
    const good = request(message);
    expect(verify({ ...good, body: Buffer.concat([good.body, Buffer.from(" ")]) }, now)).toMatchObject({
      status: 401,
    });
  });

  it("an event without a signature: 401", () => {
    expect(verdict(message, { unsigned: true })).toBe(401);
  });

  it("a wrong verification token, though signed: 401", () => {
    expect(verdict(envelope("x", {}, { token: "other" }))).toBe(401);
    expect(verdict(envelope("x", {}, { token: undefined }))).toBe(401);
  });

  it("another app's event, though signed: 401", () => {
    expect(verdict(envelope("x", {}, { app_id: "cli_0000000000000000" }))).toBe(401);
  });

  it("a plaintext body when a key is set, though signed: 400", () => {
    expect(verdict("", { raw: JSON.stringify(message) })).toBe(400);
  });

  it("outer plaintext fields do not override decrypted ones", () => {
    const raw = JSON.stringify({
      encrypt: encrypt(JSON.stringify(message), secrets.encryptKey),
      header: { event_type: "forged" },
      event: { forged: true },
    });
    expect(verify(request("", { raw }), now)).toMatchObject({ body: message });
  });

  it("a request from 2001, or older than 8 hours: 401", () => {
    expect(verdict(message, { timestampS: 1_000_000_000 })).toBe(401);
    expect(verdict(message, { timestampS: nowS - 8 * 3600 - 1 })).toBe(401);
  });

  it("a request from the future, or without a time: 401", () => {
    expect(verdict(message, { timestampS: nowS + 301 })).toBe(401);
    expect(verdict(message, { timestampS: "soon" })).toBe(401);
    expect(verdict(message, { timestampS: "" })).toBe(401);
  });

  it("a body that is not JSON, or a form: 400", () => {
    expect(verdict("", { raw: "hello" })).toBe(400);
    expect(verdict("", { raw: "[1]" })).toBe(400);
    expect(verdict("", { raw: "null" })).toBe(400);
    expect(verdict(message, { contentType: "text/plain" })).toBe(400);
  });

  it('an unauthenticated {"encrypt":"AAAA"} does not end the process: 401', () => {
    expect(verdict("", { raw: '{"encrypt":"AAAA"}', unsigned: true })).toBe(401);
    expect(verdict("", { raw: `{"encrypt":"${"A".repeat(64)}"}`, unsigned: true })).toBe(401);
    expect(verdict("", { raw: '{"encrypt":"AAAA"}' })).toBe(400);
  });

  it("a long body that nobody signed is not even decrypted: 401", () => {
    expect(
      verdict({ ...challenge(secrets.verificationToken), padding: "x".repeat(5000) }, { unsigned: true }),
    ).toBe(401);
  });
});

describe("age", () => {
  it("of a late retry with its first signature is accepted up to 8 hours and told", () => {
    const verified = verify(request(message, { timestampS: nowS - 7 * 3600 }), now);
    expect(verified).toMatchObject({ type: "delivery", ageMs: 7 * 3_600_000 });
  });

  it("allows for clocks that differ by less than five minutes", () => {
    expect(verdict(message, { timestampS: nowS + 200 })).toBe("delivery");
  });
});

describe("a challenge", () => {
  it("unsigned with the right token is answered", () => {
    const verified = verify(request(challenge(secrets.verificationToken), { unsigned: true }), now);
    expect(verified).toEqual({ type: "challenge", challenge: "c-1" });
  });

  it("with a wrong or no token is refused: 401", () => {
    expect(verdict(challenge("other"), { unsigned: true })).toBe(401);
    expect(verdict({ type: "url_verification", challenge: "c-1" }, { unsigned: true })).toBe(401);
  });

  it("in plaintext is refused: 401", () => {
    const raw = JSON.stringify(challenge(secrets.verificationToken));
    expect(verdict("", { raw, unsigned: true })).toBe(401);
  });
});

describe("keys", () => {
  it("that mean something to JavaScript or to the SDK are dropped", () => {
    const plain = JSON.stringify(message).replace(
      '"event":{',
      '"headers":{"x":1},"__proto__":{"polluted":1},"event":{"constructor":1,"prototype":2,"headers":3,',
    );
    const verified = verify(request(plain), now);
    expect(verified).toMatchObject({ type: "delivery", body: message });
    const text = JSON.stringify(verified);
    expect(text).not.toMatch(/polluted|constructor|prototype|headers/);
  });
});

describe("createVerifier", () => {
  it("throws without an encrypt key or a token: with none, every request would be right", () => {
    expect(() => createVerifier({ ...secrets, encryptKey: "" })).toThrow("encrypt key");
    expect(() => createVerifier({ ...secrets, verificationToken: "" })).toThrow("verification token");
  });
});

describe("cost", () => {
  it("of verifying an ordinary event is far below the bare SDK's 280 us", () => {
    const one = request(message);
    for (let warm = 0; warm < 200; warm += 1) verify(one, now);
    const startedAt = process.cpuUsage();
    for (let run = 0; run < 1000; run += 1) verify(one, now);
    const used = process.cpuUsage(startedAt);
    expect((used.user + used.system) / 1000).toBeLessThan(250);
  });
});

function challenge(token: string): object {
  return { type: "url_verification", challenge: "c-1", token };
}

describe("the signature", () => {
  it("is a plain SHA-256 over timestamp, nonce, key and body", () => {
    const raw = JSON.stringify({ encrypt: encrypt(JSON.stringify(message), secrets.encryptKey) });
    const timestamp = String(nowS);
    const signature = sign(raw, { timestamp, nonce: "0123456789", encryptKey: secrets.encryptKey });
    expect(verdict("", { raw, signature })).toBe("delivery");
    expect(verdict("", { raw, signature: signature.toUpperCase() })).toBe(401);
  });
});
