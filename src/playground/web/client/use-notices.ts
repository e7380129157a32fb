import { useCallback, useEffect, useRef, useState } from "react";
import type { ClientView } from "../wire.ts";

export type Notice = { readonly id: number; readonly text: string; readonly user: string };
export type Notices = {
  readonly shown: readonly Notice[];
  say(text: string): void;
  dismiss(id: number): void;
};

const shownMs = 6000;
let lastId = 0;

/**
 * Toasts for a while: those of the view that are new since it was first seen, and what the page says itself. What one
 * person is told is nobody else's business.
 */
export function useNotices(user: string, view: ClientView | undefined): Notices {
  const [shown, setShown] = useState<readonly Notice[]>([]);
  const seen = useRef({ user: "", count: 0 });
  const dismiss = useCallback((id: number) => setShown((all) => all.filter((one) => one.id !== id)), []);
  const say = useCallback(
    (text: string) => {
      lastId += 1;
      const id = lastId;
      const isSame = (one: Notice) => one.user === user && one.text === text;
      setShown((all) => (all.some(isSame) ? all : [...all.slice(-2), { id, text, user }]));
      setTimeout(() => dismiss(id), shownMs);
    },
    [dismiss, user],
  );
  useEffect(() => {
    if (view === undefined) return;
    const { toasts } = view;
    const known = seen.current.user === view.user ? seen.current.count : toasts.length;
    seen.current = { user: view.user, count: toasts.length };
    for (const toast of toasts.slice(known)) say(toast);
  }, [view, say]);
  return { shown: shown.filter((one) => one.user === user), say, dismiss };
}
