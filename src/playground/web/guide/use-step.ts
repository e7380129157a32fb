import { useEffect, useRef } from "react";
import type { Seat } from "../client/use-seat.ts";
import { useKept } from "../kept.ts";
import { type Progress, progressOf } from "./progress.ts";

/** How far somebody has come in a client (0 to 3), read off what is seen there; never goes back. */
export function useStep({ client, view }: Seat) {
  const [kept, keep] = useKept(`guide ${client}`, "0");
  const step = Number(kept);
  const progress = view && progressOf(view);
  const before = useRef<Progress>(undefined);
  const next = progress === undefined ? step : nextStep(step, before.current, progress);
  useEffect(() => {
    before.current = progress;
    if (next > step) keep(String(next));
  }, [progress, next, step, keep]);
  return { step, reminder: progress?.newest };
}

function nextStep(step: number, before: Progress | undefined, now: Progress): number {
  if (step === 0) return now.isLogged ? 1 : 0;
  if (step === 1) return now.newest === undefined ? 1 : 2;
  if (step === 2 && before !== undefined && isTickedOff(before, now)) return 3;
  return step;
}

/** What could be ticked off no longer can, or there is a card that says so. */
function isTickedOff(before: Progress, now: Progress): boolean {
  const isGone = before.open.some((one) => !now.open.includes(one));
  return isGone || (now.isFinished && !before.isFinished);
}
