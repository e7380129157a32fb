import { languageTags } from "../shared/words.ts";
import { t } from "../texts.ts";
import type { Conversation } from "../wire.ts";
import type { Seat } from "./use-seat.ts";

type Props = { readonly seat: Seat; readonly conversation: Conversation };

/** What is offered beside the composer: Slack's global shortcut, the menu of Feishu's bot. */
export function Shortcuts({ seat, conversation }: Props) {
  const { act, client, person } = seat;
  if (client === "slack") {
    return (
      <div className="shortcuts">
        <button type="button" onClick={() => void act({ do: "shortcut", id: "follow-up.log" })}>
          <span aria-hidden="true">⚡ </span>
          {t.logFollowUp}
        </button>
      </div>
    );
  }
  if (conversation.kind !== "direct") return null;
  return (
    <fieldset className="shortcuts" lang={languageTags[person.locale]}>
      <legend className="unseen">{t.botMenu}</legend>
      {t.menuKeys[person.locale].map((key) => (
        <button key={key} type="button" onClick={() => void act({ do: "menu", key })}>
          {key}
        </button>
      ))}
    </fieldset>
  );
}
