import { useCallback, useEffect, useState } from "react";
import { getState, listen, postClock } from "./api.ts";
import type { ToldTime } from "./client/clock-bar.tsx";
import type { ClockMove, PlaygroundState } from "./wire.ts";

const againMs = 2000;

/** The team and the time; asks again until the server answers, and when it has been away. */
export function usePlayground() {
  const [state, setState] = useState<PlaygroundState>();
  const [told, setTold] = useState<ToldTime>();
  const hear = useCallback((now: string) => setTold({ now, heardAt: performance.now() }), []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = async () => {
      try {
        const answer = await getState();
        if (isGone) return;
        setState(answer);
        hear(answer.now);
      } catch {
        if (!isGone) timer = setTimeout(() => void ask(), againMs);
      }
    };
    const forget = listen({
      onEvent: (event) => event.type === "clock" && hear(event.now),
      onOpen: () => void ask(),
    });
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
      forget();
    };
  }, [hear]);
  /** Rejects when the time could not be moved. */
  const move = useCallback(async (to: ClockMove["to"]) => hear((await postClock({ to })).now), [hear]);
  return { state, told, move };
}
