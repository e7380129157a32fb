import { type KeyboardEvent, useId, useState } from "react";
import { useDraft } from "../shared/drafts.ts";
import { t } from "../texts.ts";
import type { Conversation, Deed } from "../wire.ts";
import { AttachButton, base64Of } from "./attach-button.tsx";
import { composerKey } from "./composer-key.ts";
import type { Seat } from "./use-seat.ts";

type Props = { readonly seat: Seat; readonly conversation: Conversation };

/** Where a line is typed. Enter sends, but not the Enter that ends the choice of a Chinese word. */
export function Composer({ seat, conversation }: Props) {
  const { ctx, client } = seat;
  const key = composerKey(seat.user, conversation);
  const text = String(useDraft(ctx.drafts, key, ""));
  const [isSending, setSending] = useState(false);
  const id = useId();
  const isSlash = client === "slack" && text.startsWith("/");
  const deed = deedOf(text.trim(), conversation, client === "slack");
  const send = async () => {
    if (isSending || deed === undefined) return;
    setSending(true);
    ctx.drafts.set(key, "");
    const outcome = await seat.act(deed);
    // What did not get through must not be typed again.
    if (outcome === undefined && ctx.drafts.get(key) === "") ctx.drafts.set(key, text);
    setSending(false);
  };
  const sendFile = async (file: File) => {
    const place = conversation.kind === "group" ? { in: conversation.id } : {};
    await seat.act({ do: "file", name: file.name, data: await base64Of(file), ...place });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="composer-field">
        <AttachButton onFile={sendFile} />
        <textarea
          id={id}
          rows={1}
          value={text}
          aria-label={t.write(conversation.title)}
          aria-describedby={`${id}-hint`}
          placeholder={t.write(conversation.title)}
          data-composer={client}
          onChange={(event) => ctx.drafts.set(key, event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-disabled={isSending || deed === undefined}>
          {t.send}
        </button>
      </div>
      <p id={`${id}-hint`} className={isSlash ? "composer-hint composer-hint-shown" : "composer-hint"}>
        {isSlash ? slashHint(text) : t.writeHint}
      </p>
    </form>
  );
}

const command = /^\/genjin(?:\s+|$)/;

function slashHint(text: string): string {
  return "/genjin ".startsWith(text) || command.test(text) ? t.slashHint : t.otherSlash;
}

/** On Slack a line that begins with a slash is a command, and no other one than ours is installed. */
function deedOf(text: string, { kind, id }: Conversation, hasCommands: boolean): Deed | undefined {
  if (text === "") return undefined;
  const place = kind === "group" ? { in: id } : {};
  if (!hasCommands || !text.startsWith("/")) return { do: "say", text, ...place };
  return command.test(text) ? { do: "command", text: text.replace(command, ""), ...place } : undefined;
}
