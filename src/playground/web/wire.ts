import type { Outcome } from "../client.ts";

/** What the page and its server say to each other: JSON over HTTP on one origin. Types only, so that both sides can read it. */

export type ClientName = "slack" | "feishu";
export type Locale = "zh" | "en";

/** Somebody of the sample team. */
export type PersonView = {
  readonly name: string;
  /** `rep`, `manager`, `legal`, ... */
  readonly role: string;
  readonly team?: string;
  /** Name of the manager. */
  readonly manager?: string;
  readonly locale: Locale;
  /** The person's account on each platform: Slack user id, Feishu open id. */
  readonly ids: Readonly<Record<ClientName, string>>;
};

/** A group or channel with the bot in it. */
export type GroupView = { readonly client: ClientName; readonly id: string; readonly title: string };

/** Offered everywhere, or in the menu of a message. */
export type ShortcutView = {
  readonly id: string;
  readonly type: "global" | "message";
  readonly label: Readonly<Record<Locale, string>>;
};

/** Answer of `GET /playground/state`. */
export type PlaygroundState = {
  /** Business time, ISO 8601. */
  readonly now: string;
  readonly locale: Locale;
  /** IANA name of the zone that the clock's mornings are in. */
  readonly tz: string;
  /** Of Slack, by the ids of the app's manifest. */
  readonly shortcuts: readonly ShortcutView[];
  /** Of Feishu: the keys of the bot's menu, which are the words themselves. */
  readonly menu: Readonly<Record<Locale, readonly string[]>>;
  readonly people: readonly PersonView[];
  /** The bot's own account, by which it is mentioned. */
  readonly bots: Readonly<Record<ClientName, { readonly id: string; readonly name: string }>>;
  readonly platforms: readonly ClientName[];
  readonly groups: readonly GroupView[];
};

/**
 * Where something pressable stands. On Slack the ids of its block and of itself. On Feishu the way down from the card's body, counted from 0:
 * at each step the position among the children, which are an element's `columns`, `elements` and `button_area.buttons`, in this order.
 */
export type ElementPath =
  | { readonly blockId: string; readonly actionId: string }
  | { readonly index: readonly number[] };

/**
 * What the element holds once it was used; absent for a plain button.
 * Slack: the entry of `state.values` without its `type`, e.g. `{ selected_option: {...} }`, `{ value: "..." }`.
 * Feishu: `{ option }`, `{ options }`, `{ input_value }` or `{ checked }`. Dates and times there come without a zone
 * (`YYYY-MM-DD`, `HH:mm`, `YYYY-MM-DD HH:mm`): the server adds the person's.
 */
export type ElementValue = Readonly<Record<string, unknown>>;

/** Slack's `state.values`: block id, action id, then `{ type, value | selected_... }`. */
export type SlackValues = Readonly<Record<string, Readonly<Record<string, ElementValue>>>>;

/** What a person does, whoever it is. `message` is a Slack `ts`, a Slack view id or a Feishu `message_id`. */
export type Deed =
  /** `in` is a channel or group; without it the direct chat with the bot. */
  | { readonly do: "say"; readonly text: string; readonly in?: string }
  /** The words after `/genjin` (Slack). */
  | { readonly do: "command"; readonly text: string; readonly in?: string }
  | FileDeed
  | PressDeed
  | SubmitDeed
  /** A Slack modal is dismissed. */
  | { readonly do: "close"; readonly view: string }
  | OptionsDeed
  | { readonly do: "shortcut"; readonly id: string; readonly message?: string }
  /** The Home tab is opened (Slack). */
  | { readonly do: "home" }
  /** An entry of the bot's menu (Feishu). */
  | { readonly do: "menu"; readonly key: string }
  /** The chat with the bot is opened (Feishu). */
  | { readonly do: "enter" };

/** A file is sent; posted to `/playground/file`, which takes more than `/playground/act`. */
export type FileDeed = {
  readonly do: "file";
  readonly name: string;
  /** The bytes, in base64. */
  readonly data: string;
  readonly in?: string;
};

