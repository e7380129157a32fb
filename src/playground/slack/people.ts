import { userProfile } from "./api-read.ts";
import type { Answer } from "./deliver.ts";
import { sendEvent } from "./payloads.ts";
import { type Channel, directChannel, newId, newTs, type SlackUser } from "./store.ts";
import type { World } from "./world.ts";

export type NewUser = Partial<Omit<SlackUser, "name">> & { readonly name: string };
export type NewChannel = {
  readonly id?: string;
  readonly name: string;
  readonly kind?: "public" | "private";
  /** User ids; the bot is one of them unless `withBot` is false. */
  readonly members?: readonly string[];
  readonly withBot?: boolean;
};

/** A user who has been in the workspace all along, and has the app's direct chat: no event. E-mail is `<name>@example.com` unless given. */
export function addUser(world: World, user: NewUser): SlackUser {
  const added: SlackUser = {
    id: user.id ?? newId(world.store, "U"),
    realName: user.name,
    email: `${user.name}@example.com`,
    tz: "Asia/Shanghai",
    locale: "zh-CN",
    isBot: false,
    deleted: false,
    ...user,
  };
  world.store.users.set(added.id, added);
  directChannel(world.store, added.id);
  return added;
}

export function addChannel(world: World, channel: NewChannel): Channel {
  const bot = channel.withBot === false ? [] : [world.store.botUserId];
  const added: Channel = {
    id: channel.id ?? newId(world.store, "C"),
    name: channel.name,
    kind: channel.kind ?? "public",
    members: new Set([...(channel.members ?? []), ...bot]),
    archived: false,
  };
  world.store.channels.set(added.id, added);
  return added;
}

/** What happens in a workspace and is told to the app. Each resolves with its answer, undefined if it is not told. */
export type Happenings = {
  teamJoin(user: NewUser): Promise<Answer | undefined>;
  userChange(userId: string, change: Partial<Omit<SlackUser, "id">>): Promise<Answer | undefined>;
  joinChannel(channelId: string, userId: string): Promise<Answer | undefined>;
  uninstall(): Promise<Answer | undefined>;
};

export function happenings(world: World): Happenings {
  const { store } = world;
  const eventTs = () => newTs(store, world.settings.now());
  return {
    teamJoin(user) {
      const profile = userProfile(world, addUser(world, user), true);
      return sendEvent(world, { type: "team_join", user: profile, event_ts: eventTs() });
    },
    userChange(userId, change) {
      const user = store.users.get(userId);
      if (user === undefined) throw new Error(`no such user: ${userId}`);
      Object.assign(user, change);
      return sendEvent(world, {
        type: "user_change",
        user: userProfile(world, user, true),
        event_ts: eventTs(),
      });
    },
    joinChannel(channelId, userId) {
      const channel = store.channels.get(channelId);
      if (channel === undefined) throw new Error(`no such channel: ${channelId}`);
      channel.members.add(userId);
      return sendEvent(world, {
        type: "member_joined_channel",
        user: userId,
        channel: channelId,
        channel_type: channel.kind === "private" ? "G" : "C",
        team: store.team.id,
        event_ts: eventTs(),
      });
    },
    /** The token is dead before the app hears of it. */
    uninstall() {
      world.settings.tokenState = "account_inactive";
      return sendEvent(world, { type: "app_uninstalled", event_ts: eventTs() });
    },
  };
}
