import { bundleCard, bundleView } from "#cards/my-day/bundle.ts";
import type { BuiltMessage, View, ViewCtx } from "#chat/feature.ts";
import { value } from "#chat/text.ts";
import { bundled } from "./store.ts";

/** A bundle as it is now: of the messages that were sent together, those that still matter. Only for whom it was. */
export const bundle: View = {
  id: bundleView,
  draw: async (ctx, id) => {
    const rows = await bundled(ctx.db, { workspaceId: ctx.workspaceId, id, personId: ctx.actor.personId });
    if (rows.length === 0) return undefined;
    const built = await Promise.all(rows.map(({ kind, payload }) => build(ctx, kind, payload)));
    const left = built.filter((message) => message !== undefined);
    return bundleCard(ctx.locale, {
      id,
      items: left.map(({ card, item }) => item ?? { text: value(card.title) }),
      topics: left.flatMap(({ card }) => card.shows?.topics ?? []),
    });
  },
};

async function build(ctx: ViewCtx, kind: string, payload: unknown): Promise<BuiltMessage | undefined> {
  return ctx.messages.get(kind)?.build(ctx, payload);
}
