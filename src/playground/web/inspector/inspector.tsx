import { useState } from "react";
import { pageLocale } from "../page-locale.ts";
import { t } from "../texts.ts";
import type { WireLine } from "../wire.ts";
import { useWire } from "./use-wire.ts";

const kinds = ["", "delivery", "api"] as const;
const kindNames = { "": t.everything, delivery: t.deliveries, api: t.calls } as const;

type Props = {
  /** Business time, ISO 8601. */
  readonly since: string;
  readonly timeZone: string;
  readonly onClose: () => void;
};

/** What went between the bot and both platforms: newest first. */
export function Inspector({ since, timeZone, onClose }: Props) {
  const lines = useWire(since);
  const [kind, setKind] = useState<(typeof kinds)[number]>("");
  const [query, setQuery] = useState("");
  const shown = lines
    .filter((line) => (kind === "" || line.kind === kind) && matches(line, query))
    .toReversed();
  return (
    <aside className="inspector" aria-label={t.inspector}>
      <header className="inspector-head">
        <h2>{t.inspector}</h2>
        <fieldset className="switch">
          <legend className="unseen">{t.filter}</legend>
          {kinds.map((one) => (
            <button key={one} type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>
              {kindNames[one]}
            </button>
          ))}
        </fieldset>
        <input
          type="search"
          aria-label={`${t.filter}: ${t.filterHint}`}
          placeholder={t.filterHint}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <button type="button" className="inspector-close" onClick={onClose}>
          {t.close}
        </button>
      </header>
      <p className="quiet">{shown.length === 0 ? t.nothingYet : t.inspectorHint}</p>
      <ol className="wire-lines">
        {shown.map((line) => (
          <li key={`${line.client} ${line.at} ${line.name} ${line.attempt} ${line.tookMs}`}>
            <Line line={line} timeZone={timeZone} />
          </li>
        ))}
      </ol>
    </aside>
  );
}

function Line({ line, timeZone }: { readonly line: WireLine; readonly timeZone: string }) {
  const [isOpen, setOpen] = useState(false);
  const { client, at, kind, name, status, tookMs, attempt } = line;
  return (
    <details className="wire-line" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={`wire-kind wire-kind-${kind}`}>
          {t.platforms[client]} {kind === "delivery" ? "→" : "←"}
        </span>
        <span className="wire-name">
          {name}
          {attempt > 0 && ` (${t.retry(attempt)})`}
        </span>
        <span className={status >= 400 || status === 0 ? "wire-status wire-bad" : "wire-status"}>
          {status}
        </span>
        <span className="wire-took">{Math.round(tookMs)} ms</span>
        <time dateTime={at}>{secondOf(at, timeZone)}</time>
      </summary>
      {isOpen && (
        <>
          <Json title={t.request} json={line.request} />
          <Json title={t.response} json={line.response} />
        </>
      )}
    </details>
  );
}

function Json({ title, json }: { readonly title: string; readonly json: unknown }) {
  return (
    <>
      <h3>{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{typeof json === "string" ? json : JSON.stringify(json, null, 2)}</pre>
    </>
  );
}

function matches(line: WireLine, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return wanted === "" || JSON.stringify(line).toLowerCase().includes(wanted);
}

function secondOf(at: string, timeZone: string): string {
  return new Date(at).toLocaleTimeString(pageLocale, { hourCycle: "h23", timeZone });
}
