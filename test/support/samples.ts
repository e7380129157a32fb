import { problems } from "#cards/dispatch/problem.ts";
import type { Card } from "#chat/card.ts";
import type { Sample } from "#chat/feature.ts";
import type { Form } from "#chat/form.ts";
import { type Locale, locales } from "#chat/locale.ts";
import { longText } from "#chat/sample-texts.ts";
import { features } from "#features/index.ts";
import { renderCard as renderFeishuCard } from "#platforms/feishu/render-card.ts";
import { renderForm as renderFeishuForm } from "#platforms/feishu/render-form.ts";
import { renderHome, renderCard as renderSlackCard } from "#platforms/slack/render-card.ts";
import { renderForm as renderSlackForm } from "#platforms/slack/render-form.ts";

/** The dispatch says these for every feature and belongs to none. */
const dispatchSamples: readonly Sample[] = [
  { name: "failed", make: (locale) => problems.card(locale, problems.failed(locale, "7K3P9Q")) },
  { name: "not-allowed", make: (locale) => problems.card(locale, problems.notAllowed(locale)) },
  { name: "outdated", make: (locale) => problems.card(locale, problems.outdated(locale)) },
  { name: "hostile", make: (locale) => problems.card(locale, longText) },
];

export type NamedSample = Sample & { readonly drawer: string };

/** Every card and form that the bot shows. */
export const allSamples: readonly NamedSample[] = [
  ...features.flatMap((feature) => inDrawer(feature.name, feature.samples ?? [])),
  ...inDrawer("dispatch", dispatchSamples),
];

function inDrawer(drawer: string, samples: readonly Sample[]): NamedSample[] {
  return samples.map((sample) => ({ ...sample, drawer }));
}

export type Drawing = {
  /** Under test/golden. */
  readonly file: string;
  readonly kind: "slack-message" | "slack-view" | "feishu-card";
  readonly json: object;
};

/** A sample as both platforms draw it in both languages. */
export function drawingsOf({ drawer, name, make }: NamedSample): readonly Drawing[] {
  return locales.flatMap((locale) => {
    const made = make(locale);
    const file = (platform: string) => `${drawer}/${name}.${platform}.${locale}.json`;
    return [
      "fields" in made
        ? { file: file("slack"), kind: "slack-view" as const, json: renderSlackForm(made, {}) }
        : { file: file("slack"), kind: "slack-message" as const, json: renderSlackCard(made) },
      { file: file("feishu"), kind: "feishu-card" as const, json: feishuOf(made, locale) },
    ];
  });
}

function feishuOf(made: Card | Form, locale: Locale): object {
  return "fields" in made ? renderFeishuForm(made, { locale }) : renderFeishuCard(made);
}

/** Any card may come to stand on the Home tab. */
export function homesOf({ make }: NamedSample): readonly object[] {
  return locales.flatMap((locale) => {
    const made = make(locale);
    return "fields" in made ? [] : [renderHome(made)];
  });
}