export type PressDeed = {
  readonly do: "press";
  readonly message: string;
  readonly element: ElementPath;
  readonly value?: ElementValue;
  /** Slack: what every input of the same view or message holds at that moment. */
  readonly values?: SlackValues;
};

export type SubmitDeed = {
  readonly do: "submit";
  readonly message: string;
  /**
   * Slack: `state.values` (`SlackValues`). Feishu: by field name the text, the option's value, several of them, the person's
   * open id, the checker's `true` or `false`, or the date and time without a zone; what was left empty is absent, but for inputs (`""`).
   */
  readonly values: Readonly<Record<string, unknown>>;
  /** Feishu: the submit button that was pressed. */
  readonly element?: ElementPath;
};

/** What a searched select of Slack offers. */
export type OptionsDeed = {
  readonly do: "options";
  readonly message: string;
  readonly element: ElementPath;
  readonly query: string;
};

/** Body of `POST /playground/act`. */
export type Act = { readonly client: ClientName; readonly user: string } & Deed;

/** Its answer. `options`: the options as the app gave them, groups flattened (`do: "options"` alone). */
export type ActAnswer = { readonly outcome: Outcome; readonly options?: readonly unknown[] };

export type Conversation = {
  readonly id: string;
  readonly title: string;
  readonly kind: "direct" | "group" | "home";
  /** The last message in a line; a Feishu card's `config.summary`. */
  readonly summary: string;
  readonly unread: number;
};

export type MessageView = {
  readonly id: string;
  readonly from: { readonly id: string; readonly name: string; readonly isBot: boolean };
  /** ISO 8601. */
  readonly at: string;
  /** Only this person sees it. */
  readonly ephemeral: boolean;
  /** The message that it answers. */
  readonly thread?: string;
  /**
   * Slack: the message's body (`text`, `blocks`, `attachments`, `files`, with the ids that Slack gave). Feishu: the card's JSON,
   * or the words themselves, mentions by name.
   */
  readonly raw: unknown;
  readonly kind: "text" | "card";
  /** Names of the files in it, which `GET /playground/file` has in this order. */
  readonly files?: readonly string[];
  readonly edited?: boolean;
};

/** Answer of `GET /playground/view`: all that one person sees in one client. */
export type ClientView = {
  readonly user: string;
  readonly conversations: readonly Conversation[];
  /** By conversation, oldest first. */
  readonly messages: Readonly<Record<string, readonly MessageView[]>>;
  /** Slack's open modals as in a `view_submission`'s `view`, the topmost last. */
  readonly views?: readonly unknown[];
  /** Slack's Home tab, of the same form. */
  readonly home?: unknown;
  readonly toasts: readonly string[];
};

/** One line of `GET /playground/events`: somebody may see something else in a client, or business time was moved. */
export type PageEvent =
  | { readonly type: "changed"; readonly client: ClientName }
  | { readonly type: "clock"; readonly now: string };

/** Body of `POST /playground/clock`; answered with a `ClockAnswer`. */
export type ClockMove = { readonly to: "+1h" | "next-morning" | "next-working-day" };
export type ClockAnswer = { readonly now: string };

/** One delivery or API call (`GET /playground/wire?since=ISO`), oldest first. */
export type WireLine = {
  readonly client: ClientName;
  readonly at: string;
  readonly kind: "delivery" | "api";
  readonly name: string;
  readonly request: unknown;
  readonly status: number;
  readonly response: unknown;
  readonly tookMs: number;
  readonly attempt: number;
};

/** One sample of a feature in the gallery (`GET /playground/samples`), drawn for both platforms. */
export type SampleView = {
  readonly name: string;
  readonly feature: string;
  readonly slack: Readonly<Record<Locale, SampleJson>>;
  readonly feishu: Readonly<Record<Locale, SampleJson>>;
};

export type SampleJson = { readonly kind: "message" | "modal" | "card"; readonly json: unknown };
