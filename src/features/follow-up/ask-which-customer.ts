import { unknownLine, whichCustomer } from "#cards/follow-up/which-customer.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import { type Reply, say, update } from "#chat/reply.ts";
import type { CustomerRef } from "#directory/customers.ts";
import { namesOf } from "#directory/people.ts";
import { keepDraft } from "./drafts.ts";

/** Keeps a note that names no known customer and asks which it is. */
export async function askWhichCustomer(
  ctx: HandlerCtx,
  draft: {
    readonly text: string;
    readonly name: string | undefined;
    readonly similar: readonly CustomerRef[];
  },
): Promise<Reply> {
  const draftId = await keepDraft(ctx, { text: draft.text, name: draft.name });
  const nearest = draft.similar.slice(0, 3);
  const names = await namesOf(
    ctx,
    nearest.flatMap(({ ownerId }) => (ownerId === ctx.actor.personId ? [] : (ownerId ?? []))),
  );
  const card = whichCustomer(ctx.locale, {
    draftId,
    content: draft.text,
    similar: nearest.map(({ id, name, ownerId }) => {
      const owner = names.get(ownerId ?? "");
      return { customerId: id, name, ...(owner !== undefined && { owner }) };
    }),
    ...(draft.name !== undefined && { name: draft.name }),
  });
  return ctx.event.type === "action" ? update(card) : say(card);
}

/** Keeps a line that is no command and asks whether it is a note. */
export async function askWhetherNote(ctx: HandlerCtx, text: string): Promise<Reply> {
  return say(
    unknownLine(ctx.locale, { draftId: await keepDraft(ctx, { text, name: undefined }), content: text }),
  );
}
