import { randomBytes } from "node:crypto";
import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import type { Config } from "#src/config.ts";
import type { Clock } from "./clock.ts";
import { createFeishuEmulator, type FeishuEmulator } from "./feishu/emulator.ts";
import { createSlackEmulator, type SlackEmulator } from "./slack/emulator.ts";
import { type SamplePerson, sampleGroups, sampleTeam } from "./team.ts";

/** Both pretended platforms. */
export type Pretended = { readonly slack: SlackEmulator; readonly feishu: FeishuEmulator };

/** Fixed, like all ids of people: a restart on the same database finds its workspace and its people again. */
const feishuAppId = "cli_9f1c52ab7d30e684";

/** Both with the sample team's accounts and its groups, with what our own manifest and setup ask for and nothing else. */
export function pretend(clock: Clock): Pretended {
  return { slack: pretendSlack(clock), feishu: pretendFeishu(clock) };
}

function pretendSlack({ now }: Clock): SlackEmulator {
  return createSlackEmulator({
    ...{ signingSecret: random(), botToken: `xoxb-${random()}`, now },
    scopes: slackManifest.oauth_config.scopes.bot,
    events: slackManifest.settings.event_subscriptions.bot_events,
    commands: slackManifest.features.slash_commands.map(({ command }) => command),
    users: sampleTeam.map(({ slackId, name, email, tz, locale }) => ({
      ...{ id: slackId, name: email.replace(/@.*/, ""), realName: name, email, tz },
      locale: locale === "zh" ? "zh-CN" : "en-US",
    })),
    channels: sampleGroups.map(({ title, slackId, members }) => ({
      ...{ id: slackId, name: title.toLowerCase(), members: members.map((person) => person.slackId) },
    })),
  });
}

function pretendFeishu({ now }: Clock): FeishuEmulator {
  const feishu = createFeishuEmulator({
    ...{ appId: feishuAppId, appSecret: random(), encryptKey: random(), verificationToken: random(), now },
    scopes: feishuSetup.scopes.map(({ name }) => name),
  });
  for (const { name, email, tz, locale, manager } of sampleTeam) {
    const leader = [...feishu.users.values()].find((user) => user.email === manager);
    feishu.addUser({
      ...{ name, email, timeZone: tz, locale: locale === "zh" ? "zh_cn" : "en_us" },
      ...(leader && { leaderOpenId: leader.openId }),
    });
  }
  for (const { title, members } of sampleGroups) {
    feishu.addChat({ name: title, members: members.map((person) => openIdOf(feishu, person)) });
  }
  return feishu;
}

export function credentials({ slack, feishu }: Pretended): Pick<Config, "slack" | "feishu"> {
  const { signingSecret, botToken } = slack.settings;
  const { appId, appSecret, encryptKey, verificationToken, domain } = feishu;
  return {
    slack: { signingSecret, botToken, apiUrl: slack.apiUrl },
    feishu: { appId, appSecret, encryptKey, verificationToken, domain },
  };
}

export function openIdOf(feishu: FeishuEmulator, person: SamplePerson): string {
  const user = [...feishu.users.values()].find(({ email }) => email === person.email);
  if (user === undefined) throw new Error(`${person.name} has no Feishu account`);
  return user.openId;
}

export function random(): string {
  return randomBytes(32).toString("hex");
}
