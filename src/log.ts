import pino from "pino";

/**
 * The one log. Objects with ids and a fixed sentence; never message text, tokens, phone numbers or e-mail addresses.
 * What could hold them is redacted as a last net.
 */
export const log = pino({
  level: "info",
  base: null,
  redact: {
    paths: [
      "token",
      "text",
      "phone",
      "email",
      "*.token",
      "*.text",
      "*.phone",
      "*.email",
      "err.config",
      "err.request",
      "err.response",
      "err.data",
    ],
    remove: true,
  },
  serializers: { err: describeError },
});

/** Called once at start with `LOG_LEVEL`. */
export function setLogLevel(level: string): void {
  log.level = level;
}

/**
 * An error without what libraries hang on it: an axios error carries the bearer token in `config.headers`, a
 * database error the row that failed in `detail`.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code =
    "code" in error && (typeof error.code === "string" || typeof error.code === "number")
      ? error.code
      : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return {
    type: error.name,
    message: error.message.slice(0, 300),
    code,
    stack: error.stack?.split("\n").slice(1, 9).join("\n"),
    cause,
  };
}
