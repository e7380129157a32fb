import { useCallback, useEffect, useState } from "react";
import { getState, postClock } from "./api.ts";
import type { ToldTime } from "./client/clock-bar.tsx";
import type { ClockMove, PlaygroundState } from "./wire.ts";

const againMs = 2000;

/** The team and the time; asks again until the server answers. */
export function usePlayground() {
  const [state, setState] = useState<PlaygroundState>();
  const [told, setTold] = useState<ToldTime>();
  const hear = useCallback((now: string) => setTold({ now, heardAt: performance.now() }), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = () =>
      getState().then(
        (answer) => {
          if (isGone) return;
          setState(answer);
          hear(answer.now);
        },
        () => {
          if (!isGone) timer = setTimeout(ask, againMs);
        },
      );
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [hear]);
  /** Whether the time was moved. */
  const move = useCallback(
    async (to: ClockMove["to"]) => {
      try {
        hear((await postClock({ to })).now);
        return true;
      } catch {
        return false;
      }
    },
    [hear],
  );
  return { state, told, hear, move };
}
