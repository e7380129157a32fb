import { z } from "zod";
import { editForm, formTextMax } from "#cards/follow-up/form.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast, update } from "#chat/reply.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { isLocalTime, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { contactMoment, isLateRecord, plannedMoment } from "#domain/moment.ts";
import { methodIn, methodOptions } from "./log-form.ts";
import { reminderOf } from "./record.ts";
import { changeFollowUp, type FollowUpChange, findFollowUp, type StoredFollowUp } from "./store.ts";
import { loggedCard, shownOfStored } from "./view.ts";

/** "Edit": everything about a follow-up, by who logged it. */
export const edit = action({
  id: "follow-up.edit",
  payload: z.object({ followUpId: z.uuid() }),
  run: async (ctx, { followUpId }) => {
    const t = followUpTexts[ctx.locale];
    const row = await findFollowUp(ctx.db, followUpId);
    if (row === undefined) return toast(t.gone, "warning");
    if (row.personId !== ctx.actor.personId) return toast(t.notYours, "warning");
    if (row.undoneAt !== null) return toast(t.alreadyUndone, "warning");
    return ask(editForm(ctx.locale, { ...initials(ctx, row), methods: methodOptions(ctx) }));
  },
});

function initials({ actor }: HandlerCtx, row: StoredFollowUp) {
  return {
    followUpId: row.id,
    version: row.version,
    method: row.method,
    occurredOn: isoDay(row.occurredOn),
    theirPeople: row.theirPeople.join(", "),
    ourPeople: row.ourPeople.join(", "),
    feedback: row.feedback ?? "",
    ...(row.content.length <= formTextMax && { content: row.content }),
    ...(row.nextAt && { nextOn: localDateOf(row.nextAt, actor.tz) }),
    ...(row.nextAt && row.nextHasTime && { nextTime: localTimeOf(row.nextAt, actor.tz) }),
    ...(row.nextMethod && { nextMethod: row.nextMethod }),
  };
}

/** The submitted edit form. */
export const editSubmitted = form({
  id: "follow-up.edit",
  payload: z.object({ followUpId: z.uuid(), version: z.coerce.number() }),
  run: async (ctx, { payload, values }) => {
    const t = followUpTexts[ctx.locale];
    const [row, settings] = await Promise.all([
      findFollowUp(ctx.db, payload.followUpId),
      settingsOf(ctx.database, ctx.workspaceId),
    ]);
    if (row === undefined) return invalid({ content: t.gone });
    const read = readChange(ctx, settings, { values, row });
    if ("errors" in read) return invalid(read.errors);
    const which = { ...payload, personId: ctx.actor.personId, now: ctx.now };
    if (!(await changeFollowUp(ctx.db, which, read.change)))
      return invalid({ occurredOn: t.changedMeanwhile });
    const shown = shownOfStored({ ...row, ...read.change });
    return update(loggedCard(ctx, settings, { shown, happened: "edited", unreadDates: [] }));
  },
});

type Read = { readonly change: FollowUpChange } | { readonly errors: Record<string, string> };

function readChange(
  ctx: HandlerCtx,
  settings: Settings,
  { values, row }: { values: FormValues; row: StoredFollowUp },
): Read {
  const { actor, now } = ctx;
  const occurredOn = dateOf(values, "occurredOn") ?? isoDay(row.occurredOn);
  const nextTime = textOf(values, "nextTime")?.replace("：", ":").padStart(5, "0");
  const errors = problems(ctx, { occurredOn, nextTime });
  if (errors !== undefined) return { errors };
  const occurredAt =
    occurredOn === isoDay(row.occurredOn) ? row.occurredAt : contactMoment({ on: occurredOn }, actor, now);
  const nextOn = dateOf(values, "nextOn");
  const next =
    nextOn === undefined
      ? undefined
      : plannedMoment({ on: nextOn, ...(nextTime !== undefined && { time: nextTime }) }, actor);
  const content = textOf(values, "content");
  return {
    change: {
      method: methodIn(values, "method") ?? row.method,
      occurredAt,
      occurredOn: new Date(`${occurredOn}T00:00:00Z`),
      ourPeople: names(values, "ourPeople"),
      theirPeople: names(values, "theirPeople"),
      ...(content !== undefined && { content }),
      feedback: textOf(values, "feedback") ?? null,
      nextAt: next?.at ?? null,
      nextHasTime: next?.hasTime ?? false,
      nextMethod: methodIn(values, "nextMethod") ?? null,
      nextRemindAt: (next && reminderOf(next, ctx, settings)) ?? null,
      isLate: isLateRecord(occurredAt, row.loggedAt, settings.policy.recordWithinHours),
    },
  };
}

function problems(
  { actor, now, locale }: HandlerCtx,
  given: { occurredOn: string; nextTime: string | undefined },
): Record<string, string> | undefined {
  const t = followUpTexts[locale];
  if (given.occurredOn > localDateOf(now, actor.tz)) return { occurredOn: t.futureOccurred };
  if (given.nextTime !== undefined && !isLocalTime(given.nextTime)) {
    return { nextTime: t.badTime(given.nextTime) };
  }
  return undefined;
}

function names(values: FormValues, field: string): string[] {
  return (textOf(values, field) ?? "")
    .split(/[,，、;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
