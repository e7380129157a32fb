import { FeishuCard } from "../feishu/card.tsx";
import { pageLocale } from "../page-locale.ts";
import { FileLinks } from "../shared/file-links.tsx";
import { languageTags } from "../shared/words.ts";
import { SlackMessage } from "../slack/message.tsx";
import { t } from "../texts.ts";
import type { MessageView, ShortcutView } from "../wire.ts";
import { initialsOf } from "./initials.ts";
import { Menu } from "./menu.tsx";
import { localTime } from "./times.ts";
import type { Seat } from "./use-seat.ts";

type Props = {
  readonly seat: Seat;
  readonly shortcuts: readonly ShortcutView[];
  readonly message: MessageView;
};

export function MessageRow(props: Props) {
  return props.seat.client === "slack" ? <SlackRow {...props} /> : <FeishuRow {...props} />;
}

function SlackRow({ seat, shortcuts, message }: Props) {
  const { act, ctx } = seat;
  const items = shortcuts
    .filter(({ type }) => type === "message")
    .map(({ id, label }) => ({
      label: label[pageLocale],
      onChoose: () => void act({ do: "shortcut", id, message: message.id }),
    }));
  return (
    <div className="row row-slack" data-row={message.id}>
      <SlackMessage message={message} ctx={ctx} onAct={act} />
      {!message.ephemeral && (
        <Menu className="row-menu" name={t.messageMenu(message.from.name)} sign="⋯" items={items} />
      )}
    </div>
  );
}

function FeishuRow({ seat, message }: Props) {
  const { ctx, act, user } = seat;
  const { from, raw, kind, files } = message;
  const isMine = from.id === user;
  return (
    <div className={isMine ? "row row-feishu row-mine" : "row row-feishu"} data-row={message.id}>
      <span className={from.isBot ? "row-picture row-bot" : "row-picture"} aria-hidden="true">
        {from.isBot ? "✦" : initialsOf(from.name)}
      </span>
      <div className="row-body">
        <p className="row-byline">
          <strong>{from.name}</strong>
          <time dateTime={message.at}>{localTime(message.at, ctx)}</time>
          {message.ephemeral && <span className="row-mark">{t.onlyYou}</span>}
          {message.edited === true && <span>({t.edited})</span>}
        </p>
        {files !== undefined ? (
          <FileLinks of={message} client="feishu" user={user} files={files} />
        ) : kind === "card" ? (
          <FeishuCard card={raw} messageId={message.id} ctx={ctx} onAct={act} />
        ) : (
          <p className="bubble" lang={languageTags[ctx.locale]}>
            {String(raw)}
          </p>
        )}
      </div>
    </div>
  );
}
