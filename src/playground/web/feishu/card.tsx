import { useId } from "react";
import { type Json, objectOf, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { type OnAct, type RenderContext, SurfaceProvider } from "../shared/surface.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { languageTags } from "../shared/words.ts";
import { Elements } from "./elements.tsx";
import { unknownInCard } from "./known.ts";
import { FeishuText, wordsOf } from "./text.tsx";

type Props = {
  /** Card JSON 2.0. */
  readonly card: unknown;
  readonly messageId: string;
  readonly ctx: RenderContext;
  readonly onAct: OnAct;
};

/** A card: coloured head, and its body from top to bottom. */
export function FeishuCard({ card, messageId, ctx, onAct }: Props) {
  const source = objectOf(card);
  const header = objectOf(source["header"]);
  const titleId = useId();
  const stranger = unknownInCard(source, header);
  const hasHead = wordsOf(header["title"]) !== "";
  return (
    <SurfaceProvider id={messageId} ctx={ctx} onAct={onAct}>
      <article
        className={`fs fs-card fs-card-${textAt(objectOf(source["config"]), "width_mode") ?? "default"}`}
        lang={languageTags[ctx.locale]}
        data-card={messageId}
        aria-labelledby={hasHead ? titleId : undefined}
      >
        {stranger !== undefined && <UnknownComponent name={stranger} />}
        {source["schema"] !== "2.0" && <UnknownComponent name="card.schema" />}
        {hasHead && <Head header={header} titleId={titleId} />}
        <div className="fs-body">
          <Elements of={objectOf(source["body"])} path={[]} />
        </div>
      </article>
    </SurfaceProvider>
  );
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/content-components/title */
const templates = [
  ...["default", "blue", "wathet", "turquoise", "green", "yellow", "orange"],
  ...["red", "carmine", "violet", "purple", "indigo", "grey"],
];

function Head({ header, titleId }: { readonly header: Json; readonly titleId: string }) {
  const template = textAt(header, "template") ?? "default";
  return (
    <header className={`fs-head fs-head-${template}`}>
      {!templates.includes(template) && <UnknownComponent name={`header.template ${template}`} />}
      <h3 id={titleId}>
        <FeishuText of={header["title"]} />
        {keyed(objectsAt(header, "text_tag_list")).map(({ key, thing: tag }) => (
          <span key={key} className={`text-tag color-${textAt(tag, "color") ?? "neutral"}`}>
            <FeishuText of={tag["text"]} />
          </span>
        ))}
      </h3>
      {header["subtitle"] !== undefined && (
        <p className="fs-subtitle">
          <FeishuText of={header["subtitle"]} />
        </p>
      )}
    </header>
  );
}
