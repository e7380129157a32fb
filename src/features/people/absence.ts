import { standIn } from "#approval/stand-in.ts";
import type { AbsenceView } from "#cards/people/settings.ts";
import { peopleTexts } from "#cards/people/texts.ts";
import { dayText } from "#cards/shared/dates.ts";
import type { HandlerCtx } from "#chat/feature.ts";
import type { FormValues } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { dateOf, personOf } from "#chat/read-values.ts";
import { colleagueAccounts, namesOf, personOfAccount } from "#directory/people.ts";
import type { Scope } from "#directory/scope.ts";
import { localDateOf } from "#domain/calendar/zone.ts";

/** Local days `YYYY-MM-DD`, the last included, and who decides meanwhile. Nothing: here. */
export type Absence =
  | { readonly from: string; readonly until: string; readonly delegateId: string | null }
  | undefined;
type ReadAbsence = { readonly absence: Absence } | { readonly errors: Readonly<Record<string, string>> };

/** What the form's fields say of an absence. */
export async function readAbsence(ctx: HandlerCtx, values: FormValues): Promise<ReadAbsence> {
  const t = peopleTexts[ctx.locale];
  const [from, until, userId] = [
    dateOf(values, "awayFrom"),
    dateOf(values, "awayUntil"),
    personOf(values, "delegate"),
  ];
  if (from === undefined && until === undefined) {
    return userId === undefined ? { absence: undefined } : { errors: { awayFrom: t.needDays } };
  }
  if (from === undefined || until === undefined || until < from)
    return { errors: { awayUntil: t.needBothDays } };
  if (userId === undefined) return { absence: { from, until, delegateId: null } };
  const delegate = await personOfAccount(ctx, { platform: ctx.event.platform, userId });
  if (delegate?.status !== "active" || delegate.id === ctx.actor.personId) {
    return { errors: { delegate: t.badDelegate } };
  }
  return { absence: { from, until, delegateId: delegate.id } };
}

/** Whoever stands in gets what waits at once, if the absence has begun. */
export async function saveAbsence(
  scope: Scope,
  { personId, now }: { readonly personId: string; readonly now: Date },
  absence: Absence,
): Promise<void> {
  const { db, workspaceId } = scope;
  await db.person.updateMany({
    where: { workspaceId, id: personId },
    data: {
      awayFrom: absence === undefined ? null : midnight(absence.from),
      awayUntil: absence === undefined ? null : midnight(absence.until),
      delegateId: absence?.delegateId ?? null,
    },
  });
  await standIn(scope, { personId, now });
}

/** What the settings' form shows of the absence that is stored and not over. */
export async function absenceView(ctx: HandlerCtx): Promise<AbsenceView> {
  const [absence, colleagues] = await Promise.all([
    presentAbsence(ctx),
    colleagueAccounts(ctx, ctx.event.platform),
  ]);
  if (absence === undefined) return { colleagues };
  const { from, until, delegateId } = absence;
  const account =
    delegateId === null
      ? null
      : await ctx.db.identity.findFirst({
          where: { workspaceId: ctx.workspaceId, platform: ctx.event.platform, personId: delegateId },
          select: { userId: true },
        });
  return { from, until, colleagues, ...(account && { delegate: account.userId }) };
}

/** The same in words, for the card. */
export async function absenceText(ctx: HandlerCtx, locale: Locale): Promise<string | undefined> {
  const absence = await presentAbsence(ctx);
  if (absence === undefined) return undefined;
  const { from, until, delegateId } = absence;
  const view = { locale, tz: ctx.actor.tz, now: ctx.now };
  const name = delegateId === null ? undefined : (await namesOf(ctx, [delegateId])).get(delegateId);
  return peopleTexts[locale].absenceOf(dayText(from, view), dayText(until, view), name);
}

async function presentAbsence(ctx: HandlerCtx): Promise<Absence> {
  const { actor, now } = ctx;
  const stored = await storedAbsence(ctx, actor.personId);
  return stored === undefined || stored.until < localDateOf(now, actor.tz) ? undefined : stored;
}

/** Also one that is over. */
export async function storedAbsence({ db, workspaceId }: Scope, personId: string): Promise<Absence> {
  const person = await db.person.findFirst({
    where: { workspaceId, id: personId },
    select: { awayFrom: true, awayUntil: true, delegateId: true },
  });
  const { awayFrom, awayUntil, delegateId = null } = person ?? {};
  return awayFrom && awayUntil ? { from: dayOf(awayFrom), until: dayOf(awayUntil), delegateId } : undefined;
}

export function isSameAbsence(one: Absence, other: Absence): boolean {
  return one?.from === other?.from && one?.until === other?.until && one?.delegateId === other?.delegateId;
}

/** A civil date as the database's driver wants it. */
function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
