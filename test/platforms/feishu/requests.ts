import { randomUUID } from "node:crypto";
import type { RawRequest } from "#chat/http.ts";
import { encrypt, sign } from "#playground/feishu/crypto.ts";

export const secrets = {
  appId: "cli_a1b2c3d4e5f60718",
  appSecret: "secret",
  encryptKey: "test key",
  verificationToken: "verification-token",
} as const;

export const now = new Date("2026-11-23T01:00:00Z");

type Changes = {
  /** What is posted instead of the encrypted body. */
  readonly raw?: string;
  readonly timestampS?: number | string;
  readonly signature?: string;
  readonly unsigned?: boolean;
  readonly contentType?: string;
};

/** A version 2 envelope. */
export function envelope(eventType: string, event: object, header: object = {}): object {
  return {
    schema: "2.0",
    header: {
      event_id: randomUUID().replaceAll("-", ""),
      event_type: eventType,
      create_time: String(now.getTime()),
      token: secrets.verificationToken,
      app_id: secrets.appId,
      tenant_key: "7d1a2b3c4d5e6f70",
      ...header,
    },
    event,
  };
}

/** A request as the platform makes it, signed over exactly the bytes that are sent, but for the changes. */
export function request(body: object | string, changes: Changes = {}): RawRequest {
  const plain = typeof body === "string" ? body : JSON.stringify(body);
  const raw = changes.raw ?? JSON.stringify({ encrypt: encrypt(plain, secrets.encryptKey) });
  const timestamp = String(changes.timestampS ?? Math.floor(now.getTime() / 1000));
  const nonce = "0123456789";
  const signature = changes.signature ?? sign(raw, { timestamp, nonce, encryptKey: secrets.encryptKey });
  return {
    headers: {
      "content-type": changes.contentType ?? "application/json; charset=utf-8",
      ...(changes.unsigned !== true && {
        "x-lark-request-timestamp": timestamp,
        "x-lark-request-nonce": nonce,
        "x-lark-signature": signature,
      }),
    },
    body: Buffer.from(raw, "utf8"),
    receivedAt: now,
  };
}
