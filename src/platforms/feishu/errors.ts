import { DeliveryError, type DeliveryFailure } from "#chat/port.ts";

/**
 * What the platform's codes mean for a delivery. A code that is not here is `unknown`: tried again, then given up.
 * https://open.feishu.cn/document/server-docs/getting-started/server-error-codes and the error tables of
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create (reply, patch) and
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get
 */
const failures: Readonly<Record<string, DeliveryFailure>> = {
  /** Per API, app and tenant; HTTP 429, on older APIs 400. */
  99991400: "rate-limited",
  /** 5 a second to one person or one group, and to one card. */
  230020: "rate-limited",
  /** The same `uuid` is on its way. */
  230049: "unknown",

  /** Credentials, scopes, abilities. */
  10003: "forbidden",
  10014: "forbidden",
  99991661: "forbidden",
  99991663: "forbidden",
  99991671: "forbidden",
  99991672: "forbidden",
  230006: "forbidden",
  230027: "forbidden",
  40004: "forbidden",
  41050: "forbidden",
  /** The place or the person: not in the group, out of range, resigned, bot stopped, other tenant, group settings. */
  230002: "forbidden",
  230013: "forbidden",
  230018: "forbidden",
  230029: "forbidden",
  230035: "forbidden",
  230038: "forbidden",
  230053: "forbidden",
  232009: "forbidden",
  232011: "forbidden",

  /** The message: recalled, not ours, audit, too long, too old, not a card that can be changed. */
  230001: "rejected",
  230011: "rejected",
  230012: "rejected",
  230022: "rejected",
  230025: "rejected",
  230028: "rejected",
  230031: "rejected",
  230034: "rejected",
  230050: "rejected",
  230054: "rejected",
  230075: "rejected",
  230099: "rejected",
  230110: "rejected",
  /** Update after a callback: token invalid, expired, used up; card refused. */
  300020: "rejected",
  300030: "rejected",
  300040: "rejected",
  300060: "rejected",
  300090: "rejected",
  /** Files. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/file/create and .../message-resource/get */
  232096: "unknown",
  234001: "rejected",
  234002: "forbidden",
  234003: "rejected",
  234004: "forbidden",
  234006: "rejected",
  234007: "forbidden",
  234009: "forbidden",
  234010: "rejected",
  234019: "forbidden",
  234037: "rejected",
  234038: "forbidden",
  234040: "rejected",
  234041: "forbidden",
  234042: "unknown",
  234043: "rejected",
  /** Parameters. */
  9499: "rejected",
  40001: "rejected",
  41012: "rejected",
  99992402: "rejected",
};

/** Failures to connect: the platform can not have seen the request. After any other (a time-out, a reset) it may have. */
const notConnected: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** One second, the window of the limits that name no reset. */
const rateWindowMs = 1000;

/** An answer that carries a code other than 0. `resetS` is the header `x-ogw-ratelimit-reset`. */
export function refusal(code: number, resetS?: string): DeliveryError {
  const failure = failures[code] ?? "unknown";
  if (failure !== "rate-limited") return new DeliveryError(failure, { code: String(code) });
  const resetMs = Number(resetS) * 1000;
  const retryAfterMs = resetMs > 0 ? resetMs : rateWindowMs;
  return new DeliveryError(failure, { code: String(code), retryAfterMs });
}

/** An answer without a code, from a gateway: what stands behind it may or may not have acted. */
export function gatewayError(status: number): DeliveryError {
  const failure = status === 429 ? "rate-limited" : "unknown";
  return new DeliveryError(failure, {
    code: `http-${status}`,
    ...(status === 429 && { retryAfterMs: rateWindowMs }),
  });
}

/** No answer. `code` is Node's or axios's. */
export function networkError(code: string): DeliveryError {
  return new DeliveryError(notConnected.has(code) ? "unreachable" : "unknown", { code });
}

/** The token was withdrawn or has expired early: worth one try with a new one. */
export function isTokenRefused(error: unknown): boolean {
  return error instanceof DeliveryError && error.code === "99991663";
}
