import { Fragment } from "react";
import { FileLinks } from "../shared/file-links.tsx";
import { type Json, objectOf, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import type { OnAct, RenderContext } from "../shared/surface.tsx";
import { languageTags, words } from "../shared/words.ts";
import type { MessageView } from "../wire.ts";
import { Blocks } from "./blocks.tsx";
import { SlackPlace } from "./place.tsx";
import { SlackText } from "./text.tsx";

type Props = { readonly message: MessageView; readonly ctx: RenderContext; readonly onAct: OnAct };

/** A message with its author, as a row of a conversation. */
export function SlackMessage({ message, ctx, onAct }: Props) {
  const body = typeof message.raw === "string" ? { text: message.raw } : objectOf(message.raw);
  const attached = objectsAt(body, "attachments");
  const blocks = [...objectsAt(body, "blocks"), ...attached.flatMap((one) => objectsAt(one, "blocks"))];
  const t = words[ctx.locale];
  return (
    <SlackPlace id={message.id} ctx={ctx} onAct={onAct} blocks={blocks} errors={{}}>
      <article
        className={message.ephemeral ? "sk sk-message sk-ephemeral" : "sk sk-message"}
        lang={languageTags[ctx.locale]}
        data-message={message.id}
      >
        {message.ephemeral && <p className="sk-only-you">{t.onlyYou}</p>}
        <span className={`sk-avatar sk-avatar-${tint(message.from.id)}`} aria-hidden="true">
          {[...message.from.name][0] ?? "?"}
        </span>
        <div className="sk-message-body">
          <p className="sk-byline">
            <strong>{message.from.name}</strong>
            {message.from.isBot && <span className="sk-app">APP</span>}
            <time dateTime={message.at}>{clockTime(message.at, ctx)}</time>
          </p>
          <MessageContent body={body} attached={attached} />
          {message.files && <FileLinks of={message} client="slack" user={ctx.user} files={message.files} />}
          {message.edited === true && <span className="sk-edited">({t.edited})</span>}
        </div>
      </article>
    </SlackPlace>
  );
}

/** Where a message has blocks, its text is for notifications alone. */
function MessageContent({ body, attached }: { readonly body: Json; readonly attached: readonly Json[] }) {
  const blocks = objectsAt(body, "blocks");
  const text = textAt(body, "text") ?? "";
  return (
    <>
      {blocks.length === 0 && text !== "" && (
        <div className="sk-words">
          <SlackText of={text} />
        </div>
      )}
      <Blocks blocks={blocks} />
      {keyed(attached).map(({ key, thing: one }) => (
        <div className="sk-attached" key={key}>
          {["pretext", "title", "text"].map((key) => (
            <Fragment key={key}>{one[key] !== undefined && <AttachedText of={one[key]} />}</Fragment>
          ))}
          <Blocks blocks={objectsAt(one, "blocks")} />
        </div>
      ))}
    </>
  );
}

function AttachedText({ of }: { readonly of: unknown }) {
  return (
    <div className="sk-words">
      <SlackText of={of} />
    </div>
  );
}

/** One of six colours for somebody's square, always the same. */
function tint(id: string): number {
  return [...id].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0) % 6;
}

function clockTime(at: string, { locale, timeZone }: RenderContext): string {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(languageTags[locale], { ...options, ...(timeZone && { timeZone }) }).format(
    new Date(at),
  );
}
