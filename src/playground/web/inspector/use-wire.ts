import { useEffect, useRef, useState } from "react";
import { getWire } from "../api.ts";
import type { WireLine } from "../wire.ts";

const everyMs = 1500;
const linesMax = 300;

/** The lines since a moment of business time, oldest first, asked for again and again while somebody looks. */
export function useWire(since: string): readonly WireLine[] {
  const [lines, setLines] = useState<readonly WireLine[]>([]);
  const isAsking = useRef(false);
  useEffect(() => {
    const ask = async () => {
      if (isAsking.current) return;
      isAsking.current = true;
      try {
        setLines((await getWire(since)).slice(-linesMax));
      } catch {
        // The clients say that the server is away; the lines that are known stay.
      } finally {
        isAsking.current = false;
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => clearInterval(timer);
  }, [since]);
  return lines;
}
