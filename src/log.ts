import pino from "pino";

let target: pino.DestinationStream = pino.destination(1);

/** The one log. Objects with ids and a fixed sentence; never message text, tokens, phone numbers or e-mail addresses. */
export const log = createLog({ write: (line) => target.write(line) });

/** From now on into a file: the screen is somebody's chat. */
export function logToFile(path: string): void {
  target = pino.destination({ dest: path, mkdir: true });
}

/** Called once at start with `LOG_LEVEL`. */
export function setLogLevel(level: string): void {
  log.level = level;
}

/** Another log of the same kind, for tests. */
export function createLog(destination: pino.DestinationStream): pino.Logger {
  const options: pino.LoggerOptions = {
    level: "info",
    base: null,
    formatters: { log: withoutContent },
    // In place of pino's own, which takes anything with a message for an error.
    serializers: { err: asDescribed },
  };
  return pino(options, destination);
}

/** What could hold a person's words or a secret is left out as a last net; nobody means to log these. */
const contentKeys: ReadonlySet<string> = new Set([
  "accessToken",
  "authorization",
  "body",
  "botToken",
  "content",
  "email",
  "payload",
  "phone",
  "secret",
  "text",
  "token",
  "values",
]);
const depthMax = 4;

function withoutContent(entry: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) =>
      contentKeys.has(key) ? [] : [[key, cleaned(value, depthMax)]],
    ),
  );
}

function cleaned(value: unknown, depth: number): unknown {
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth === 0) return "…";
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth - 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      contentKeys.has(key) ? [] : [[key, cleaned(inner, depth - 1)]],
    ),
  );
}

/** Whatever else was thrown may be anything. */
function asDescribed(error: unknown): unknown {
  return typeof error === "object" && error !== null && "frames" in error ? error : { type: typeof error };
}

/**
 * An error without what libraries hang on it or say in it: an axios error carries the bearer token in
 * `config.headers`, a database error the row that failed in `detail`, Prisma's messages the arguments of the call.
 */
function describeError(error: Error, depth: number): object {
  const { name, message, stack = "", cause } = error;
  return {
    type: name,
    ...safeFacts(error),
    ...(!quotesItsInput(error) && { message: withoutValues(message) }),
    // The first lines repeat the message, which may have lines of its own.
    frames: stack
      .replace(message, "")
      .split("\n")
      .filter((line) => /^ +at /.test(line))
      .slice(0, 8)
      .map((line) => line.trim()),
    ...(cause instanceof Error && depth > 0 && { cause: describeError(cause, depth - 1) }),
  };
}

/** Names that libraries give, not values: https://www.postgresql.org/docs/15/protocol-error-fields.html */
const factNames = [
  "code",
  "syscall",
  "status",
  "statusCode",
  "table",
  "column",
  "constraint",
  "routine",
] as const;

function safeFacts(error: Error): object {
  const meta: unknown = Reflect.get(error, "meta");
  const inner = property(property(meta, "driverAdapterError"), "cause");
  const issues: unknown = Reflect.get(error, "issues");
  return {
    ...named(error, factNames),
    ...named(meta, ["modelName"]),
    ...named(inner, ["originalCode", "kind"]),
    ...(Array.isArray(issues) && { issues: issues.map((issue) => named(issue, ["code"], pathOf(issue))) }),
  };
}

/** Those of the properties that are short words or numbers. */
function named(holder: unknown, names: readonly string[], more: object = {}): object {
  const facts = names.map((name) => [name, property(holder, name)] as const);
  const isFact = (value: unknown) =>
    typeof value === "number" || (typeof value === "string" && value.length <= 100);
  return { ...Object.fromEntries(facts.filter(([, value]) => isFact(value))), ...more };
}

function pathOf(issue: unknown): object {
  const path = property(issue, "path");
  return Array.isArray(path) ? { path: path.join(".") } : {};
}

function property(holder: unknown, name: string): unknown {
  return typeof holder === "object" && holder !== null ? Reflect.get(holder, name) : undefined;
}

/** Prisma shows the call, PostgreSQL the value it could not read, JSON.parse the place in the text, zod what it got. */
function quotesItsInput(error: Error): boolean {
  return (
    error.name.startsWith("PrismaClient") ||
    error instanceof SyntaxError ||
    "severity" in error ||
    "issues" in error
  );
}

/** Messages are ours to keep free of values; what is quoted, tokens, numbers and addresses go in any case. */
function withoutValues(message: string): string {
  return message
    .slice(0, 1000)
    .replace(/\b(?:xox[a-z]|xapp|t|u|cli)-[\w-]{8,}|Bearer \S+/g, "…")
    .replace(/"(?:\\.|[^"\\])*"?|“[^”]*”?|「[^」]*」?|`[^`]*`?/g, "“…”")
    .replace(/[\w.+-]+@[\w-]+\.[\w.-]+/g, "…")
    .replace(/(?<![\w.-])\+?\d[\d -]{5,}\d(?![\w.-])/g, "…")
    .slice(0, 300);
}
