import type { LeadNotice } from "#cards/lead/watch.ts";
import { whoseClock } from "#directory/leads/clock.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { localDateOf } from "#domain/calendar/zone.ts";
import type { CaughtUp } from "#domain/lead-catch-up.ts";
import type { ClockRules } from "#domain/lead-clock.ts";
import type { NewMessage } from "#outbox/enqueue.ts";
import { monthlyMessage, ungradedMessage } from "./watch-lists.ts";
import { noticeKinds, type StoredNotice } from "./watch-messages.ts";

/** A lead whose time has come, with what has come of it. */
export type Watched = {
  readonly lead: Lead;
  readonly rules: ClockRules;
  readonly passed: CaughtUp["passed"];
  readonly managerId: string | undefined;
  readonly now: Date;
};

/** What is told of it. The same step of the same deadline has the same key, and is told once. */
export function messagesOf(watched: Watched): readonly NewMessage[] {
  const { passed } = watched;
  const isRecycled = passed.some(({ step }) => step === "recycle");
  return isRecycled ? recycled(watched) : passed.flatMap((one) => messagesOfStep(watched, one));
}

type Passed = CaughtUp["passed"][number];

function messagesOfStep(watched: Watched, { step, at, deadline }: Passed): readonly NewMessage[] {
  const { lead, passed } = watched;
  switch (step) {
    case "ungraded":
      return [daily(watched)];
    case "monthly":
      return lead.status === "nurturing" && lead.ownerId !== null ? [monthly(watched, lead.ownerId)] : [];
    case "contact-warning":
      return toOwner(watched, "contact-warning", { of: deadline });
    case "contact-due": {
      const of = lead.firstContactDueAt ?? undefined;
      const isPastGrace = passed.some((other) => other.step === "contact-grace");
      const told = isPastGrace ? [] : toManager(watched, "contact-overdue", of);
      return [...toOwner(watched, "contact-due", { of }), ...told];
    }
    case "contact-grace":
      return toManager(watched, "contact-grace", lead.firstContactDueAt ?? undefined);
    case "plan": {
      const isMissing = passed.some((other) => other.step === "visit-missing");
      return isMissing ? [] : toOwner(watched, "plan-due", { of: lead.nextAt ?? undefined });
    }
    case "visit-missing":
      return toOwner(watched, "visit-missing", { of: lead.nextAt ?? undefined });
    case "idle-warning":
      return toOwner(watched, "idle-warning", { of: deadline, warnedAt: at });
    case "recycle":
      return [];
  }
}

function recycled(watched: Watched): readonly NewMessage[] {
  return toOwner(watched, "recycled", { of: watched.now });
}

function toOwner(
  watched: Watched,
  notice: LeadNotice,
  { of, warnedAt }: { readonly of: Date | undefined; readonly warnedAt?: Date },
): readonly NewMessage[] {
  const { ownerId } = watched.lead;
  return ownerId === null ? [] : told(watched, notice, { of, personId: ownerId, warnedAt });
}

function toManager(watched: Watched, notice: LeadNotice, of: Date | undefined): readonly NewMessage[] {
  const { managerId } = watched;
  return managerId === undefined
    ? []
    : told(watched, notice, { of, personId: managerId, warnedAt: undefined });
}

function told(
  { lead, now }: Watched,
  notice: LeadNotice,
  to: { readonly of: Date | undefined; readonly personId: string; readonly warnedAt: Date | undefined },
): readonly NewMessage[] {
  const { of, personId, warnedAt } = to;
  if (of === undefined || lead.ownerId === null) return [];
  const moments = [of, ...(warnedAt === undefined ? [] : [warnedAt])].map((at) => at.toISOString());
  const payload: StoredNotice = { leadId: lead.id, ownerId: lead.ownerId, of: of.toISOString() };
  const key = ["lead", notice, lead.id, personId, ...moments].join(":");
  return [{ kind: noticeKinds[notice], key, personId, payload, dueAt: now }];
}

/** One message per person and day, not per lead. */
function daily({ lead, rules, now }: Watched): NewMessage {
  const personId = whoseClock(lead);
  const key = `lead:ungraded:${personId}:${localDateOf(now, rules.person.tz)}`;
  return { kind: ungradedMessage, key, personId, payload: {}, dueAt: now };
}

function monthly({ rules, now }: Watched, personId: string): NewMessage {
  const key = `lead:monthly:${personId}:${localDateOf(now, rules.person.tz).slice(0, 7)}`;
  return { kind: monthlyMessage, key, personId, payload: {}, dueAt: now };
}
