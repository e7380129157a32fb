import { objectOf, objectsAt, textAt } from "../shared/json.ts";
import type { OnAct, RenderContext } from "../shared/surface.tsx";
import { languageTags } from "../shared/words.ts";
import { Blocks } from "./blocks.tsx";
import { SlackPlace } from "./place.tsx";

type Props = { readonly view: unknown; readonly ctx: RenderContext; readonly onAct: OnAct };

/** A person's Home tab of the app. */
export function SlackHome({ view, ctx, onAct }: Props) {
  const home = objectOf(view);
  const blocks = objectsAt(home, "blocks");
  return (
    <SlackPlace id={textAt(home, "id") ?? "home"} ctx={ctx} onAct={onAct} blocks={blocks} errors={{}}>
      <section className="sk sk-home" lang={languageTags[ctx.locale]}>
        <Blocks blocks={blocks} />
      </section>
    </SlackPlace>
  );
}
