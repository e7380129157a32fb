/**
 * What a person at a chat client sees and can do. Both emulators offer it for each of their users, so that the
 * terminal chat, the page and the story tests use one vocabulary on both platforms. Nothing here is invented
 * by the emulator: `seen` is read off the platform JSON that the bot sent, and what is done is delivered to the
 * bot signed, as the platform would.
 */
export type ChatClient = {
  readonly userId: string;
  /** Types a line. In the direct chat with the bot by default; in a group (`in`) it mentions the bot. */
  say(text: string, options?: { in?: string }): Promise<Outcome>;
  /** Sends a file; in the direct chat with the bot by default. Slack takes words beside it. */
  sendFile(file: SeenFile, options?: { in?: string; text?: string }): Promise<Outcome>;
  /** The files of a message that this person can see. */
  files(messageId: string): readonly SeenFile[];
  /** Types a slash command (Slack); on Feishu the same as `say`, for it has no commands. */
  command(text: string, options?: { in?: string }): Promise<Outcome>;
  /** Presses a button of a message or of the open modal or form, by its visible label. */
  press(label: string, options?: { on?: string; nth?: number }): Promise<Outcome>;
  /** Fills the topmost form (a modal, or the newest form card) by visible field label and submits it. */
  submit(values: Readonly<Record<string, FieldInput>>, options?: { on?: string }): Promise<Outcome>;
  /** Options that a searched select offers for a query (Slack asks the bot; Feishu filters what the card has). */
  search(field: string, query: string): Promise<readonly { label: string; value: string }[]>;
  /** Messages this person can see, oldest first, ephemeral ones included. */
  messages(options?: { in?: string }): readonly SeenMessage[];
  /** The form in front of the person, if any. */
  form(): SeenForm | undefined;
  /** Toasts shown so far (Feishu), oldest first; Slack shows its errors here. */
  toasts(): readonly string[];
};

export type SeenFile = { readonly name: string; readonly bytes: Buffer };

/** Text for text fields, an option's label or value for selects, `YYYY-MM-DD`, `YYYY-MM-DD HH:mm`, a user id, or several option labels. */
export type FieldInput = string | number | readonly string[];

/** How the bot answered the delivery: HTTP status and time, and the errors the client shows. */
export type Outcome = {
  readonly status: number;
  readonly tookMs: number;
  /** The red line a client shows when the app failed or was late, e.g. Slack's `operation_timeout`. */
  readonly error?: string;
  /** Errors by field label, when a submission was refused. */
  readonly fieldErrors?: Readonly<Record<string, string>>;
};

export type SeenMessage = {
  /** Slack `ts`, Feishu `message_id`. */
  readonly id: string;
  readonly in: string;
  readonly from: "bot" | "user";
  readonly ephemeral: boolean;
  /** Every visible word, top to bottom, one line per element. */
  readonly text: string;
  /** Labels of the buttons that can be pressed, in order. */
  readonly buttons: readonly string[];
  /** The platform's JSON as the bot sent it. */
  readonly raw: unknown;
};

export type SeenForm = {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly {
    readonly label: string;
    readonly required: boolean;
    readonly value?: string;
    readonly options?: readonly string[];
  }[];
  readonly buttons: readonly string[];
  readonly raw: unknown;
};

/** One line of an emulator's log: a delivery to the bot, or an API call by it. */
export type WireEntry = {
  readonly at: Date;
  readonly kind: "delivery" | "api";
  /** `event_callback`, `block_actions`, `chat.postMessage`, `POST /open-apis/im/v1/messages`, ... */
  readonly name: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly tookMs: number;
  /** Slack retry number or Feishu retry count; 0 for the first delivery. */
  readonly attempt: number;
};
