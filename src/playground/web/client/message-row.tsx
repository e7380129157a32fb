import { FeishuCard } from "../feishu/card.tsx";
import { languageTags } from "../shared/words.ts";
import { SlackMessage } from "../slack/message.tsx";
import { t } from "../texts.ts";
import type { MessageView } from "../wire.ts";
import { Menu } from "./menu.tsx";
import { localTime } from "./times.ts";
import type { Seat } from "./use-seat.ts";

type Props = { readonly seat: Seat; readonly message: MessageView };

export function MessageRow({ seat, message }: Props) {
  return seat.client === "slack" ? (
    <SlackRow seat={seat} message={message} />
  ) : (
    <FeishuRow seat={seat} message={message} />
  );
}

function SlackRow({ seat, message }: Props) {
  const { act, ctx } = seat;
  const save = () => void act({ do: "shortcut", id: "follow-up.from-message", message: message.id });
  return (
    <div className="row row-slack" data-row={message.id}>
      <SlackMessage message={message} ctx={ctx} onAct={act} />
      {!message.ephemeral && (
        <Menu
          className="row-menu"
          name={t.messageMenu(message.from.name)}
          sign="⋯"
          items={[{ label: t.saveToCustomer, onChoose: save }]}
        />
      )}
    </div>
  );
}

function FeishuRow({ seat, message }: Props) {
  const { ctx, act, user } = seat;
  const { from, raw, kind } = message;
  const isMine = from.id === user;
  return (
    <div className={isMine ? "row row-feishu row-mine" : "row row-feishu"} data-row={message.id}>
      <span className={from.isBot ? "row-picture row-bot" : "row-picture"} aria-hidden="true">
        {from.isBot ? "✦" : [...from.name].slice(-1)}
      </span>
      <div className="row-body">
        <p className="row-byline">
          <strong>{from.name}</strong>
          <time dateTime={message.at}>{localTime(message.at, ctx)}</time>
          {message.ephemeral && <span className="row-mark">{t.onlyYou}</span>}
          {message.edited === true && <span>({t.edited})</span>}
        </p>
        {kind === "card" ? (
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
