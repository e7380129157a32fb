import { createHash } from "node:crypto";
import { z } from "zod";
import { roles } from "#chat/actor.ts";
import type { Approval, ApprovalFacts } from "#chat/approval.ts";
import type { Scope } from "#directory/scope.ts";
import { toStoredJson } from "#outbox/stored-json.ts";

const foundBy = z.enum(["above", "director", "admin", "given", "nobody"]);
export const levelsSchema = z.array(
  z.object({
    /** One of them is enough, or each has to agree. */
    mode: z.enum(["any", "all"]),
    personIds: z.array(z.string()).readonly(),
    foundBy,
    /** How others were found later, where none of them was left who may decide. */
    insteadBy: foundBy.exactOptional(),
    /** When the next person upward was asked, for it took too long; once for each time that it waits. */
    wentUpAt: z.coerce.date().exactOptional(),
    /** Who may be asked where it takes too long. */
    roles: z.array(z.enum(roles)).readonly(),
  }),
);
export type Levels = z.infer<typeof levelsSchema>;

const facts = z.object({
  snapshot: z.unknown(),
  argument: z.string().exactOptional(),
  barredIds: z.array(z.string()).default([]),
  noted: z.record(z.string(), z.string()).default({}),
});

/** What the machinery knows beside what a card shows. */
export type StoredApproval = Approval & {
  readonly factsKey: string;
  /** Whose own thing it is: they do not decide about it, as little as whoever asked. */
  readonly barredIds: readonly string[];
  /** What the audit keeps of the facts. */
  readonly noted: Readonly<Record<string, string>>;
  /** From 1 on. */
  readonly level: number;
  readonly levels: Levels;
  readonly waitingSince: Date;
};

type Row = NonNullable<Awaited<ReturnType<Scope["db"]["approval"]["findFirst"]>>>;

/** An approval of any status. */
export async function findApproval({ db }: Scope, id: string): Promise<StoredApproval | undefined> {
  const row = await db.approval.findFirst({ where: { id } });
  return row === null ? undefined : toApproval(row);
}

export function toApproval(row: Row): StoredApproval {
  const { facts: stored, levels: storedLevels, clockAt: _at, clockStep: _step, ...columns } = row;
  const { snapshot, argument, barredIds, noted } = facts.parse(stored);
  const { outcome, reason, question, answer, decidedById, decidedAt, ...rest } = columns;
  return {
    ...rest,
    ...{ snapshot, barredIds, noted },
    levels: levelsSchema.parse(storedLevels),
    ...(argument !== undefined && { argument }),
    ...(outcome !== null && { outcome }),
    ...(reason !== null && { reason }),
    ...(question !== null && { question }),
    ...(answer !== null && { answer }),
    ...(decidedById !== null && { decidedById }),
    ...(decidedAt !== null && { decidedAt }),
  };
}

type LevelNote = {
  readonly id: string;
  readonly level: number;
  readonly note: Partial<Pick<Levels[number], "insteadBy" | "wentUpAt">>;
};

/** Keeps beside a level of each approval what became of it. */
export async function noteOnLevels({ db, workspaceId }: Scope, notes: readonly LevelNote[]): Promise<void> {
  if (notes.length === 0) return;
  await db.$executeRaw`
    UPDATE approval a
    SET levels = jsonb_set(a.levels, ARRAY[(g.level - 1)::text], a.levels->(g.level - 1) || g.note)
    FROM jsonb_to_recordset(${JSON.stringify(notes)}::jsonb) AS g (id uuid, level int, note jsonb)
    WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = g.id AND a.levels->(g.level - 1) IS NOT NULL`;
}

/** Moves when one of the facts moves, and tells nothing of them. */
export function digestOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 16);
}

/** What a card's buttons carry of what they were shown with: the facts and what was changed by another meanwhile. */
export function shownKey({ factsKey, outcome, level }: StoredApproval): string {
  return digestOf(JSON.stringify([factsKey, level, outcome ?? ""]));
}

/** What an approval is made on, as JSON that can be stored. */
export function storedFacts(
  { snapshot, barredIds = [], noted = {} }: Omit<ApprovalFacts, "key">,
  argument: string | undefined,
) {
  return jsonObject.parse(JSON.parse(toStoredJson({ snapshot, argument, barredIds, noted })));
}

const jsonObject = z.record(z.string(), z.json());
