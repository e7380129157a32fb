import type { FeishuEmulator } from "../feishu/emulator.ts";
import type { SlackEmulator } from "../slack/emulator.ts";
import type { ClientName, ClientView, Conversation, MessageView } from "../web/wire.ts";
import { PageError } from "./answer.ts";
import { feishuSight } from "./feishu-view.ts";
import { slackSight } from "./slack-view.ts";

/** A conversation with all that a person sees in it; `summary` is what the list of chats says of a message. */
export type Place = Omit<Conversation, "summary" | "unread"> & {
  readonly messages: readonly (MessageView & { readonly summary: string })[];
};

/** What a person sees in a client. */
export type Sight = Pick<ClientView, "views" | "home" | "toasts"> & {
  readonly conversations: readonly Place[];
};

export type Worlds = { readonly slack: SlackEmulator; readonly feishu: FeishuEmulator };

/** `open` is the conversation that the person has in front of them, by its id or `direct`: what stands there is read. */
export type Look = {
  readonly client: ClientName;
  readonly user: string;
  readonly open?: string | undefined;
};

/** Draws what people see, and remembers how far they have read. */
export function createViews(worlds: Worlds): (look: Look) => ClientView {
  /** The last message that was read, by client, person and conversation. */
  const read = new Map<string, string>();
  return ({ client, user, open }) => {
    const { conversations, ...rest } = sightOf(worlds, client, user);
    const inFront = conversations.find(({ id, kind }) => id === open || kind === open);
    const last = inFront?.messages.at(-1);
    if (inFront && last) read.set(`${client} ${user} ${inFront.id}`, last.id);
    return {
      user,
      ...rest,
      conversations: conversations.map(({ messages, ...conversation }) => ({
        ...conversation,
        summary: oneLine(messages.at(-1)?.summary ?? ""),
        unread: unreadIn(messages, read.get(`${client} ${user} ${conversation.id}`)),
      })),
      messages: Object.fromEntries(
        conversations.map(({ id, messages }) => [id, messages.map(({ summary: _summary, ...one }) => one)]),
      ),
    };
  };
}

/** @throws PageError 404 for somebody unknown */
function sightOf({ slack, feishu }: Worlds, client: ClientName, user: string): Sight {
  if (client === "slack" && slack.world.store.users.has(user)) return slackSight(slack.world, user);
  const known = feishu.users.get(user);
  if (client === "feishu" && known !== undefined) return feishuSight(feishu.world, known);
  throw new PageError(404, `${client} knows nobody with the id ${user}`);
}

function unreadIn(messages: Place["messages"], lastRead: string | undefined): number {
  const after = messages.findIndex(({ id }) => id === lastRead) + 1;
  return messages.slice(after).filter(({ from }) => from.isBot).length;
}

/** What a list of chats has room for. */
const summaryLengthMax = 120;

function oneLine(text: string): string {
  return [...text.replaceAll(/\s+/g, " ").trim()].slice(0, summaryLengthMax).join("");
}
