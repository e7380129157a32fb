import { DateTime } from "luxon";
import { flagAt, type JsonObject, textAt, without } from "./json.ts";
import { type Methods, page, required, TIER } from "./method.ts";
import { messageJson } from "./payloads.ts";
import { channelFor } from "./posting.ts";
import { type Channel, directChannel, type Message, messagesIn, type SlackUser } from "./store.ts";
import { ApiError, type World } from "./world.ts";

const READ = [["channels:read", "groups:read", "im:read"]];
const HISTORY = [["channels:history", "groups:history", "im:history"]];
/** The scope family of each kind of channel. https://docs.slack.dev/reference/methods/conversations.info */
const FAMILY = { public: "channels", private: "groups", im: "im" } as const;
const TYPES = { public: "public_channel", private: "private_channel", im: "im" } as const;

export const READ_METHODS: Methods = {
  "api.test": { scopes: [], open: true, run: (_world, args) => ({ args: without(args, "token") }) },
  "auth.test": { scopes: [], run: whoAmI },
  "team.info": { scopes: [["team:read"]], limit: TIER.three, run: (world) => ({ team: world.store.team }) },
  "conversations.open": { scopes: [["im:write"]], limit: TIER.three, run: open },
  "conversations.info": { scopes: READ, limit: TIER.three, run: info },
  "conversations.members": { scopes: READ, limit: TIER.four, run: members },
  "conversations.list": { scopes: READ, limit: TIER.two, run: list },
  "conversations.history": { scopes: HISTORY, limit: TIER.three, run: history },
  "conversations.replies": { scopes: HISTORY, limit: TIER.three, run: replies },
  "users.info": { scopes: [["users:read"]], limit: TIER.four, run: userInfo },
  "users.list": { scopes: [["users:read"]], limit: TIER.two, run: userList },
  "users.lookupByEmail": {
    scopes: [["users:read.email"], ["users:read"]],
    limit: TIER.three,
    run: userByEmail,
  },
};

function whoAmI(world: World): JsonObject {
  const { team, botUserId, botId } = world.store;
  const url = `https://${team.domain}.slack.com/`;
  const user = world.store.users.get(botUserId)?.name ?? "";
  return {
    url,
    team: team.name,
    user,
    team_id: team.id,
    user_id: botUserId,
    bot_id: botId,
    is_enterprise_install: false,
  };
}

function open(world: World, args: JsonObject): JsonObject {
  const channelId = textAt(args, "channel");
  if (channelId) return { channel: conversation(world, channelFor(world, channelId)) };
  const users = (textAt(args, "users") ?? "").split(",").filter((id) => id !== "");
  const [userId] = users;
  if (userId === undefined) throw new ApiError("users_list_not_supplied");
  if (users.length > 1) throw new ApiError("too_many_users");
  const user = world.store.users.get(userId);
  if (user === undefined) throw new ApiError("user_not_found");
  if (user.deleted) throw new ApiError("user_disabled");
  if (user.isBot) throw new ApiError("cannot_dm_bot");
  const channel = directChannel(world.store, userId);
  return { channel: flagAt(args, "return_im") ? conversation(world, channel) : { id: channel.id } };
}

function info(world: World, args: JsonObject): JsonObject {
  const channel = readable(world, args, "read");
  const count = flagAt(args, "include_num_members") && { num_members: channel.members.size };
  return { channel: { ...conversation(world, channel), ...count } };
}

function members(world: World, args: JsonObject): JsonObject {
  const { items, next } = page([...readable(world, args, "read").members], args);
  return { members: items, response_metadata: { next_cursor: next } };
}

function list(world: World, args: JsonObject): JsonObject {
  const types = (textAt(args, "types") ?? "public_channel").split(",").map((type) => type.trim());
  const archived = !flagAt(args, "exclude_archived");
  const shown = [...world.store.channels.values()].filter(
    (c) =>
      types.includes(TYPES[c.kind]) &&
      (archived || !c.archived) &&
      (c.kind === "public" || c.members.has(world.store.botUserId)),
  );
  const { items, next } = page(shown, args);
  return { channels: items.map((c) => conversation(world, c)), response_metadata: { next_cursor: next } };
}

/** Newest first; metadata only when asked for. https://docs.slack.dev/reference/methods/conversations.history */
function history(world: World, args: JsonObject): JsonObject {
  const channel = joined(world, args);
  const found = kept(world, channel, args).filter((m) => m.threadTs === undefined || m.threadTs === m.ts);
  return messagePage(world, found.reverse(), args);
}

