import { useCallback, useEffect, useRef, useState } from "react";
import { pageLocale } from "../page-locale.ts";
import { t } from "../texts.ts";
import type { ClockMove } from "../wire.ts";
import { localDay, localTime } from "./times.ts";
import { useCloseElsewhere } from "./use-close-elsewhere.ts";

/** Business time as it was told, and when by the page's own clock (ms): in between it runs on like any clock. */
export type ToldTime = { readonly now: string; readonly heardAt: number };

type Props = {
  readonly told: ToldTime;
  readonly timeZone: string;
  readonly onMove: (to: ClockMove["to"]) => Promise<void>;
};

const moves = ["+1h", "next-morning", "next-working-day"] as const;

/** Business time, and the buttons that move it ahead. */
export function ClockBar({ told, timeZone, onMove }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const root = useRef<HTMLElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useCloseElsewhere(root, isOpen, close);
  const now = useRunning(told);
  const place = { locale: pageLocale, timeZone };
  const words = `${localDay(now, place)} ${localTime(now, place)}`;
  const move = async (to: ClockMove["to"]) => {
    if (isMoving) return;
    setMoving(true);
    setOpen(false);
    await onMove(to);
    setMoving(false);
  };
  return (
    <section
      ref={root}
      className="clock"
      aria-label={t.clock}
      data-open={isOpen || undefined}
      onKeyDown={({ key }) => key === "Escape" && close()}
    >
      <time className="clock-time" dateTime={now}>
        {words}
      </time>
      <button
        type="button"
        className="clock-toggle"
        aria-expanded={isOpen}
        title={t.moveClock}
        onClick={() => setOpen(!isOpen)}
      >
        {words} <span aria-hidden="true">▾</span>
        <span className="unseen">{t.moveClock}</span>
      </button>
      <div className="clock-moves">
        {moves.map((to) => (
          <button key={to} type="button" aria-disabled={isMoving} onClick={() => void move(to)}>
            {t.moves[to]}
          </button>
        ))}
      </div>
    </section>
  );
}

const tickMs = 5000;

function useRunning({ now, heardAt }: ToldTime): string {
  const [, setTicks] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTicks((count) => count + 1), tickMs);
    return () => clearInterval(timer);
  }, []);
  return new Date(Date.parse(now) + Math.max(0, performance.now() - heardAt)).toISOString();
}
