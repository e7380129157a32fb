import type { Settings } from "#directory/settings.ts";
import { goesUpAt, nextApprovalClock } from "#domain/approval-clock.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";

/** The one place where an approval's timer comes from. `person` is whose turn it is; nobody's: as if it were whoever asks. */
export function armedClock(
  waiting: { readonly status: "waiting" | "returned"; readonly since: Date },
  after: Date,
  rules: { readonly person: PersonTime; readonly settings: Settings },
): { readonly clockAt: Date; readonly clockStep: string } {
  const { at, step } = nextApprovalClock(waiting, after, { person: rules.person, ...rules.settings });
  return { clockAt: at, clockStep: step };
}

/** Whether the next person upward is to be asked by now. Asked of the time, as the moment itself may go by unseen. */
export function isTimeToGoUp(
  since: Date,
  now: Date,
  rules: { readonly person: PersonTime; readonly settings: Settings },
): boolean {
  const at = goesUpAt(since, { person: rules.person, ...rules.settings });
  return at !== undefined && at <= now;
}

export const noClock = { clockAt: null, clockStep: null } as const;