/** Oldest first, the parent included. */
function replies(world: World, args: JsonObject): JsonObject {
  const channel = joined(world, args);
  const ts = required(args, "ts");
  const found = kept(world, channel, args).filter((m) => m.ts === ts || m.threadTs === ts);
  if (!found.some((m) => m.ts === ts)) throw new ApiError("thread_not_found");
  return messagePage(world, found, args);
}

function messagePage(world: World, found: readonly Message[], args: JsonObject): JsonObject {
  const { items, next } = page(found, args);
  const all = flagAt(args, "include_all_metadata");
  const messages = items.map((m) =>
    all ? messageJson(world, m) : without(messageJson(world, m), "metadata"),
  );
  return { messages, has_more: next !== "", response_metadata: { next_cursor: next } };
}

/** What was posted between `oldest` and `latest`, without what only one person saw. */
function kept(world: World, channel: Channel, args: JsonObject): Message[] {
  const oldest = textAt(args, "oldest") ?? "0";
  const latest = textAt(args, "latest") ?? "9999999999";
  const inclusive = flagAt(args, "inclusive");
  const within = (ts: number) =>
    inclusive ? ts >= Number(oldest) && ts <= Number(latest) : ts > Number(oldest) && ts < Number(latest);
  return [...messagesIn(world.store, channel.id).values()].filter(
    (m) => m.ephemeralFor === undefined && within(Number(m.ts)),
  );
}

function joined(world: World, args: JsonObject): Channel {
  const channel = readable(world, args, "history");
  if (!channel.members.has(world.store.botUserId)) throw new ApiError("not_in_channel");
  return channel;
}

/** The channel of the call, if the scope for its kind is granted. */
function readable(world: World, args: JsonObject, right: "read" | "history"): Channel {
  const channel = channelFor(world, required(args, "channel"));
  const needed = `${FAMILY[channel.kind]}:${right}`;
  const provided = world.settings.scopes;
  if (!provided.includes(needed))
    throw new ApiError("missing_scope", { needed, provided: provided.join(",") });
  return channel;
}

function conversation(world: World, channel: Channel): JsonObject {
  const bot = world.store.botUserId;
  if (channel.kind === "im") {
    const user = [...channel.members].find((id) => id !== bot) ?? "";
    return { id: channel.id, is_im: true, is_channel: false, user, is_archived: false, is_open: true };
  }
  return {
    id: channel.id,
    name: channel.name,
    is_im: false,
    is_channel: true,
    is_private: channel.kind === "private",
    is_archived: channel.archived,
    is_member: channel.members.has(bot),
  };
}

function userInfo(world: World, args: JsonObject): JsonObject {
  const user = world.store.users.get(required(args, "user"));
  if (user === undefined) throw new ApiError("user_not_found");
  return { user: userProfile(world, user, flagAt(args, "include_locale")) };
}

function userList(world: World, args: JsonObject): JsonObject {
  const { items, next } = page([...world.store.users.values()], args);
  const locale = flagAt(args, "include_locale");
  return {
    members: items.map((u) => userProfile(world, u, locale)),
    response_metadata: { next_cursor: next },
  };
}

function userByEmail(world: World, args: JsonObject): JsonObject {
  const email = required(args, "email").toLowerCase();
  const user = [...world.store.users.values()].find((u) => u.email?.toLowerCase() === email && !u.deleted);
  if (user === undefined) throw new ApiError("users_not_found");
  return { user: userProfile(world, user, false) };
}

/**
 * The e-mail needs its own scope: https://docs.slack.dev/reference/scopes/users.read.email. People here have confirmed theirs:
 * https://docs.slack.dev/reference/objects/user-object
 */
export function userProfile(world: World, user: SlackUser, withLocale: boolean): JsonObject {
  const email = world.settings.scopes.includes("users:read.email") ? user.email : undefined;
  return without({
    id: user.id,
    team_id: world.store.team.id,
    name: user.name,
    real_name: user.realName,
    deleted: user.deleted,
    tz: user.tz,
    tz_offset: DateTime.fromJSDate(world.settings.now(), { zone: user.tz }).offset * 60,
    locale: withLocale ? user.locale : undefined,
    is_bot: user.isBot,
    is_app_user: false,
    is_email_confirmed: user.email !== undefined,
    profile: without({ real_name: user.realName, display_name: user.name, email, team: world.store.team.id }),
  });
}
