import type { ActionRef, Card } from "./card.ts";
import type { Conversation, FileRef, MessageRef, Platform } from "./event.ts";
import type { Form } from "./form.ts";
import type { Locale } from "./locale.ts";

/** What the rest of the program asks of a platform. Implemented once per platform; every call has a time-out. */
export type PlatformPort = {
  readonly platform: Platform;
  /** Puts a card somewhere, at most once per `deliveryId` as far as the platform allows. Throws `DeliveryError`. */
  send(message: OutgoingMessage): Promise<MessageRef>;
  /** Redraws a message that the bot sent. Throws `DeliveryError`. */
  update(tenant: string, ref: MessageRef, card: Card): Promise<void>;
  /**
   * Puts a file into a chat: where the person wrote if that is direct, else into the direct chat. Feishu does so once per
   * `deliveryId` within an hour; Slack has no such key. Throws `DeliveryError`.
   */
  sendFile(sending: FileSending): Promise<void>;
  /**
   * A file that was sent to the bot, of at most `fileBytesMax`. Throws `DeliveryError`; its code is one of `fileFaults`
   * where the file itself is the reason.
   */
  downloadFile(tenant: string, ref: FileRef): Promise<Buffer>;
  /** What the platform knows of an account. Throws `DeliveryError`. */
  profile(tenant: string, userId: string): Promise<Profile>;
  /** Whether the credentials work now: for `doctor` and `/readyz`. Says what to do when they do not. */
  check(): Promise<
    | { readonly ok: true; readonly tenant: string; readonly botUserId?: string }
    | { readonly ok: false; readonly problem: string }
  >;
};

export type OutgoingMessage = {
  readonly tenant: string;
  /** Uuid of the outbox row: Feishu's `uuid`, Slack's message metadata. */
  readonly deliveryId: string;
  readonly to: Destination;
  readonly content: Content;
  /** True when an earlier attempt may have reached the platform: look before sending again. */
  readonly maybeSent: boolean;
};

export type FileSending = {
  readonly tenant: string;
  readonly deliveryId: string;
  readonly to: Extract<Destination, { readonly type: "direct" | "conversation" }>;
  readonly file: NamedFile;
  /** One line that stands with it. */
  readonly comment?: string;
};

export type NamedFile = { readonly name: string; readonly bytes: Buffer };

/** Of a file that is taken in: 5 MB hold some 50,000 rows. */
export const fileBytesMax = 5 * 1024 * 1024;

/** Codes of a `DeliveryError`: what was sent is not there any more, or too large to be taken in. */
export const fileFaults = { gone: "file-gone", tooLarge: "file-too-large" } as const;

/** A form is drawn where the platform can put one into a chat (Feishu); Slack shows a card whose button is `reopen`. */
export type Content =
  | { readonly type: "card"; readonly card: Card }
  | { readonly type: "form"; readonly form: Form; readonly reopen: ActionRef; readonly locale: Locale };

export type Destination =
  /** The direct chat with an account; `conversation` if known already. */
  | { readonly type: "direct"; readonly userId: string; readonly conversation?: string }
  /** Where the person wrote; in a group seen by that person alone. */
  | { readonly type: "conversation"; readonly conversation: Conversation; readonly userId: string }
  /** The person's Home tab; on a platform without one nothing is sent. */
  | { readonly type: "home"; readonly userId: string }
  /** A group, for everybody in it to see. */
  | { readonly type: "group"; readonly conversation: string }
  /** A message that is there already. */
  | { readonly type: "message"; readonly ref: MessageRef };

export type Profile = {
  readonly name: string;
  /** Only if the platform vouches for it. Lower case. */
  readonly email?: string;
  readonly locale?: Locale;
  readonly tz?: string;
  /** Feishu's `leader_user_id`, as a user id of the same platform. */
  readonly managerUserId?: string;
};

export type DeliveryFailure = "rate-limited" | "unreachable" | "forbidden" | "rejected" | "unknown";

/** A call to a platform that did not succeed, classified once, where the platform's codes are known. */
export class DeliveryError extends Error {
  readonly failure: DeliveryFailure;
  /** The platform's code, for the log. */
  readonly code: string;
  readonly retryAfterMs: number | undefined;

  constructor(failure: DeliveryFailure, options: { code: string; retryAfterMs?: number; cause?: unknown }) {
    super(`${failure}: ${options.code}`, { cause: options.cause });
    this.name = "DeliveryError";
    this.failure = failure;
    this.code = options.code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
