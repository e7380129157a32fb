import { isList, objectsAt, textAt } from "../slack/json.ts";
import { visibleMessages } from "../slack/press.ts";
import { textOf } from "../slack/seen.ts";
import { type Channel, directChannel, type Message } from "../slack/store.ts";
import { modalsOf, viewJson } from "../slack/views.ts";
import type { World } from "../slack/world.ts";
import type { MessageView } from "../web/wire.ts";
import type { Place, Sight } from "./view.ts";

/** What a person of the pretend Slack sees. */
export function slackSight(world: World, userId: string): Sight {
  const { store } = world;
  const direct = directChannel(store, userId);
  const joined = [...store.channels.values()].filter(
    ({ kind, members }) => kind !== "im" && members.has(userId),
  );
  const seen = visibleMessages({ world, userId });
  const home = store.homes.get(userId);
  const conversation = (channel: Channel): Place => ({
    id: channel.id,
    title: channel === direct ? "Genjin" : `#${channel.name}`,
    kind: channel === direct ? "direct" : "group",
    messages: seen.filter((message) => message.channel === channel.id).map((one) => messageView(world, one)),
  });
  return {
    conversations: [
      conversation(direct),
      { id: "home", title: "Home", kind: "home", messages: [] },
      ...joined.map(conversation),
    ],
    views: modalsOf(world, userId).map((view) => viewJson(world, view)),
    ...(home && { home: viewJson(world, home) }),
    toasts: store.toasts.get(userId) ?? [],
  };
}

function messageView(world: World, message: Message): MessageView & { readonly summary: string } {
  const { store } = world;
  const { ts, user, body, threadTs, edited } = message;
  const files = objectsAt(body, "files").map((file) => textAt(file, "name") ?? "");
  return {
    id: ts,
    from: { id: user, name: store.users.get(user)?.realName ?? user, isBot: user === store.botUserId },
    at: new Date(Number(ts) * 1000).toISOString(),
    ephemeral: message.ephemeralFor !== undefined,
    ...(threadTs !== undefined && { thread: threadTs }),
    raw: body,
    kind: isList(body["blocks"]) ? "card" : "text",
    ...(files.length > 0 && { files }),
    ...(edited && { edited: true }),
    // What a notification would say.
    summary: textOf(store, { type: "mrkdwn", text: textAt(body, "text") ?? "" }),
  };
}
