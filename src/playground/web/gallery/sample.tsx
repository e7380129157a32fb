import { FeishuCard } from "../feishu/card.tsx";
import type { OnAct, RenderContext } from "../shared/surface.tsx";
import { SlackMessage } from "../slack/message.tsx";
import { SlackModal } from "../slack/modal.tsx";
import { t } from "../texts.ts";
import type { ClientName, Locale, SampleJson, SampleView } from "../wire.ts";

type Props = {
  readonly sample: SampleView;
  readonly locale: Locale;
  readonly contexts: Readonly<Record<ClientName, RenderContext>>;
};

/** The narrowest phone's card, a phone's, and a desk's, in pixels. */
const widths = [302, 375, 600] as const;
const clients = ["feishu", "slack"] as const;

/** One sample, three widths, both platforms. */
export function Sample({ sample, locale, contexts }: Props) {
  return (
    <section className="sample" aria-label={sample.name}>
      <h2>{sample.name}</h2>
      {widths.map((width) => (
        <div className="sample-row" key={width}>
          {clients.map((client) => (
            <figure key={client} data-sample={`${sample.name} ${client} ${width}`} style={{ width }}>
              <figcaption>
                {t.platforms[client]} · {width} px
              </figcaption>
              <Drawing
                json={sample[client][locale]}
                id={`${sample.feature} ${sample.name} ${width}`}
                ctx={contexts[client]}
              />
            </figure>
          ))}
        </div>
      ))}
    </section>
  );
}

/** Nothing is pressed here. */
const onAct: OnAct = () => Promise.resolve(undefined);

type DrawingProps = { readonly json: SampleJson; readonly id: string; readonly ctx: RenderContext };

function Drawing({ json: { kind, json }, id, ctx }: DrawingProps) {
  if (kind === "card") return <FeishuCard card={json} messageId={id} ctx={ctx} onAct={onAct} />;
  if (kind === "modal")
    return <SlackModal view={{ ...objectOrNone(json), id }} errors={{}} ctx={ctx} onAct={onAct} />;
  return <SlackMessage message={{ ...bot, id, raw: json, kind: "card" }} ctx={ctx} onAct={onAct} />;
}

function objectOrNone(json: unknown): object {
  return typeof json === "object" && json !== null ? json : {};
}

const bot = {
  from: { id: "genjin", name: "Genjin", isBot: true },
  at: "2026-09-18T08:45:00+08:00",
  ephemeral: false,
} as const;
