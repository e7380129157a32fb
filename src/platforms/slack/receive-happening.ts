import type { ChatEvent, Conversation, SentFile } from "#chat/event.ts";
import { assertNever } from "#src/errors.ts";
import type { Envelope, Happening } from "./payloads.ts";
import { readText } from "./read-text.ts";

type HappeningOf<T extends Happening["type"]> = Extract<Happening, { readonly type: T }>;
type Common = { readonly platform: "slack"; readonly tenant: string; readonly key: string };
type About = { readonly common: Common; readonly botUserId: string | undefined };

/** An event of the Events API in the product's words. Slack sends it again until it is accepted. */
export function receiveHappening(envelope: Envelope): ChatEvent | undefined {
  const { event } = envelope;
  const about = aboutOf(envelope);
  switch (event.type) {
    case "message":
      return event.channel_type === "im" ? receiveMessage(event, about, "direct") : undefined;
    case "app_mention":
      return receiveMessage(event, about, "group");
    case "app_home_opened":
      return receiveOpened(event, about);
    case "member_joined_channel":
      return receiveJoined(event, about);
    case "team_join":
      return event.user.is_bot === true ? undefined : { ...about.common, type: "met", userId: event.user.id };
    case "app_uninstalled":
      return { ...about.common, type: "uninstalled", userId: about.botUserId ?? "" };
    case "tokens_revoked": {
      // Revoked tokens of users are none of ours: only a bot token carries the installation.
      const [bot] = event.tokens?.bot ?? [];
      return bot === undefined ? undefined : { ...about.common, type: "uninstalled", userId: bot };
    }
    default:
      return assertNever(event);
  }
}

/** A person's own words; edits, deletions, joins and other bots come with other subtypes or a bot's id. */
const spokenSubtypes: ReadonlySet<string | undefined> = new Set([
  undefined,
  "file_share",
  "thread_broadcast",
]);

function receiveMessage(
  event: HappeningOf<"message"> | HappeningOf<"app_mention">,
  { common, botUserId }: About,
  kind: Conversation["kind"],
): ChatEvent | undefined {
  const { user, channel, ts } = event;
  const isByBot = event.bot_id !== undefined && event.bot_id !== null;
  if (user === undefined || user === botUserId || isByBot || !spokenSubtypes.has(event.subtype))
    return undefined;
  const text = readText(event.text, botUserId);
  const files = event.files?.map(receiveFile);
  if (text === "" && files === undefined && kind === "direct") return undefined;
  return {
    ...common,
    type: "message",
    // One message may come as several events, and one event several times.
    key: `${channel}:${ts}`,
    userId: user,
    // A reply to a message outside of a thread does not open one: ephemeral replies there would not be shown.
    conversation: { id: channel, kind, thread: event.thread_ts },
    text,
    messageId: ts,
    ...(files !== undefined && files.length > 0 && { files }),
  };
}

function receiveFile({ id, name, size }: NonNullable<HappeningOf<"message">["files"]>[number]): SentFile {
  return { file: id, name: name ?? "", ...(size !== undefined && { sizeBytes: size }) };
}

function receiveOpened(event: HappeningOf<"app_home_opened">, { common }: About): ChatEvent | undefined {
  const { user: userId, channel } = event;
  if (event.tab === "home") return { ...common, type: "home", userId };
  if (event.tab !== "messages") return undefined;
  const conversation = channel === undefined ? undefined : ({ id: channel, kind: "direct" } as const);
  return { ...common, type: "met", userId, conversation };
}

/** The bot was added to a channel by `inviter`, who is the one to be answered. */
function receiveJoined(
  event: HappeningOf<"member_joined_channel">,
  { common, botUserId }: About,
): ChatEvent | undefined {
  if (event.user !== botUserId || event.inviter === undefined) return undefined;
  return {
    ...common,
    type: "met",
    userId: event.inviter,
    conversation: { id: event.channel, kind: "group" },
  };
}

/** In shared channels the event's own team may be another company's; `authorizations` names the installation. */
function aboutOf(envelope: Envelope): About {
  const [installation] = envelope.authorizations ?? [];
  const org = installation?.is_enterprise_install === true ? installation.enterprise_id : undefined;
  const tenant = org ?? installation?.team_id ?? envelope.team_id ?? envelope.enterprise_id ?? "";
  const botUserId = installation?.is_bot === true ? (installation.user_id ?? undefined) : undefined;
  return { common: { platform: "slack", tenant, key: envelope.event_id }, botUserId };
}
