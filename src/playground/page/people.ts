import { openIdOf, type Pretended } from "../pretend.ts";
import { sampleGroups, sampleTeam } from "../team.ts";
import type { GroupView, PersonView, PlaygroundState } from "../web/wire.ts";
import type { Worlds } from "./view.ts";

/** The sample team with its accounts. */
export function personViews({ feishu }: Pretended): readonly PersonView[] {
  const names = new Map(sampleTeam.map(({ email, name }) => [email, name]));
  return sampleTeam.map(({ manager, ...person }) => ({
    ...{ name: person.name, role: person.role, locale: person.locale },
    ...(person.team !== undefined && { team: person.team }),
    ...(manager !== undefined && { manager: names.get(manager) ?? manager }),
    ids: { slack: person.slackId, feishu: openIdOf(feishu, person) },
  }));
}

export function groupViews({ slack, feishu }: Pretended): readonly GroupView[] {
  const titles = new Set(sampleGroups.map(({ title }) => title));
  const channels = [...slack.world.store.channels.values()].filter(({ kind }) => kind !== "im");
  const chats = [...feishu.chats.values()].filter(({ name }) => titles.has(name));
  return [
    ...channels.map(({ id, name }) => ({ client: "slack" as const, id, title: `#${name}` })),
    ...chats.map(({ chatId, name }) => ({ client: "feishu" as const, id: chatId, title: name })),
  ];
}

export function botViews({ slack, feishu }: Worlds): PlaygroundState["bots"] {
  const { botUserId, users } = slack.world.store;
  return {
    slack: { id: botUserId, name: users.get(botUserId)?.realName ?? botUserId },
    feishu: { id: feishu.botOpenId, name: feishu.world.appName },
  };
}
