import type { LedgerLineView } from "#cards/ledger/list.ts";
import { dayOfText, momentText, plannedText } from "#cards/shared/dates.ts";
import type { Actor } from "#chat/actor.ts";
import type { LedgerScope } from "#directory/leads/ledger.ts";
import type { LedgerLine } from "#directory/leads/ledger-rows.ts";
import { isOwned } from "#domain/lead.ts";
import { hasPassed } from "#domain/moment.ts";

/** A lead of the list in its reader's zone and language. In the own ones, the reader's name goes without saying. */
export function lineView(
  row: LedgerLine,
  { actor, now }: { readonly actor: Actor; readonly now: Date },
  scope: LedgerScope,
): LedgerLineView {
  const dates = { locale: actor.locale, tz: actor.tz, now };
  const { grade, ownerId, registeredById } = row;
  const contactBy = row.status === "assigned" ? row.firstContactDueAt : null;
  const nextAt = row.status === "contacted" ? row.nextAt : null;
  const isPlanOver = nextAt !== null && hasPassed({ at: nextAt, hasTime: row.nextHasTime }, now, actor.tz);
  const named = (id: string | null, name: string | undefined) =>
    scope === "mine" && id === actor.personId ? undefined : name;
  const owner = named(ownerId, row.owner);
  const isNew = row.status === "registered" || row.status === "grading";
  const registeredBy = isNew && ownerId === null ? named(registeredById, row.registeredBy) : undefined;
  return {
    ...{ leadId: row.id, company: row.company, status: row.status, source: row.source },
    isUnowned: ownerId === null && isOwned(row.status),
    isOverdue: contactBy === null ? isPlanOver : contactBy <= now,
    isHelped: ownerId !== actor.personId && row.collaboratorIds.includes(actor.personId),
    registered: dayOfText(row.registeredAt, dates),
    ...(grade !== null && { grade }),
    ...(owner !== undefined && { owner }),
    ...(registeredBy !== undefined && { registeredBy }),
    ...(contactBy !== null && { contactBy: momentText(contactBy, dates) }),
    ...(nextAt !== null && { next: plannedText({ at: nextAt, hasTime: row.nextHasTime }, dates) }),
  };
}
