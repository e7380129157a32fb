import { pageLocale } from "../page-locale.ts";
import { languageTags } from "../shared/words.ts";
import { t } from "../texts.ts";
import type { Conversation, PlaygroundState } from "../wire.ts";
import type { Seat } from "./use-seat.ts";

type Props = {
  readonly seat: Seat;
  readonly state: PlaygroundState;
  readonly conversation: Conversation;
};

/** What is offered beside the composer: Slack's global shortcuts, the menu of Feishu's bot. */
export function Shortcuts({ seat, state, conversation }: Props) {
  const { act, client, person } = seat;
  if (client === "slack") {
    return (
      <div className="shortcuts">
        {state.shortcuts
          .filter(({ type }) => type === "global")
          .map(({ id, label }) => (
            <button key={id} type="button" onClick={() => void act({ do: "shortcut", id })}>
              <span aria-hidden="true">⚡ </span>
              {label[pageLocale]}
            </button>
          ))}
      </div>
    );
  }
  if (conversation.kind !== "direct") return null;
  return (
    <fieldset className="shortcuts" lang={languageTags[person.locale]}>
      <legend className="unseen">{t.botMenu}</legend>
      {state.menu[person.locale].map((key) => (
        <button key={key} type="button" onClick={() => void act({ do: "menu", key })}>
          {key}
        </button>
      ))}
    </fieldset>
  );
}
