import { v7 as uuid } from "uuid";
import type { Database } from "#db/client.ts";
import { insertFollowUp } from "#features/follow-up/store.ts";
import { cpuMs } from "./processes.ts";
import { countStatements } from "./statements.ts";
import { customerId, world } from "./world.ts";

const statements = countStatements();

export type Stored = { readonly perSecond: number; readonly cpuMs: number };

export type Rep = { readonly workspaceId: string; readonly personId: string };

/** One person of the workspace, in whose name rows are written. */
export async function someRep({ prisma }: Database): Promise<Rep> {
  const { workspaceId, id } = await prisma.person.findFirstOrThrow();
  return { workspaceId, personId: id };
}

/** The store alone: many callers, each with its next follow-up once the one before is committed. */
export async function storeFollowUps(
  database: Database,
  rep: Rep,
  load: { readonly callers: number; readonly seconds: number },
): Promise<Stored> {
  let stored = 0;
  const before = cpuMs();
  const from = performance.now();
  const until = from + load.seconds * 1000;
  const call = async () => {
    while (performance.now() < until) {
      await insertFollowUp(database, followUpOf(rep, Math.floor(Math.random() * world.customersCount)));
      stored += 1;
    }
  };
  await Promise.all(Array.from({ length: load.callers }, call));
  const seconds = (performance.now() - from) / 1000;
  return { perSecond: stored / seconds, cpuMs: (cpuMs() - before) / stored };
}

const content = "called Jane, she wants a quote for 42 machines. Next: call next Tuesday";
const sample = "sample";

function followUpOf({ workspaceId, personId }: Rep, customer: number | typeof sample) {
  const now = new Date();
  const id = uuid();
  return {
    ...{ workspaceId, personId, content, id, sourceKey: `slack:${world.slackTenant}:${id}` },
    ...{ customerId: customerId(customer === sample ? 0 : customer), method: "phone" as const },
    ...{ occurredAt: now, loggedAt: now, occurredOn: now.toISOString().slice(0, 10), isLate: false },
    ...{ ourPeople: [], theirPeople: ["Jane"], feedback: "she wants a quote for 42 machines", todos: [] },
    ...{ nextAt: new Date(now.getTime() + 86_400_000), nextHasTime: false, nextMethod: "phone" as const },
    nextRemindAt: now,
  };
}

/** The statement as the store sends it for one row, with that row's values. */
export async function statementForOne(database: Database, rep: Rep) {
  const row = followUpOf(rep, sample);
  await insertFollowUp(database, row);
  const statement = statements.last();
  if (statement?.text.includes("INSERT INTO follow_up") !== true) throw new Error("no statement was seen");
  return { ...statement, row };
}
