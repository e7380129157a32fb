import type { Locale } from "#chat/locale.ts";
import { features } from "#features/index.ts";
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import type { ShortcutView } from "../web/wire.ts";

/** Slack shows the manifest's one name to everybody; the page can do better for who reads Chinese. */
const inChinese: Readonly<Record<string, string>> = {
  "follow-up.log": "记跟进",
  "follow-up.from-message": "存到客户",
  "lead.from-message": "登记线索",
};

/** Slack's shortcuts, as our own manifest installs them. */
export const shortcuts: readonly ShortcutView[] = slackManifest.features.shortcuts.map(
  ({ callback_id: id, type, name }) => ({
    ...{ id, type: type === "message" ? "message" : "global" },
    label: { zh: inChinese[id] ?? name, en: name },
  }),
);

/** The bot's menu on Feishu: the word of everything that everybody may ask for. */
export const menu: Readonly<Record<Locale, readonly string[]>> = { zh: wordsIn("zh"), en: wordsIn("en") };

function wordsIn(locale: Locale): readonly string[] {
  return features
    .flatMap(({ commands = [] }) => commands)
    .filter(({ roles }) => roles === undefined)
    .flatMap(({ words }) => words[locale].slice(0, 1));
}
