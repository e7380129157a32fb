import type { Actor } from "#chat/actor.ts";
import type { Card, ListItem } from "#chat/card.ts";
import type { BuiltMessage, Ctx, MessageKind, View } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import type { Content, Destination } from "#chat/port.ts";
import { value } from "#chat/text.ts";
import type { Calendar } from "#domain/calendar/calendar.ts";
import { moveOutOfQuiet } from "#domain/calendar/quiet.ts";
import { log } from "#src/log.ts";
import { type BackOff, nextAttemptAt } from "./back-off.ts";
import type { ClaimedRow } from "./claim.ts";
import { readReply, replyKind } from "./ready-reply.ts";
import type { Outcome } from "./settle.ts";
import type { Standing } from "./shown.ts";
import { viewKind, viewPayload } from "./views.ts";

export type PrepareOptions = BackOff & {
  readonly messages: ReadonlyMap<string, MessageKind>;
  readonly views: ReadonlyMap<string, View>;
  readonly context: (workspaceId: string) => Ctx;
  readonly actorById: (workspaceId: string, personId: string) => Promise<Actor | undefined>;
  readonly calendarOf: (workspaceId: string) => Promise<Calendar>;
  /** Several reminders of one person as one card. */
  readonly bundleCard: BundleCard;
};

/** `id` is that of the first row, `topics` are what the reminders are about. */
export type BundleCard = (
  locale: Locale,
  bundle: { readonly id: string; readonly items: readonly ListItem[]; readonly topics: readonly string[] },
) => Card;

/** Rows that go out as one message. */
export type Message = {
  readonly rows: readonly [ClaimedRow, ...ClaimedRow[]];
  readonly to: Destination;
  readonly content: Content;
  /** With whose eyes it is drawn afresh. */
  readonly reader: Standing["reader"];
};

export type Prepared = {
  readonly message: Message | undefined;
  /** Rows that are not said now. */
  readonly settled: readonly Settled[];
};

export type Settled = { readonly row: ClaimedRow; readonly outcome: Outcome };

/**
 * Looks again whether claimed rows still matter and may be said now (business time), and draws them as one message.
 * All rows are of one person, or the one row is a ready answer.
 */
export async function prepare(
  options: PrepareOptions,
  rows: readonly ClaimedRow[],
  now: Date,
): Promise<Prepared> {
  const [first] = rows;
  if (first?.kind === replyKind) return prepareReply(first);
  if (first?.kind === viewKind) return prepareView(options, first, now);
  const judge = await judgeFor(options, rows, now);
  const judged = await Promise.all(rows.map(async (row) => ({ row, ...(await judge(row)) })));
  const settled = judged.flatMap((each) => ("outcome" in each ? [each] : []));
  const built = judged.flatMap((each) => ("built" in each ? [each] : []));
  return { message: messageOf(options, built), settled };
}

function messageOf(
  { bundleCard }: PrepareOptions,
  [first, ...others]: readonly (Built & { readonly row: ClaimedRow })[],
): Message | undefined {
  if (first === undefined) return undefined;
  const bundled = [first, ...others].map(({ built }) => built);
  const items = bundled.map(({ card, item }) => item ?? { text: value(card.title) });
  const topics = bundled.flatMap(({ card }) => card.shows?.topics ?? []);
  const card =
    others.length === 0
      ? first.built.card
      : bundleCard(first.actor.locale, { id: first.row.id, items, topics });
  return {
    rows: [first.row, ...others.map(({ row }) => row)],
    to: first.to,
    content: { type: "card", card },
    reader: { personId: first.actor.personId },
  };
}

type Built = { readonly built: BuiltMessage; readonly actor: Actor; readonly to: Destination };
type Judgement = { readonly outcome: Outcome } | Built;

/** What is the same for all rows of a person is looked up once. */
async function judgeFor(
  options: PrepareOptions,
  [first]: readonly ClaimedRow[],
  now: Date,
): Promise<(row: ClaimedRow) => Promise<Judgement>> {
  if (first === undefined || first.personId === null) {
    return async () => ({ outcome: { type: "failed", reason: "broken", error: "no person" } });
  }
  const actor = await options.actorById(first.workspaceId, first.personId);
  if (actor?.status !== "active")
    return async () => ({ outcome: { type: "cancelled", why: "person not active" } });
  const morning = moveOutOfQuiet(now, actor, await options.calendarOf(first.workspaceId));
  return (row) => judge(options, row, { actor, now, morning });
}

async function judge(
  options: PrepareOptions,
  row: ClaimedRow,
  { actor, now, morning }: { readonly actor: Actor; readonly now: Date; readonly morning: Date },
): Promise<Judgement> {
  const kind = options.messages.get(row.kind);
  if (kind === undefined) return { outcome: { type: "failed", reason: "broken", error: "unknown kind" } };
  if (!kind.urgent && morning > now) return { outcome: { type: "moved", dueAt: morning } };
  try {
    const built = await kind.build({ ...options.context(row.workspaceId), now, actor }, row.payload);
    if (built === undefined) return { outcome: { type: "cancelled", why: "no longer matters" } };
    const to = directTo(row);
    if (to === undefined) return { outcome: { type: "failed", reason: "no-account", error: "no account" } };
    return { built, actor, to };
  } catch (error) {
    log.error(
      { err: error, kind: row.kind, deliveryId: row.id, attempts: row.attempts },
      "a message could not be made",
    );
    return { outcome: unmade(options, row) };
  }
}

function unmade(options: PrepareOptions, row: ClaimedRow): Outcome {
  const at = nextAttemptAt(options, row);
  return at === undefined
    ? { type: "failed", reason: "broken", error: "not made" }
    : { type: "unmade", at, error: "not made" };
}

function directTo({ userId, conversation }: ClaimedRow): Destination | undefined {
  if (userId === null) return undefined;
  return conversation === null ? { type: "direct", userId } : { type: "direct", userId, conversation };
}

/** Drawn with the eyes of a person, whatever the hour: a change of what stands there already makes no sound. */
async function prepareView(options: PrepareOptions, row: ClaimedRow, now: Date): Promise<Prepared> {
  const cancelled: Prepared = {
    message: undefined,
    settled: [{ row, outcome: { type: "cancelled", why: "nothing to show" } }],
  };
  try {
    const { view, personId, to } = viewPayload.parse(row.payload);
    const actor = await options.actorById(row.workspaceId, personId);
    const [id = "", argument = ""] = view.split(":", 2);
    if (actor?.status !== "active") return cancelled;
    const context = { ...options.context(row.workspaceId), now, actor, locale: actor.locale };
    const card = await options.views.get(id)?.draw(context, argument);
    return card === undefined
      ? cancelled
      : { message: { rows: [row], to, content: { type: "card", card }, reader: { personId } }, settled: [] };
  } catch (error) {
    log.error({ err: error, deliveryId: row.id, attempts: row.attempts }, "a view could not be drawn");
    return { message: undefined, settled: [{ row, outcome: unmade(options, row) }] };
  }
}

function prepareReply(row: ClaimedRow): Prepared {
  try {
    const { userId, ...reply } = readReply(row.payload);
    return { message: { rows: [row], ...reply, reader: { userId } }, settled: [] };
  } catch (error) {
    log.error({ err: error, deliveryId: row.id }, "a stored answer cannot be read and is dropped");
    const outcome: Outcome = { type: "failed", reason: "broken", error: "unreadable" };
    return { message: undefined, settled: [{ row, outcome }] };
  }
}
