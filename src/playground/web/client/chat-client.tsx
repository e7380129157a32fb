import { SlackHome } from "../slack/home.tsx";
import { t } from "../texts.ts";
import type { Conversation, PersonView, PlaygroundState } from "../wire.ts";
import { Composer } from "./composer.tsx";
import { ConversationList } from "./conversation-list.tsx";
import { MessageList } from "./message-list.tsx";
import { ModalStack } from "./modal-stack.tsx";
import { Notices } from "./notices.tsx";
import { PeopleBar } from "./people-bar.tsx";
import { Shortcuts } from "./shortcuts.tsx";
import type { Seat } from "./use-seat.ts";

type Props = {
  readonly seat: Seat;
  readonly state: PlaygroundState;
  /** The one in use: on a phone only this can be seen. */
  readonly isActive: boolean;
  /** `undefined`: the list of conversations, where there is room for one of both only. */
  readonly openId: string | undefined;
  readonly onOpen: (id: string | undefined) => void;
  readonly onPerson: (person: PersonView) => void;
  readonly onActive: () => void;
};

/** One of the two chat clients. */
export function ChatClient(props: Props) {
  const { seat, state, isActive, openId, onOpen, onPerson, onActive } = props;
  const { client, view } = seat;
  const open = openConversation(view?.conversations ?? [], openId);
  return (
    <section
      className={`client client-${client}`}
      id={`client-${client}`}
      aria-label={t.pretended(t.platforms[client])}
      data-active={isActive || undefined}
      data-list={openId === undefined || undefined}
      // The guide changes its height with the client, so it waits until a press is over.
      onFocusCapture={({ target }) => target.matches(":focus-visible") && onActive()}
      onClickCapture={onActive}
      tabIndex={-1}
    >
      <div className="client-window" inert={(view?.views ?? []).length > 0}>
        <header className="client-head">
          <h2>{t.platforms[client]}</h2>
          {openId !== undefined && (
            <button type="button" className="back" aria-label={t.back} onClick={() => onOpen(undefined)}>
              ‹
            </button>
          )}
          <PeopleBar people={state.people} chosen={seat.person} onChoose={onPerson} />
        </header>
        {seat.isLost && (
          <p className="lost" role="alert">
            {t.offline}
          </p>
        )}
        {open === undefined ? (
          <p className="quiet">{t.starting}</p>
        ) : (
          <div className="client-body">
            <ConversationList seat={seat} open={open} onOpen={onOpen} />
            <div className="talk">
              <h3 className="talk-head" data-kind={open.kind}>
                {open.title}
              </h3>
              {open.kind === "home" ? (
                <Home seat={seat} />
              ) : (
                <Talk seat={seat} state={state} conversation={open} />
              )}
            </div>
          </div>
        )}
      </div>
      <Notices notices={seat.notices} />
      {client === "slack" && <ModalStack seat={seat} />}
    </section>
  );
}

type TalkProps = {
  readonly seat: Seat;
  readonly state: PlaygroundState;
  readonly conversation: Conversation;
};

function Talk({ seat, state, conversation }: TalkProps) {
  return (
    <>
      <MessageList
        key={conversation.id}
        seat={seat}
        shortcuts={state.shortcuts}
        conversation={conversation}
      />
      <Shortcuts seat={seat} state={state} conversation={conversation} />
      <Composer seat={seat} conversation={conversation} />
    </>
  );
}

function Home({ seat }: { readonly seat: Seat }) {
  const home = seat.view?.home;
  return (
    <section className="messages home" aria-label={t.home}>
      {home === undefined ? (
        <p className="quiet">{t.homeEmpty}</p>
      ) : (
        <SlackHome view={home} ctx={seat.ctx} onAct={seat.act} />
      )}
    </section>
  );
}

/** The one with this id; the chat with the bot for `direct` and where there is none. */
function openConversation(all: readonly Conversation[], id: string | undefined): Conversation | undefined {
  return all.find((one) => one.id === id) ?? all.find(({ kind }) => kind === "direct") ?? all[0];
}
