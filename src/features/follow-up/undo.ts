import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { followUpUndone } from "#cards/follow-up/undone.ts";
import { action } from "#chat/feature.ts";
import { toast, update } from "#chat/reply.ts";
import { settingsOf } from "#directory/settings.ts";
import { findFollowUp, undoFollowUp } from "./store.ts";

/** "Undo", for some minutes after logging, by who logged. */
export const undo = action({
  id: "follow-up.undo",
  payload: z.object({ followUpId: z.uuid() }),
  run: async (ctx, { followUpId }) => {
    const t = followUpTexts[ctx.locale];
    const { policy } = await settingsOf(ctx.database, ctx.workspaceId);
    const { workspaceId, now } = ctx;
    const loggedAfter = new Date(now.getTime() - policy.undoMinutes * 60_000);
    const { personId } = ctx.actor;
    const isUndone = await undoFollowUp(ctx.db, { workspaceId, followUpId, personId, now, loggedAfter });
    const row = await findFollowUp(ctx.db, followUpId);
    if (row === undefined) return toast(t.gone, "warning");
    if (isUndone) {
      return update(
        followUpUndone(ctx.locale, { followUpId, customer: row.customer.name, content: row.content }),
      );
    }
    if (row.personId !== personId) return toast(t.notYours, "warning");
    return toast(row.undoneAt === null ? t.undoTooLate(policy.undoMinutes) : t.alreadyUndone, "warning");
  },
});
