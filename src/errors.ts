/** Thrown by exhaustive switches: the compiler proves that it never runs. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}

/**
 * A failure that the person can do something about. `userMessage` is shown as it stands, in the person's
 * language; `code` is stable and goes to the log.
 */
export class UserError extends Error {
  readonly code: string;
  readonly userMessage: string;

  constructor(code: string, options: { userMessage: string; cause?: unknown }) {
    super(code, { cause: options.cause });
    this.name = "UserError";
    this.code = code;
    this.userMessage = options.userMessage;
  }
}
