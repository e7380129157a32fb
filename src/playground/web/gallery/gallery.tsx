import { useEffect, useMemo, useState } from "react";
import { getSamples } from "../api.ts";
import { pageLocale } from "../page-locale.ts";
import { createDrafts } from "../shared/drafts.ts";
import type { RenderContext } from "../shared/surface.tsx";
import { t } from "../texts.ts";
import type { ClientName, Locale, PersonView, SampleView } from "../wire.ts";
import { Sample } from "./sample.tsx";

const locales = ["zh", "en"] as const;

/** Every card and form of every feature at three widths, both platforms side by side. */
export function Gallery({ people }: { readonly people: readonly PersonView[] }) {
  const [locale, setLocale] = useState<Locale>(pageLocale);
  const [wanted, setWanted] = useState("");
  const samples = useSamples();
  const features = [...new Set((samples ?? []).map(({ feature }) => feature))];
  const feature = features.includes(wanted) ? wanted : features[0];
  const contexts = useContexts(people, locale);
  return (
    <div className="gallery">
      <header className="gallery-head">
        <h1>{t.gallery}</h1>
        <p>{t.galleryHint}</p>
        <nav className="tools" aria-label={t.tools}>
          <a className="tool" href="#clients">
            {t.toClients}
          </a>
          <Choice name={t.language} all={locales} chosen={locale} labels={t.languages} onChoose={setLocale} />
        </nav>
        <Choice name={t.feature} all={features} chosen={feature ?? ""} labels={{}} onChoose={setWanted} />
      </header>
      <main>
        {samples === undefined && <p className="quiet">{t.loading}</p>}
        {samples
          ?.filter((sample) => sample.feature === feature)
          .map((sample) => (
            <Sample key={sample.name} sample={sample} locale={locale} contexts={contexts} />
          ))}
      </main>
    </div>
  );
}

function useSamples(): readonly SampleView[] | undefined {
  const [samples, setSamples] = useState<readonly SampleView[]>();
  useEffect(() => {
    getSamples().then(setSamples, () => setSamples([]));
  }, []);
  return samples;
}

function useContexts(
  people: readonly PersonView[],
  locale: Locale,
): Readonly<Record<ClientName, RenderContext>> {
  return useMemo(() => {
    const contextOf = (client: ClientName): RenderContext => ({
      ...{ user: "gallery", locale, drafts: createDrafts() },
      people: people.map(({ name, ids }) => ({ id: ids[client], name })),
      search: async () => [],
    });
    return { slack: contextOf("slack"), feishu: contextOf("feishu") };
  }, [people, locale]);
}

type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly all: readonly T[];
  readonly chosen: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly onChoose: (one: T) => void;
};

function Choice<T extends string>({ name, all, chosen, labels, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className="switch">
      <legend className="unseen">{name}</legend>
      {all.map((one) => (
        <button key={one} type="button" aria-pressed={one === chosen} onClick={() => onChoose(one)}>
          {labels[one] ?? one}
        </button>
      ))}
    </fieldset>
  );
}
