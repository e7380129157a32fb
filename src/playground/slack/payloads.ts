import { type Answer, deliverEvent, deliverRaw, FORM_TYPE } from "./deliver.ts";
import { type JsonObject, textAt, without } from "./json.ts";
import type { View } from "./store.ts";
import { type Channel, type Message, newId, newTs, type ResponseUrl } from "./store.ts";
import { viewJson } from "./views.ts";
import type { World } from "./world.ts";

/** The scope without which an app is not sent an event. https://docs.slack.dev/reference/events */
const EVENT_SCOPES: Readonly<Record<string, string>> = {
  "message.im": "im:history",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  app_mention: "app_mentions:read",
  member_joined_channel: "channels:read",
  team_join: "users:read",
  user_change: "users:read",
};

/** What an app subscribes to for the messages of each kind of channel. */
const MESSAGE_EVENTS: Readonly<Record<string, string>> = {
  channel: "message.channels",
  group: "message.groups",
  im: "message.im",
};

/** Delivers an event in its envelope; undefined when the app has not subscribed or lacks the scope. */
export async function sendEvent(world: World, event: JsonObject): Promise<Answer | undefined> {
  const { store, settings } = world;
  const type = textAt(event, "type") ?? "";
  const kind = type === "message" ? (MESSAGE_EVENTS[textAt(event, "channel_type") ?? ""] ?? type) : type;
  const scope = EVENT_SCOPES[kind];
  if (!settings.events.includes(kind)) return undefined;
  if (scope !== undefined && !settings.scopes.includes(scope)) return undefined;
  return deliverEvent(world, {
    token: "playground-verification-token",
    team_id: store.team.id,
    context_team_id: store.team.id,
    context_enterprise_id: null,
    api_app_id: store.appId,
    event,
    type: "event_callback",
    event_id: newId(store, "Ev"),
    event_time: Math.floor(settings.now().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: store.team.id,
        user_id: store.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: newId(store, "4-"),
  });
}

/** Interactions travel as a form with one field, `payload`. https://docs.slack.dev/reference/interaction-payloads */
export function sendInteraction(world: World, payload: JsonObject): Promise<Answer> {
  const { store } = world;
  const full = without({
    ...payload,
    token: "playground-verification-token",
    api_app_id: store.appId,
    team: { id: store.team.id, domain: store.team.domain },
    enterprise: null,
    is_enterprise_install: false,
  });
  const body = new URLSearchParams({ payload: JSON.stringify(full) }).toString();
  return deliverRaw(world, {
    body,
    contentType: FORM_TYPE,
    request: full,
    name: textAt(payload, "type") ?? "",
  });
}

export type CommandLine = { readonly command: string; readonly text: string; readonly channel: Channel };

/** https://docs.slack.dev/interactivity/implementing-slash-commands: `is_enterprise_install` is text, there is no thread. */
export function sendCommand(world: World, userId: string, line: CommandLine): Promise<Answer> {
  const { store } = world;
  const fields = {
    token: "playground-verification-token",
    team_id: store.team.id,
    team_domain: store.team.domain,
    channel_id: line.channel.id,
    channel_name: channelName(line.channel),
    user_id: userId,
    user_name: store.users.get(userId)?.name ?? "",
    command: line.command,
    text: line.text,
    api_app_id: store.appId,
    is_enterprise_install: "false",
    response_url: newResponseUrl(world, { userId, channel: line.channel.id, original: undefined }),
    trigger_id: newTrigger(world, userId),
  };
  const body = new URLSearchParams(fields).toString();
  return deliverRaw(world, { body, contentType: FORM_TYPE, request: fields, name: "slash_command" });
}

export function userJson(world: World, userId: string): JsonObject {
  const name = world.store.users.get(userId)?.name ?? "";
  return { id: userId, username: name, name, team_id: world.store.team.id };
}

export function channelJson(channel: Channel): JsonObject {
  return { id: channel.id, name: channelName(channel) };
}

/** What a private or direct channel is called in payloads. */
function channelName(channel: Channel): string {
  return channel.kind === "private" ? "privategroup" : channel.name;
}

/** The message as `conversations.history` and interaction payloads give it. */
export function messageJson(world: World, message: Message): JsonObject {
  const { store } = world;
  const byBot = message.user === store.botUserId;
  return without({
    type: "message",
    ...message.body,
    user: message.user,
    ts: message.ts,
    thread_ts: message.threadTs,
    team: store.team.id,
    edited: message.edited,
    ...(byBot && { bot_id: store.botId, app_id: store.appId }),
  });
}

/** Where an interaction happened: the message or view, and for messages the channel and a response URL. */
export function placeJson(world: World, userId: string, where: Message | View): JsonObject {
  if ("source" in where) {
    return { container: { type: "view", view_id: where.id }, view: viewJson(world, where) };
  }
  const channel = world.store.channels.get(where.channel);
  const ephemeral = where.ephemeralFor !== undefined;
  const original = { ts: where.ts, ephemeral };
  return without({
    container: { type: "message", message_ts: where.ts, channel_id: where.channel, is_ephemeral: ephemeral },
    channel: channel && channelJson(channel),
    // Ephemeral messages are not stored by Slack, so the payload cannot carry them.
    message: ephemeral ? undefined : messageJson(world, where),
    state: { values: where.state },
    response_url: newResponseUrl(world, { userId, channel: where.channel, original }),
  });
}

/** https://docs.slack.dev/interactivity/handling-user-interaction/#modal_responses: lives 3 s, works once. */
export function newTrigger(world: World, userId: string): string {
  const id = `${newId(world.store, "")}.${newTs(world.store, world.settings.now())}`;
  world.store.triggers.set(id, { userId, sentAtMs: Date.now(), used: false });
  return id;
}

export function newResponseUrl(
  world: World,
  target: Pick<ResponseUrl, "userId" | "channel" | "original">,
): string {
  const id = newId(world.store, "R");
  world.store.responseUrls.set(id, { ...target, createdAt: world.settings.now(), uses: 0 });
  return `${world.origin}/actions/${world.store.team.id}/${id}`;
}
