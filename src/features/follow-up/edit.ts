import { z } from "zod";
import { type EditText, editForm, editTextMax } from "#cards/follow-up/form.ts";
import { followUpTexts } from "#cards/follow-up/texts.ts";
import { action, form, type HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import { dateOf, textOf } from "#chat/read-values.ts";
import { ask, invalid, toast } from "#chat/reply.ts";
import { type Settings, settingsOf } from "#directory/settings.ts";
import { isLocalTime, localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import { contactMoment, isLateRecord, plannedMoment } from "#domain/moment.ts";
import { methodIn, methodOptions } from "./method-options.ts";
import { planReminder } from "./record.ts";
import { answerLogged } from "./save.ts";
import { changeFollowUp, type FollowUpChange, findFollowUp, type StoredFollowUp } from "./store.ts";
import { shownOfStored } from "./view.ts";

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
    texts: textsOf(row),
    ...nextOf(row, actor.tz),
    ...(row.nextMethod && { nextMethod: row.nextMethod }),
  };
}

function textsOf(row: StoredFollowUp): Record<EditText, string> {
  return {
    content: row.content,
    theirPeople: row.theirPeople.join(", "),
    ourPeople: row.ourPeople.join(", "),
    feedback: row.feedback ?? "",
  };
}

/** The plan as the form shows it. */
function nextOf(
  { nextAt, nextHasTime }: StoredFollowUp,
  tz: string,
): { readonly nextOn?: string; readonly nextTime?: string } {
  if (nextAt === null) return {};
  return { nextOn: localDateOf(nextAt, tz), ...(nextHasTime && { nextTime: localTimeOf(nextAt, tz) }) };
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
    if (row === undefined) return invalid({ occurredOn: t.gone });
    const read = readChange(ctx, settings, { values, row });
    if ("errors" in read) return invalid(read.errors);
    const { workspaceId, actor, now } = ctx;
    const which = { ...payload, workspaceId, personId: actor.personId, now };
    if (!(await changeFollowUp(ctx.db, which, read.change)))
      return invalid({ occurredOn: t.changedMeanwhile });
    const shown = shownOfStored({ ...row, ...read.change });
    return answerLogged(ctx, settings, { shown, happened: "edited", unreadDates: [] });
  },
});

type Read = { readonly change: FollowUpChange } | { readonly errors: Record<string, string> };
type Submitted = { readonly values: FormValues; readonly row: StoredFollowUp };

function readChange(ctx: HandlerCtx, settings: Settings, submitted: Submitted): Read {
  const { actor, now } = ctx;
  const { values, row } = submitted;
  const formerDay = isoDay(row.occurredOn);
  const occurredOn = dateOf(values, "occurredOn") ?? formerDay;
  const next = { on: dateOf(values, "nextOn"), time: readTime(values) };
  const errors = problems(ctx, { occurredOn, next });
  if (errors !== undefined) return { errors };
  const saidAt = occurredOn === localDateOf(row.loggedAt, actor.tz) ? row.loggedAt : now;
  const occurredAt =
    occurredOn === formerDay ? row.occurredAt : contactMoment({ on: occurredOn }, actor, saidAt);
  return {
    change: {
      method: methodIn(values, "method") ?? row.method,
      occurredAt,
      occurredOn: new Date(`${occurredOn}T00:00:00Z`),
      ...readTexts(submitted),
      ...readPlan(ctx, settings, { ...submitted, next }),
      isLate: isLateRecord(occurredAt, row.loggedAt, settings.policy.recordWithinHours),
    },
  };
}

/** A text that was too long for the form was not in it and stays as it is. */
function readTexts({ values, row }: Submitted) {
  const former = textsOf(row);
  const isShown = (name: EditText) => former[name].length <= editTextMax[name];
  const content = textOf(values, "content") ?? row.content;
  return {
    content,
    theirPeople: isShown("theirPeople") ? names(values, "theirPeople") : row.theirPeople,
    ourPeople: isShown("ourPeople") ? names(values, "ourPeople") : row.ourPeople,
    feedback: isShown("feedback") ? (textOf(values, "feedback") ?? null) : row.feedback,
  };
}

type NextRead = { readonly on: string | undefined; readonly time: string | undefined };

/** A plan that was not touched keeps its timer, which may have been put off or gone off already. */
function readPlan(
  ctx: HandlerCtx,
  settings: Settings,
  { values, row, next: { on, time } }: Submitted & { readonly next: NextRead },
) {
  const { actor } = ctx;
  const former = nextOf(row, actor.tz);
  const method = on === undefined ? undefined : methodIn(values, "nextMethod");
  if (on === former.nextOn && time === former.nextTime && method === (row.nextMethod ?? undefined)) {
    return { nextAt: row.nextAt, nextHasTime: row.nextHasTime, nextMethod: row.nextMethod };
  }
  const plan = on === undefined ? undefined : plannedMoment({ on, ...(time && { time }) }, actor);
  return {
    nextAt: plan?.at ?? null,
    nextHasTime: plan?.hasTime ?? false,
    nextMethod: method ?? null,
    nextRemindAt: (plan && planReminder(ctx, settings, { ...plan, method })) ?? null,
  };
}

function readTime(values: FormValues): string | undefined {
  return textOf(values, "nextTime")?.replace("：", ":").replace(/^\d:/, "0$&");
}

function problems(
  { actor, now, locale }: HandlerCtx,
  { occurredOn, next }: { readonly occurredOn: string; readonly next: NextRead },
): Record<string, string> | undefined {
  const t = followUpTexts[locale];
  if (occurredOn > localDateOf(now, actor.tz)) return { occurredOn: t.futureOccurred };
  if (next.time !== undefined && !isLocalTime(next.time)) return { nextTime: t.badTime(next.time) };
  if (next.time !== undefined && next.on === undefined) return { nextOn: t.timeWithoutDate };
  return undefined;
}

function names(values: FormValues, field: EditText): string[] {
  return (textOf(values, field) ?? "")
    .split(/[,，、;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}
