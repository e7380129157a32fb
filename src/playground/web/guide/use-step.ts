import { useEffect, useRef } from "react";
import type { Seat } from "../client/use-seat.ts";
import { useKept } from "../kept.ts";
import { type Digest, progressOf } from "./progress.ts";

/** How far somebody has come in a client (0 to 3), read off what is seen there; never goes back. */
export function useStep({ client, view }: Seat) {
  const [kept, keep] = useKept(`guide ${client}`, "0");
  const step = Number(kept);
  const progress = view && progressOf(view);
  const before = useRef<Digest>(undefined);
  const digest = progress?.digest;
  const isDone = isTickedOff(before.current, digest);
  const reached = stepOf(step, progress?.isLogged === true, digest !== undefined && digest.open.size > 0);
  const next = step >= 2 && isDone ? 3 : reached;
  useEffect(() => {
    before.current = digest;
    if (next > step) keep(String(next));
  }, [digest, next, step, keep]);
  return { step, digest };
}

function stepOf(step: number, isLogged: boolean, hasDigest: boolean): number {
  if (step === 0 && isLogged) return 1;
  return step === 1 && hasDigest ? 2 : step;
}

/** In the same message a to-do could be pressed as done and no longer can. */
function isTickedOff(before: Digest | undefined, now: Digest | undefined): boolean {
  if (before === undefined || now === undefined || before.message !== now.message) return false;
  return [...before.open.keys()].some((todoId) => !now.open.has(todoId));
}
