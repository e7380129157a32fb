import { useCallback, useEffect, useRef, useState } from "react";
import { getView, listen } from "../api.ts";
import type { ClientName, ClientView } from "../wire.ts";

type Look = {
  readonly client: ClientName;
  readonly user: string;
  /** The conversation in front of the person. */
  readonly open: string;
};

/** What a person sees in a client, kept up to date; `undefined` until it was first answered. */
export function useView({ client, user, open }: Look) {
  const [seen, setSeen] = useState<ClientView>();
  const [isLost, setLost] = useState(false);
  const asked = useRef(0);
  const refresh = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    try {
      const view = await getView({ client, user, open });
      if (mine !== asked.current) return;
      setSeen(view);
      setLost(false);
    } catch {
      setLost(true);
    }
  }, [client, user, open]);
  const latest = useRef(refresh);
  useEffect(() => {
    latest.current = refresh;
    void refresh();
  }, [refresh]);
  useEffect(
    () =>
      listen({
        onEvent: (event) => {
          if (event.type === "changed" && event.client === client) void latest.current();
        },
        onOpen: () => void latest.current(),
        onLost: () => setLost(true),
      }),
    [client],
  );
  // What the former person saw is nobody else's business.
  return { view: seen?.user === user ? seen : undefined, isLost, refresh };
}
