import { Inlines } from "../shared/inline.tsx";
import { isObject, type Json, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { useSurface } from "../shared/surface.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { unknownInElement } from "./known.ts";
import { type Paragraph, readInline, readParagraphs } from "./markdown.ts";

/** A card's Markdown. `id` names the fields that it stands above. */
export function Markdown({ element, id }: { readonly element: Json; readonly id?: string | undefined }) {
  return (
    <div className={`fs-markdown ${lookOf(element)}`} id={id}>
      {keyed(readParagraphs(textAt(element, "content") ?? "")).map(({ key, thing }) => (
        <OneParagraph key={key} paragraph={thing} />
      ))}
    </div>
  );
}

function OneParagraph({ paragraph }: { readonly paragraph: Paragraph }) {
  const { ctx } = useSurface();
  if (paragraph.kind === "rule") return <hr />;
  if (paragraph.kind === "code") return <pre>{paragraph.text}</pre>;
  const runs = <Inlines runs={readInline(paragraph.text, ctx)} />;
  switch (paragraph.kind) {
    case "heading":
      return <p className={`fs-heading fs-heading-${Math.min(paragraph.level, 3)}`}>{runs}</p>;
    case "quote":
      return <p className="quote">{runs}</p>;
    case "item":
      return (
        <p className={`fs-item fs-item-${paragraph.depth}`}>
          <span>{paragraph.mark}</span>
          <span>{runs}</span>
        </p>
      );
    case "words":
      return <p>{runs}</p>;
  }
}

/** A text object: `plain_text` as it stands, `lark_md` as Markdown. */
export function FeishuText({ of }: { readonly of: unknown }) {
  if (!isObject(of)) return null;
  const stranger = unknownInElement(of);
  if (stranger !== undefined) return <UnknownComponent name={stranger} />;
  if (of["tag"] === "lark_md") return <Markdown element={of} />;
  const color = textAt(of, "text_color");
  const look = `${lookOf(of)} ${color === undefined ? "" : `color-${color}`}`.trim();
  return look === "" ? (textAt(of, "content") ?? "") : <span className={look}>{textAt(of, "content")}</span>;
}

export function wordsOf(of: unknown): string {
  return isObject(of) ? (textAt(of, "content") ?? "") : "";
}

function lookOf(text: Json): string {
  const size = textAt(text, "text_size");
  const align = textAt(text, "text_align");
  return `${size === undefined ? "" : `fs-size-${size}`} ${align === undefined ? "" : `fs-align-${align}`}`.trim();
}
