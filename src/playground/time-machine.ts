import { forWorkspace } from "#db/workspace.ts";
import type { App } from "#src/app.ts";
import type { Clock } from "./clock.ts";

export type TimeMachine = {
  /** Business time. */
  now(): Date;
  /** The next moment at which something falls due; `undefined` when nothing will. */
  nextDue(): Promise<Date | undefined>;
  /** Makes it that moment, and lets the bot do what has fallen due. @throws RangeError for one that has passed. */
  moveTo(moment: Date): Promise<void>;
};

export type TimeMachineParts = {
  readonly app: App;
  readonly clock: Clock;
  readonly workspaceId: string;
};

/** Moves the business time of a running bot. */
export function createTimeMachine(parts: TimeMachineParts): TimeMachine {
  const { app, clock } = parts;
  return {
    now: clock.now,
    nextDue: () => nextDue(parts),
    moveTo: async (moment) => {
      clock.moveTo(moment);
      await freeLanes(parts);
      await app.tick();
    },
  };
}

/** Every column that is a timer. */
async function nextDue({ app, clock, workspaceId }: TimeMachineParts): Promise<Date | undefined> {
  const db = forWorkspace(app.database.prisma, workspaceId);
  const later = { gt: clock.now() };
  const found = await Promise.all([
    db.todo.aggregate({ where: { remindAt: later }, _min: { remindAt: true } }),
    db.followUp.aggregate({ where: { nextRemindAt: later }, _min: { nextRemindAt: true } }),
    db.person.aggregate({ where: { nextDigestAt: later }, _min: { nextDigestAt: true } }),
    db.outboundMessage.aggregate({ where: { status: "waiting", dueAt: later }, _min: { dueAt: true } }),
  ]);
  const [first] = found
    .flatMap(({ _min }) => Object.values(_min))
    .filter((at) => at !== null)
    .sort((a, b) => a.getTime() - b.getTime());
  return first;
}

/** The distance between a person's reminders is real time, which has not passed: it would hold the next one back. */
async function freeLanes({ app, workspaceId }: TimeMachineParts): Promise<void> {
  const db = forWorkspace(app.database.prisma, workspaceId);
  const ofPeople = { startsWith: "person:" };
  await db.lane.deleteMany({ where: { key: ofPeople } });
  await db.outboundMessage.updateMany({
    where: { status: "waiting", lane: ofPeople, attempts: 0 },
    data: { lockedUntil: new Date(0) },
  });
}
