import { look } from "#approval/look.ts";
import { findApproval } from "#approval/stored.ts";
import { action } from "#chat/feature.ts";
import { say } from "#chat/reply.ts";
import { inTransaction, pressOf, pressPayload } from "./decide.ts";
import { refused } from "./reply.ts";
import { drawOne } from "./view.ts";

/** "Open" in a list: the whole card for who may decide now, beside the list. */
export const open = action({
  id: "approval.open",
  payload: pressPayload,
  run: async (ctx, payload) => {
    const { approvalId } = payload;
    const press = await pressOf(ctx, payload);
    if (press === undefined) return refused(ctx, payload, "gone");
    // The list stays where it is, so that what has moved is to be drawn afresh there, too.
    const looked = await inTransaction(ctx, (scope) => look(scope, { ...press, on: undefined }));
    const status = (await findApproval(ctx, approvalId))?.status;
    const isOnlyMoved = "refused" in looked && looked.refused === "moved" && status !== "withdrawn";
    if ("refused" in looked && !isOnlyMoved) return refused(ctx, payload, looked.refused);
    const card = await drawOne(ctx, approvalId);
    return card === undefined ? refused(ctx, payload, "not-yours") : say(card);
  },
});
