import { log } from "#src/log.ts";
import { isDoneWithin } from "./within.ts";

/** Waits without taking anybody's place: meanwhile another task may run. */
export type Rest = (wait: Promise<unknown>) => Promise<void>;

export type Found = {
  readonly tasks: readonly ((rest: Rest) => Promise<void>)[];
  /** There may be more at once. */
  readonly isMore: boolean;
  /** Real times at which there will be more. */
  readonly turns: readonly Date[];
};

export type WorkLoopOptions = {
  /** For the log. */
  readonly name: string;
  readonly concurrency: number;
  /** Tasks that rest or run, at most; as many as run if absent. */
  readonly tasksMax?: number;
  /** Takes up to `room` things to do. */
  readonly claim: (room: number) => Promise<Found>;
  readonly realNow: () => Date;
  /** Whether the end of a task may let another begin, so that each end is a kick. */
  readonly isChained: boolean;
};

export type WorkLoop = {
  /** Says that there may be something to do; returns at once. Many kicks are one look. */
  kick(): void;
  /** The same at later times (real). */
  kickAt(turns: readonly Date[]): void;
  /** Resolves once nothing is under way and nothing more was found. */
  settled(): Promise<void>;
  /** Takes nothing more and waits for what is under way. False if that took longer. */
  drain(timeoutMs: number): Promise<boolean>;
};

/** Turns that are nearer to one another are one. */
const turnStepMs = 50;

type State = {
  readonly options: WorkLoopOptions;
  readonly running: Set<Promise<void>>;
  /** How many of those rest. */
  resting: number;
  looking: Promise<void> | undefined;
  isDirty: boolean;
  isStopped: boolean;
  /** In milliseconds since 1970, rounded up. */
  readonly turns: Set<number>;
  timer: { readonly turn: number; readonly handle: NodeJS.Timeout } | undefined;
};

/**
 * Claims work whenever it is kicked and there is room, and runs it side by side. One claim is under way at a time,
 * so load makes the claims larger and not more. What fails is logged; the next kick looks again.
 */
export function createWorkLoop(options: WorkLoopOptions): WorkLoop {
  const state: State = {
    options,
    running: new Set(),
    resting: 0,
    looking: undefined,
    isDirty: false,
    isStopped: false,
    turns: new Set(),
    timer: undefined,
  };
  return {
    kick: () => kick(state),
    kickAt: (turns) => kickAt(state, turns),
    settled: () => settled(state),
    drain: (timeoutMs) => drain(state, timeoutMs),
  };
}

function kick(state: State): void {
  state.isDirty = true;
  look(state);
}

function look(state: State): void {
  const { options } = state;
  const isWanted = state.isDirty && !state.isStopped && roomIn(state) > 0;
  if (!isWanted || state.looking !== undefined) return;
  state.looking = lookOnce(state)
    .catch((error: unknown) => log.error({ err: error, loop: options.name }, "could not look for work"))
    .finally(() => {
      state.looking = undefined;
      look(state);
    });
}

function roomIn({ options: { concurrency, tasksMax = concurrency }, running, resting }: State): number {
  return Math.min(concurrency - (running.size - resting), tasksMax - running.size);
}

async function lookOnce(state: State): Promise<void> {
  state.isDirty = false;
  const { tasks, isMore, turns } = await state.options.claim(roomIn(state));
  if (isMore) state.isDirty = true;
  kickAt(state, turns);
  for (const task of tasks) start(state, task);
}

function start(state: State, task: (rest: Rest) => Promise<void>): void {
  const run = task((wait) => rest(state, wait))
    .catch((error: unknown) => log.error({ err: error, loop: state.options.name }, "a task was interrupted"))
    .finally(() => {
      state.running.delete(run);
      if (state.options.isChained) state.isDirty = true;
      look(state);
    });
  state.running.add(run);
}

async function rest(state: State, wait: Promise<unknown>): Promise<void> {
  state.resting += 1;
  look(state);
  try {
    await wait;
  } finally {
    state.resting -= 1;
  }
}

function kickAt(state: State, turns: readonly Date[]): void {
  for (const turn of turns) state.turns.add(Math.ceil(turn.getTime() / turnStepMs) * turnStepMs);
  arm(state);
}

/** One timer, for the next turn; the look that follows sets it again. */
function arm(state: State): void {
  const turn = state.turns.size === 0 ? Infinity : Math.min(...state.turns);
  if (state.isStopped || turn >= (state.timer?.turn ?? Infinity)) return;
  clearTimeout(state.timer?.handle);
  const waitMs = Math.max(0, turn - state.options.realNow().getTime());
  const handle = setTimeout(() => {
    state.timer = undefined;
    for (const each of state.turns) if (each <= turn) state.turns.delete(each);
    kick(state);
  }, waitMs).unref();
  state.timer = { turn, handle };
}

async function settled(state: State): Promise<void> {
  while (state.looking !== undefined || state.running.size > 0) {
    await Promise.race([...(state.looking === undefined ? [] : [state.looking]), ...state.running]);
  }
}

function drain(state: State, timeoutMs: number): Promise<boolean> {
  state.isStopped = true;
  clearTimeout(state.timer?.handle);
  return isDoneWithin(timeoutMs, settled(state));
}
