import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import type { RawRequest } from "#chat/http.ts";

export type Secrets = {
  readonly appId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
};

type Json = Readonly<Record<string, unknown>>;

type Refused = { readonly type: "refused"; readonly status: 400 | 401; readonly reason: string };

export type Verified =
  | Refused
  | { readonly type: "challenge"; readonly challenge: string }
  /** `ageMs` since the platform signed it: late retries may carry the first signature. */
  | { readonly type: "delivery"; readonly body: Json; readonly ageMs: number };

/** The last retry comes 7 h 5 min after the first attempt: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview */
const ageMaxMs = 8 * 3_600_000;
const clockSkewMaxMs = 300_000;
/** A `url_verification` is some 200 bytes; nothing longer is decrypted for somebody who did not sign. */
const unsignedBytesMax = 4096;

/** Keys that mean something to JavaScript or to the SDK's dispatcher, which flattens what it is given. */
const droppedKeys: ReadonlySet<string> = new Set(["headers", "__proto__", "constructor", "prototype"]);

/**
 * Whether a request comes from the platform, checked over its raw bytes and in constant time. The SDK's own checks
 * compare neither verification token nor app, know no age, sign what `JSON.stringify` makes of the body, and end
 * the process on a broken challenge. Throws when a secret is empty: without one, anybody's request would be right.
 * https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
export function createVerifier(secrets: Secrets): (request: RawRequest, now: Date) => Verified {
  if (secrets.encryptKey === "" || secrets.verificationToken === "") {
    throw new Error("Feishu needs an encrypt key and a verification token");
  }
  const key = createHash("sha256").update(secrets.encryptKey, "utf8").digest();
  return (request, now) => {
    const opened = open(request, secrets.encryptKey, key);
    if (opened.type !== "opened") return opened;
    const { body, isSigned } = opened;
    if (body["type"] === "url_verification") return challenge(body, secrets);
    return isSigned ? delivery(body, secrets, ageMs(request, now)) : refused(401, "not signed");
  };
}

type Opened = { readonly type: "opened"; readonly body: Json; readonly isSigned: boolean };

/** Signature first, then what was encrypted; what stands beside it in the clear is not read. */
function open(request: RawRequest, encryptKey: string, key: Buffer): Opened | Refused {
  if (request.headers["content-type"]?.startsWith("application/json") !== true)
    return refused(400, "not JSON");
  const isSigned = request.headers["x-lark-signature"] !== undefined;
  if (isSigned && !isSignatureRight(request, encryptKey)) return refused(401, "wrong signature");
  if (!isSigned && request.body.length > unsignedBytesMax) return refused(401, "not signed");
  const encrypted = parseObject(request.body.toString("utf8"))?.["encrypt"];
  const body = typeof encrypted === "string" ? parseObject(decrypt(encrypted, key)) : undefined;
  if (body === undefined) return refused(isSigned ? 400 : 401, "not encrypted by the platform");
  return { type: "opened", body, isSigned };
}

function challenge(body: Json, { verificationToken }: Secrets): Verified {
  if (!isSame(body["token"], verificationToken)) return refused(401, "wrong verification token");
  return typeof body["challenge"] === "string"
    ? { type: "challenge", challenge: body["challenge"] }
    : refused(400, "no challenge");
}

function delivery(body: Json, { appId, verificationToken }: Secrets, age: number): Verified {
  // A timestamp that is no number makes NaN, which is within no bounds.
  if (!(age <= ageMaxMs && age >= -clockSkewMaxMs)) return refused(401, "too old or from the future");
  const header = asObject(body["header"]);
  if (!isSame(header?.["token"], verificationToken)) return refused(401, "wrong verification token");
  if (!isSame(header?.["app_id"], appId)) return refused(401, "another app");
  const event = asObject(body["event"]);
  return {
    type: "delivery",
    body: { ...withoutDangerous(body), header: withoutDangerous(header), event: withoutDangerous(event) },
    ageMs: age,
  };
}

/** Plain SHA-256, no HMAC, over timestamp, nonce, key and the bytes as they came. */
function isSignatureRight({ headers, body }: RawRequest, encryptKey: string): boolean {
  const right = createHash("sha256")
    .update(`${headers["x-lark-request-timestamp"]}${headers["x-lark-request-nonce"]}${encryptKey}`, "utf8")
    .update(body)
    .digest("hex");
  return isSame(headers["x-lark-signature"], right);
}

function ageMs(request: RawRequest, now: Date): number {
  return now.getTime() - Number(request.headers["x-lark-request-timestamp"]) * 1000;
}

/**
 * base64 of a 16 byte IV and AES-256-CBC; an empty text where it is anything else. `key` is the SHA-256 of the
 * encrypt key.
 */
export function decrypt(encrypted: string, key: Buffer): string {
  const bytes = Buffer.from(encrypted, "base64");
  if (bytes.length < 32 || bytes.length % 16 !== 0) return "";
  const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, 16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString("utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error) return "";
    throw error;
  }
}

function parseObject(text: string): Json | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutDangerous(value: Json | undefined): Json {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([key]) => !droppedKeys.has(key)));
}

function isSame(given: unknown, right: string): boolean {
  if (typeof given !== "string") return false;
  const [a, b] = [Buffer.from(given, "utf8"), Buffer.from(right, "utf8")];
  return a.length === b.length && timingSafeEqual(a, b);
}

function refused(status: 400 | 401, reason: string): Refused {
  return { type: "refused", status, reason };
}
