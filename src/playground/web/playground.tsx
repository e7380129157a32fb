import { type MouseEvent, useState } from "react";
import { ChatClient } from "./client/chat-client.tsx";
import { ClockBar, type ToldTime } from "./client/clock-bar.tsx";
import { failureOf } from "./client/use-seat.ts";
import { useSeatOf } from "./client/use-seat-of.ts";
import { Guide } from "./guide/guide.tsx";
import { Inspector } from "./inspector/inspector.tsx";
import { useKept } from "./kept.ts";
import { pageLocale } from "./page-locale.ts";
import { createDrafts } from "./shared/drafts.ts";
import { t } from "./texts.ts";
import { Tools } from "./tools.tsx";
import type { ClientName, ClockMove, PlaygroundState } from "./wire.ts";

type Props = {
  readonly state: PlaygroundState;
  readonly told: ToldTime;
  /** Rejects when the time could not be moved. */
  readonly move: (to: ClockMove["to"]) => Promise<void>;
};

/** So much of what was before the page was opened is shown in the inspector. */
const inspectedMs = 10 * 60_000;

/** Both clients, the clock above them, the guide and the inspector. */
export function Playground({ state, told, move }: Props) {
  const [active, setActive] = useKept("client", pageLocale === "zh" ? "feishu" : "slack");
  const [guide, setGuide] = useKept("guide", "open");
  const [isInspecting, setInspecting] = useState(false);
  const [drafts] = useState(createDrafts);
  // Not so long before now: when the clock is moved, what was a moment ago would be out of reach.
  const [since] = useState(() => new Date(Date.parse(told.now) - inspectedMs).toISOString());
  const setting = { state, drafts };
  const seats = {
    feishu: useSeatOf("feishu", setting),
    slack: useSeatOf("slack", setting),
  } as const;
  const chosen: ClientName = active === "slack" ? "slack" : "feishu";
  const onMove = async (to: ClockMove["to"]) => {
    await move(to).catch((error: unknown) => seats[chosen].seat.notices.say(failureOf(error)));
  };
  return (
    <div className="playground" data-inspecting={isInspecting || undefined}>
      <a className="skip" href={`#client-${chosen}`} onClick={skip}>
        {t.skip}
      </a>
      <header className="top">
        <h1>{t.title}</h1>
        <Switch chosen={chosen} platforms={state.platforms} onChoose={setActive} />
        <ClockBar told={told} timeZone={state.tz} onMove={onMove} />
        <Tools
          hasGuide={guide === "open"}
          onGuide={() => setGuide(guide === "open" ? "closed" : "open")}
          isInspecting={isInspecting}
          onInspect={() => setInspecting(!isInspecting)}
        />
      </header>
      {guide === "open" && (
        <Guide
          key={chosen}
          seat={seats[chosen].seat}
          people={state.people}
          onPerson={seats[chosen].be}
          onDirect={() => seats[chosen].open("direct")}
          onMove={onMove}
          onClose={() => setGuide("closed")}
        />
      )}
      <main className="clients">
        {state.platforms.map((client) => {
          const { seat, openId, open, be } = seats[client];
          return (
            <ChatClient
              key={client}
              seat={seat}
              state={state}
              isActive={client === chosen}
              openId={openId}
              onOpen={(id) => open(id ?? "")}
              onPerson={be}
              onActive={() => client !== chosen && setActive(client)}
            />
          );
        })}
      </main>
      {isInspecting && <Inspector since={since} timeZone={state.tz} onClose={() => setInspecting(false)} />}
    </div>
  );
}

/** The address keeps its end, which names the page that is open. */
function skip(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  document.querySelector<HTMLElement>(event.currentTarget.hash)?.focus();
}

type SwitchProps = {
  readonly chosen: ClientName;
  readonly platforms: readonly ClientName[];
  readonly onChoose: (client: ClientName) => void;
};

function Switch({ chosen, platforms, onChoose }: SwitchProps) {
  return (
    <fieldset className="switch">
      <legend className="unseen">{t.choosePlatform}</legend>
      {platforms.map((client) => (
        <button key={client} type="button" aria-pressed={client === chosen} onClick={() => onChoose(client)}>
          {t.platforms[client]}
        </button>
      ))}
    </fieldset>
  );
}
