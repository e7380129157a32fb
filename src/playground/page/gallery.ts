import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { features } from "#features/index.ts";
import { renderCard as feishuCard } from "#platforms/feishu/render-card.ts";
import { renderForm as feishuForm } from "#platforms/feishu/render-form.ts";
import { renderCard as slackCard } from "#platforms/slack/render-card.ts";
import { renderForm as slackForm } from "#platforms/slack/render-form.ts";
import type { SampleJson, SampleView } from "../web/wire.ts";

/** Every card and form of every feature, as both platforms would be sent it. */
export function gallery(): readonly SampleView[] {
  return features.flatMap(({ name: feature, samples = [] }) =>
    samples.map((sample) => ({
      name: sample.name,
      feature,
      slack: { zh: onSlack(sample, "zh"), en: onSlack(sample, "en") },
      feishu: { zh: onFeishu(sample, "zh"), en: onFeishu(sample, "en") },
    })),
  );
}

function onSlack({ make }: Sample, locale: Locale): SampleJson {
  const made = make(locale);
  if ("fields" in made) return { kind: "modal", json: slackForm(made, {}) };
  return { kind: "message", json: slackCard(made) };
}

function onFeishu({ make }: Sample, locale: Locale): SampleJson {
  const made = make(locale);
  return { kind: "card", json: "fields" in made ? feishuForm(made, { locale }) : feishuCard(made) };
}
