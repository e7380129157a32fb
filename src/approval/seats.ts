import { z } from "zod";
import type { Scope } from "#directory/scope.ts";
import { enqueue, type NewMessage } from "#outbox/enqueue.ts";
import { type AskedReason, askedKind, manyKind } from "./messages.ts";
import { isAway, type SeatPerson, seatPeople } from "./people.ts";

export type NewSeats = {
  readonly approvalId: string;
  readonly level: number;
  readonly requestedById: string;
  readonly barredIds?: readonly string[];
  readonly personIds: readonly string[];
  /** They sit there already: only who stands in for them is new. */
  readonly onlyDelegates?: boolean;
  readonly why: AskedReason;
  readonly now: Date;
  /** One message for many approvals instead of one each. */
  readonly quiet: boolean;
};

/**
 * Gives people a seat, who is away also the delegate, and tells those who have none yet. Returns the people of
 * `personIds` who are there, in their order.
 */
export async function openSeats(scope: Scope, seats: NewSeats): Promise<readonly SeatPerson[]> {
  const people = await seatPeople(scope, seats.personIds);
  await openManySeats(scope, people, [seats]);
  return holdersOf(seats, people);
}

type People = ReadonlyMap<string, SeatPerson>;

/**
 * The seats of many approvals, in as many statements as those of one. `people` has everybody who may get one. Returns
 * the approval of each seat that is new: cards that say whose turn it is are not right any more.
 */
export async function openManySeats(
  scope: Scope,
  people: People,
  all: readonly NewSeats[],
): Promise<readonly string[]> {
  const delegates = await delegatesOf(scope, people, all);
  const made = await insertSeats(
    scope,
    all.flatMap((seats) => seatsOf(seats, people, delegates)),
  );
  const byApproval = new Map(all.map((seats) => [seats.approvalId, seats]));
  const messages = made.flatMap(({ approvalId, personId, onBehalfOfId }) => {
    const seats = byApproval.get(approvalId);
    if (seats === undefined) return [];
    const why = onBehalfOfId === null ? seats.why : "delegated";
    return [askedMessage({ ...seats, personId, why })];
  });
  const once = new Map(messages.map((message) => [message.key, message]));
  await enqueue(scope.db, scope.workspaceId, [...once.values()]);
  return made.map(({ approvalId }) => approvalId);
}

function holdersOf({ personIds }: NewSeats, people: People): SeatPerson[] {
  return personIds.flatMap((id) => people.get(id) ?? []);
}

/** Who holds a seat by rule keeps it; who stands in besides never is whoever asks. */
function seatsOf(seats: NewSeats, people: People, delegates: People) {
  const { approvalId, level, requestedById, barredIds = [], now, onlyDelegates = false } = seats;
  const personIds = [...new Set(seats.personIds)];
  const holders = holdersOf({ ...seats, personIds }, people);
  const standing = new Map(
    holders.flatMap((person) => {
      const delegate = isAway(person, now) ? delegates.get(person.delegateId ?? "") : undefined;
      const isOwn = delegate?.id === requestedById || barredIds.includes(delegate?.id ?? "");
      const mayStandIn = delegate?.isActive === true && !isOwn && !personIds.includes(delegate.id);
      return mayStandIn ? [[delegate.id, person.id] as const] : [];
    }),
  );
  const wanted = [
    ...(onlyDelegates ? [] : holders).map(({ id }) => ({ personId: id, onBehalfOfId: null })),
    ...[...standing].map(([personId, onBehalfOfId]) => ({ personId, onBehalfOfId })),
  ];
  return wanted.map((seat) => ({ ...seat, approvalId, level, askedAt: now }));
}

/** Who was chosen by those who are away now. */
async function delegatesOf(scope: Scope, people: People, all: readonly NewSeats[]): Promise<People> {
  const ids = all.flatMap((seats) =>
    holdersOf(seats, people).flatMap((person) =>
      isAway(person, seats.now) ? (person.delegateId ?? []) : [],
    ),
  );
  return ids.length === 0 ? new Map() : seatPeople(scope, [...new Set(ids)]);
}

const newSeats = z.array(
  z.object({ approvalId: z.string(), personId: z.string(), onBehalfOfId: z.string().nullable() }),
);

/** Those that were not there yet, or were closed meanwhile: what a seat was given for may hold again, or be another. */
async function insertSeats({ db, workspaceId }: Scope, seats: ReturnType<typeof seatsOf>) {
  if (seats.length === 0) return [];
  const made = await db.$queryRaw`
    INSERT INTO approval_seat AS seat (workspace_id, approval_id, level, person_id, on_behalf_of_id, asked_at)
    SELECT ${workspaceId}::uuid, "approvalId", level, "personId", "onBehalfOfId", "askedAt"
    FROM jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) AS s (
      "approvalId" uuid, level int, "personId" uuid, "onBehalfOfId" uuid, "askedAt" timestamptz)
    ON CONFLICT (workspace_id, approval_id, level, person_id) DO UPDATE
      SET is_open = true, on_behalf_of_id = excluded.on_behalf_of_id, asked_at = excluded.asked_at
      WHERE NOT seat.is_open AND seat.decided_at IS NULL
    RETURNING approval_id AS "approvalId", person_id AS "personId", on_behalf_of_id AS "onBehalfOfId"`;
  return newSeats.parse(made);
}

/** More than these at once are told as one list. */
export const singleMax = 3;

type Asking = Pick<NewSeats, "approvalId" | "level" | "why" | "now" | "quiet"> & {
  readonly personId: string;
};

/** Tells one person; the same fact once. */
export function askedMessage({ approvalId, level, personId, why, now, quiet }: Asking): NewMessage {
  const stamp = now.toISOString();
  if (quiet) {
    const key = `approval:many:${personId}:${why}:${stamp}`;
    return { kind: manyKind, key, personId, payload: { why }, dueAt: now };
  }
  const isFirst = why === "asked" && level === 1;
  const key = `approval:${approvalId}:asked:${personId}${isFirst ? "" : `:${why}:${stamp}`}`;
  return { kind: askedKind, key, personId, payload: { approvalId, why }, dueAt: now };
}
