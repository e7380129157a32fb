import { Inlines } from "../shared/inline.tsx";
import { isObject, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { type RenderContext, useSurface } from "../shared/surface.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { unknownInBlock } from "./known.ts";
import { decode, readMrkdwn } from "./mrkdwn.ts";

/** A text object, or a line of markup as in a message's `text`. */
export function SlackText({ of }: { readonly of: unknown }) {
  const { ctx } = useSurface();
  if (typeof of === "string") return <Markup text={of} isVerbatim={false} ctx={ctx} />;
  if (!isObject(of)) return null;
  const stranger = unknownInBlock(of);
  if (stranger !== undefined) return <UnknownComponent name={stranger} />;
  const text = textAt(of, "text") ?? "";
  if (of["type"] === "mrkdwn") return <Markup text={text} isVerbatim={of["verbatim"] === true} ctx={ctx} />;
  return decode(text);
}

type MarkupProps = { readonly text: string; readonly isVerbatim: boolean; readonly ctx: RenderContext };

/** A line that begins with `>` is quoted; the others stand as they are. */
function Markup({ text, ...reading }: MarkupProps) {
  const parts = text.split(/((?:^(?:&gt;|>).*(?:\n|$))+)/m).filter((part) => part !== "");
  return keyed(parts).map(({ key, thing: part }) => {
    if (!/^(?:&gt;|>)/.test(part)) return <Inlines runs={readMrkdwn(part, reading)} key={key} />;
    const quoted = part.replace(/^(?:&gt;|>) ?/gm, "").replace(/\n$/, "");
    return (
      <span className="quote" key={key}>
        <Inlines runs={readMrkdwn(quoted, reading)} />
      </span>
    );
  });
}

/** The words of a text object without markup, for names of controls. */
export function wordsOf(of: unknown): string {
  return isObject(of) ? decode(textAt(of, "text") ?? "") : "";
}
