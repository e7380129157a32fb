import { Fragment, useLayoutEffect, useRef, useState } from "react";
import { languageTags } from "../shared/words.ts";
import { t } from "../texts.ts";
import type { Conversation, MessageView, ShortcutView } from "../wire.ts";
import { MessageRow } from "./message-row.tsx";
import { localDay } from "./times.ts";
import type { Seat } from "./use-seat.ts";

type Props = {
  readonly seat: Seat;
  readonly shortcuts: readonly ShortcutView[];
  readonly conversation: Conversation;
};

/** So near to the end counts as the end, and so much is left free above a long message; in pixels. */
const endPx = 80;
const marginPx = 8;
/** What the bot says so soon after something was done is what that has brought. */
const broughtMs = 4000;

/** A conversation from its first message to its last; stays at the end while somebody is there, and goes there with what they do. */
export function MessageList({ seat, shortcuts, conversation }: Props) {
  const messages = seat.view?.messages[conversation.id] ?? [];
  const { list, hasNew, onScroll, toEnd } = useEnd(messages, `${seat.user} ${conversation.id}`, (message) =>
    isOwn(seat, message),
  );
  const roots = messages.filter(({ thread }) => !messages.some(({ id }) => id === thread));
  const dayOf = (message: MessageView | undefined) => message && localDay(message.at, seat.ctx);
  return (
    <div className="messages-frame">
      <section
        className="messages"
        ref={list}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        aria-label={t.messages(t.platforms[seat.client])}
      >
        {messages.length === 0 && <p className="quiet">{t.noMessages}</p>}
        {roots.map((message, index) => (
          <Fragment key={message.id}>
            {dayOf(message) !== dayOf(roots[index - 1]) && (
              <p className="day" lang={languageTags[seat.ctx.locale]}>
                <span>{dayOf(message)}</span>
              </p>
            )}
            <MessageRow {...{ seat, shortcuts, message }} />
            <Thread
              {...{ seat, shortcuts }}
              replies={messages.filter(({ thread }) => thread === message.id)}
            />
          </Fragment>
        ))}
      </section>
      {hasNew && (
        <button type="button" className="to-end" onClick={toEnd}>
          {t.newMessages}
        </button>
      )}
    </div>
  );
}

type ThreadProps = Omit<Props, "conversation"> & { readonly replies: readonly MessageView[] };

function Thread({ seat, shortcuts, replies }: ThreadProps) {
  if (replies.length === 0) return null;
  return (
    <section className="thread" aria-label={t.thread(replies.length)}>
      <p className="thread-head">{t.thread(replies.length)}</p>
      {replies.map((message) => (
        <MessageRow key={message.id} {...{ seat, shortcuts, message }} />
      ))}
    </section>
  );
}

function isOwn({ user, actedAt }: Seat, { from }: MessageView): boolean {
  return from.id === user || (from.isBot && performance.now() - actedAt.current < broughtMs);
}

/**
 * Keeps a list at its end unless somebody has scrolled up, and says then that there is something new; what is their own
 * doing always leads to the end. A message that is higher than the list is shown from its beginning.
 */
function useEnd(
  messages: readonly MessageView[],
  place: string,
  isOwnDoing: (message: MessageView) => boolean,
) {
  const list = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const isAtBottom = useRef(true);
  const [hasNew, setNew] = useState(false);
  const last = messages.at(-1);
  const drawn = useRef("");
  useLayoutEffect(() => {
    const newest = `${place} ${last?.id}`;
    const isNew = drawn.current !== newest;
    if (!drawn.current.startsWith(place)) isAtEnd.current = true;
    if (isNew && last !== undefined && isOwnDoing(last)) isAtEnd.current = true;
    drawn.current = newest;
    if (isNew && isAtEnd.current) toEnd(list.current);
    if (isNew) setNew(!isAtEnd.current);
    // A card that has changed its height moves the bottom.
    else if (isAtBottom.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  });
  const onScroll = () => {
    if (list.current === null) return;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    isAtBottom.current = scrollHeight - scrollTop - clientHeight < endPx;
    isAtEnd.current = scrollTop > endOf(list.current) - endPx;
    if (isAtEnd.current) setNew(false);
  };
  return { list, hasNew, onScroll, toEnd: () => toEnd(list.current) };
}

function toEnd(list: HTMLElement | null): void {
  list?.scrollTo({ top: endOf(list) });
}

/** Where the last message can be read from its beginning, or else the bottom. */
function endOf(list: HTMLElement): number {
  const rows = list.querySelectorAll<HTMLElement>("[data-row]");
  const bottom = list.scrollHeight - list.clientHeight;
  const last = rows.item(rows.length - 1);
  return last === null ? bottom : Math.min(bottom, last.offsetTop - marginPx);
}
