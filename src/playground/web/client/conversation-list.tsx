import { languageTags } from "../shared/words.ts";
import { t } from "../texts.ts";
import type { Conversation } from "../wire.ts";
import type { Seat } from "./use-seat.ts";

type Props = { readonly seat: Seat; readonly open: Conversation; readonly onOpen: (id: string) => void };

const signs: Readonly<Record<Conversation["kind"], string>> = { direct: "✦", group: "#", home: "⌂" };

/** The chats of a client, each with its last words. */
export function ConversationList({ seat, open, onOpen }: Props) {
  return (
    <nav className="conversations" aria-label={t.conversations(t.platforms[seat.client])}>
      {(seat.view?.conversations ?? []).map((conversation) => {
        const { id, title, kind, summary, unread } = conversation;
        return (
          <button
            key={id}
            type="button"
            className="conversation"
            aria-current={id === open.id ? "true" : undefined}
            onClick={() => onOpen(id)}
          >
            <span className="conversation-sign" aria-hidden="true">
              {signs[kind]}
            </span>
            <span className="conversation-words" lang={languageTags[seat.person.locale]}>
              <strong>{title.replace(/^#/, "")}</strong>
              {summary !== "" && <small>{summary}</small>}
            </span>
            {unread > 0 && (
              <span className="unread">
                <span aria-hidden="true">{unread}</span>
                <span className="unseen">{t.unread(unread)}</span>
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
