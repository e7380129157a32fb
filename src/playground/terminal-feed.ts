import type { ChatClient, SeenMessage } from "./client.ts";
import type { Drawn } from "./terminal-draw.ts";

/** Remembers what was put on the screen for each person at each client. */
export type Feed = {
  /** What came or changed since, oldest first; it then counts as shown. */
  news(client: ChatClient): { readonly messages: readonly Drawn[]; readonly toasts: readonly string[] };
  /** How many messages wait to be shown. */
  unread(client: ChatClient): number;
};

type Shown = { readonly looks: Map<string, string>; toasts: number };

/** Ids of people differ between the platforms, so they tell the clients apart. */
export function createFeed(): Feed {
  const shownTo = new Map<string, Shown>();
  const shownOf = ({ userId }: ChatClient): Shown => {
    const shown = shownTo.get(userId) ?? { looks: new Map(), toasts: 0 };
    shownTo.set(userId, shown);
    return shown;
  };
  return {
    news: (client) => {
      const shown = shownOf(client);
      const messages = unseen(client, shown).map((message) => ({
        message,
        isChanged: shown.looks.has(message.id),
      }));
      for (const { message } of messages) shown.looks.set(message.id, lookOf(message));
      const toasts = client.toasts().slice(shown.toasts);
      shown.toasts += toasts.length;
      return { messages, toasts };
    },
    unread: (client) => unseen(client, shownOf(client)).length,
  };
}

function unseen(client: ChatClient, { looks }: Shown): readonly SeenMessage[] {
  return client
    .messages()
    .filter((message) => message.from === "bot" && looks.get(message.id) !== lookOf(message));
}

function lookOf({ text, buttons }: SeenMessage): string {
  return JSON.stringify([text, buttons]);
}
