import { v7 as uuid } from "uuid";
import type { ApprovalFacts, ApprovalKind } from "#chat/approval.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { toStoredJson } from "#outbox/stored-json.ts";
import { armedClock } from "./clock.ts";
import { approverFinder } from "./find-approvers.ts";
import { type SeatPerson, seatPeople } from "./people.ts";
import { openManySeats } from "./seats.ts";
import { digestOf, type Levels, storedFacts } from "./stored.ts";
import { tellAdmins } from "./tell-admins.ts";

/** What is the same for all that is asked for at once. */
export type Asking = {
  readonly kind: ApprovalKind;
  /** One of many that are asked for at once (with one `now`): those who decide get one message for all of them. */
  readonly quiet?: boolean;
  /** Business time. */
  readonly now: Date;
  readonly settings: Settings;
};

export type Asked = {
  readonly subjectId: string;
  readonly requestedById: string;
  /** Value of one of the kind's outcomes. */
  readonly proposal: string;
  /** Why whoever asks wants what the rule does not propose. */
  readonly argument?: string;
  /**
   * At least one; where it is left out one of who is found upward. Whoever asks is left out; a level that names nobody
   * else is of who is found upward, too, unless that one decides at another level anyway.
   */
  readonly levels?: readonly { readonly mode: "any" | "all"; readonly personIds: readonly string[] }[];
};

/**
 * Asks those above for decisions on many things of one kind, in the transaction of what they are asked for, in as many
 * statements as for one. Returns the approvals' ids, in the order of what was asked; throws where one thing is gone.
 */
export async function askApprovals(
  scope: Scope,
  asking: Asking,
  all: readonly Asked[],
): Promise<readonly string[]> {
  if (all.length === 0) return [];
  const facts = await factsOf(scope, asking, all);
  const levels = await levelsOf(
    scope,
    asking,
    all.map((one) => ({ ...one, barredIds: barredBy(facts.get(one.subjectId)) })),
  );
  const asked = all.map((one, index) => ({ ...one, id: uuid(), levels: levels[index] ?? [] }));
  const everybody = asked.flatMap((one) => [one.requestedById, ...seatedFirst(one)]);
  const people = await seatPeople(scope, [...new Set(everybody)]);
  await insertApprovals(scope, asking, rowsOf(asking, asked, { facts, people }));
  const { now, quiet = false } = asking;
  const seats = asked.map(({ id, subjectId, requestedById, ...one }) => ({
    ...{ approvalId: id, level: 1, requestedById, personIds: seatedFirst(one), why: "asked" as const },
    ...{ barredIds: barredBy(facts.get(subjectId)), now, quiet },
  }));
  await openManySeats(scope, people, seats);
  const undecided = asked.filter((one) => seatedFirst(one).length === 0).map(({ id }) => id);
  // Of many things one is told.
  await tellAdmins(scope, undecided.slice(0, quiet ? 1 : undecided.length), now);
  return asked.map(({ id }) => id);
}

type WithLevels = Omit<Asked, "levels"> & { readonly id: string; readonly levels: Levels };

function seatedFirst({ levels }: Pick<WithLevels, "levels">): readonly string[] {
  return levels[0]?.personIds ?? [];
}

async function factsOf(
  scope: Scope,
  { kind }: Asking,
  all: readonly Asked[],
): Promise<ReadonlyMap<string, ApprovalFacts>> {
  const ids = all.map(({ subjectId }) => subjectId);
  if (kind.manyFacts !== undefined) return kind.manyFacts(scope, ids);
  const found = new Map<string, ApprovalFacts>();
  for (const id of ids) {
    const facts = await kind.facts(scope, id);
    if (facts !== undefined) found.set(id, facts);
  }
  return found;
}

/** The company is read once, however many ask. */
async function levelsOf(scope: Scope, { kind }: Asking, all: readonly (Asked & Barred)[]): Promise<Levels[]> {
  const { roles } = kind;
  const finder = approverFinder(scope);
  const found: Levels[] = [];
  for (const { requestedById, barredIds, levels: named = [namesNobody] } of all) {
    const isOwn = (id: string) => id === requestedById || barredIds.includes(id);
    const given: Levels = named.map(({ mode, personIds }) => ({
      ...{ mode, roles, foundBy: "given", personIds: personIds.filter((id) => !isOwn(id)) },
    }));
    const isEmpty = given.some(({ personIds }) => personIds.length === 0);
    const above = isEmpty ? await finder.approvers({ roles, requestedById, barredIds }) : undefined;
    found.push(above === undefined ? given : withInstead(given, { mode: "any", roles, ...above }));
  }
  return found;
}

/** In place of those that name nobody, once; and not where it is only those who decide at another level anyway. */
function withInstead(given: Levels, instead: Levels[number]): Levels {
  const naming = given.filter(({ personIds }) => personIds.length > 0);
  const deciding = naming.flatMap(({ mode, personIds }) =>
    mode === "all" || personIds.length === 1 ? personIds : [],
  );
  if (naming.length > 0 && instead.personIds.every((id) => deciding.includes(id))) return naming;
  const first = given.findIndex(({ personIds }) => personIds.length === 0);
  return given.flatMap((level, index) =>
    level.personIds.length > 0 ? level : index === first ? instead : [],
  );
}

type NamedLevel = NonNullable<Asked["levels"]>[number];
const namesNobody: NamedLevel = { mode: "any", personIds: [] };

type Barred = { readonly barredIds: readonly string[] };

function barredBy(facts: ApprovalFacts | undefined): readonly string[] {
  return facts?.barredIds ?? [];
}

type Known = {
  readonly facts: ReadonlyMap<string, ApprovalFacts>;
  readonly people: ReadonlyMap<string, SeatPerson>;
};

function rowsOf({ kind, now, settings }: Asking, all: readonly WithLevels[], { facts, people }: Known) {
  const clocks = new Map<string, ReturnType<typeof armedClock>>();
  const clockOf = (personId: string) => {
    const person = people.get(personId);
    if (person === undefined) throw new Error("nobody of this workspace");
    const known = clocks.get(personId);
    const clock = known ?? armedClock({ status: "waiting", since: now }, now, { person, settings });
    clocks.set(personId, clock);
    return clock;
  };
  return all.map(({ id, subjectId, requestedById, proposal, argument, levels }) => {
    const known = facts.get(subjectId);
    if (known === undefined) throw new Error(`${kind.kind}: what it is asked for is gone`);
    const turn = seatedFirst({ levels })[0] ?? requestedById;
    return {
      ...{ id, subjectId, requestedById, proposal, levels },
      ...{ facts: storedFacts(known, argument), factsKey: digestOf(known.key) },
      ...clockOf(turn),
    };
  });
}

async function insertApprovals(
  { db, workspaceId }: Scope,
  { kind, now }: Asking,
  rows: ReturnType<typeof rowsOf>,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO approval (workspace_id, id, kind, subject_id, requested_by_id, requested_at, waiting_since, facts,
      facts_key, proposal, levels, clock_at, clock_step)
    SELECT ${workspaceId}::uuid, id, ${kind.kind}, "subjectId", "requestedById", ${now}::timestamptz,
      ${now}::timestamptz, facts, "factsKey", proposal, levels, "clockAt", "clockStep"
    FROM jsonb_to_recordset(${toStoredJson(rows)}::jsonb) AS r (
      id uuid, "subjectId" uuid, "requestedById" uuid, facts jsonb, "factsKey" text, proposal text, levels jsonb,
      "clockAt" timestamptz, "clockStep" text)`;
}
