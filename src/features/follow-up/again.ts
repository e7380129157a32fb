import { z } from "zod";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { action, type HandlerCtx } from "#chat/feature.ts";
import { ask, toast } from "#chat/reply.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { understandNote } from "#understanding/note.ts";
import { keepDraft, openDraft } from "./drafts.ts";
import { openLogForm } from "./log-form.ts";
import { findFollowUp, type StoredFollowUp, todosTakenBack } from "./store.ts";

/** "Fill in again" on an undone follow-up: its words come back, and what was set beside them. */
export const again = action({
  id: "follow-up.again",
  payload: z.object({ followUpId: z.uuid() }),
  run: async (ctx, { followUpId }) => {
    const t = followUpTexts[ctx.locale];
    const row = await findFollowUp(ctx.db, followUpId);
    if (row === undefined) return toast(t.gone, "warning");
    if (row.personId !== ctx.actor.personId) return toast(t.notYours, "warning");
    const words = {
      text: await wholeText(ctx, await settingsOf(ctx.database, ctx.workspaceId), row),
      saidAt: row.loggedAt,
      sourceKey: `again:${followUpId}`,
    };
    const draft = await openDraft(ctx, await keepDraft(ctx, words, { method: row.method }));
    const customer = { value: row.customerId, label: row.customer.name };
    return ask(await openLogForm(ctx, { customer, draft }));
  },
});

/** The content with lines for the to-dos and the next follow-up that it does not say itself. */
async function wholeText(ctx: HandlerCtx, settings: Settings, row: StoredFollowUp): Promise<string> {
  const { actor, locale } = ctx;
  const t = followUpTexts[locale];
  const context = { now: row.loggedAt, tz: actor.tz, calendar: settings.calendar, locale };
  const said = understandNote(row.content, context);
  const titles = [...said.todos.map(({ title }) => title), said.openQuestion];
  const time = (at: Date, hasTime: boolean) =>
    localDateOf(at, actor.tz) + (hasTime ? ` ${localTimeOf(at, actor.tz)}` : "");
  const todos = (await todosTakenBack(ctx.db, row.id))
    .filter(({ title }) => !titles.includes(title))
    .map(({ title, dueAt, dueHasTime }) => t.todoLine(title, dueAt ? time(dueAt, dueHasTime) : undefined));
  const isNextUnsaid = row.nextAt !== null && said.nextFollowUp === undefined;
  const next = isNextUnsaid && row.nextAt ? [t.nextLine(time(row.nextAt, row.nextHasTime))] : [];
  return [row.content, ...next, ...todos].join("\n");
}
