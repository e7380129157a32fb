import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/**
 * Feishu's event encryption: base64 of a 16 byte IV followed by AES-256-CBC, the key being SHA-256 of the
 * encrypt key. https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function encrypt(plain: string, encryptKey: string): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", keyOf(encryptKey), iv);
  return Buffer.concat([iv, cipher.update(plain, "utf8"), cipher.final()]).toString("base64");
}

/** The reverse of `encrypt`. Throws when the key is wrong or the text was not encrypted this way. */
export function decrypt(encrypted: string, encryptKey: string): string {
  const bytes = Buffer.from(encrypted, "base64");
  const decipher = createDecipheriv("aes-256-cbc", keyOf(encryptKey), bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
}

/** `X-Lark-Signature`: hex of a plain SHA-256 (no HMAC) over timestamp, nonce, encrypt key and the raw body. */
export function sign(raw: string, secret: { timestamp: string; nonce: string; encryptKey: string }): string {
  const { timestamp, nonce, encryptKey } = secret;
  return createHash("sha256")
    .update(timestamp + nonce + encryptKey + raw, "utf8")
    .digest("hex");
}

function keyOf(encryptKey: string): Buffer {
  return createHash("sha256").update(encryptKey, "utf8").digest();
}
