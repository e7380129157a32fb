import { useCallback, useMemo, useRef, useState } from "react";
import { postAct, Refusal } from "../api.ts";
import { type Ticked, tickedOff } from "../guide/progress.ts";
import type { Drafts } from "../shared/drafts.ts";
import type { ChatPerson, OnAct, RenderContext } from "../shared/surface.tsx";
import { t } from "../texts.ts";
import type { ClientName, ClientView, Deed, PersonView } from "../wire.ts";
import { type Notices, useNotices } from "./use-notices.ts";
import { useView } from "./use-view.ts";

export type SeatOptions = {
  readonly client: ClientName;
  readonly person: PersonView;
  readonly people: readonly PersonView[];
  readonly bot: ChatPerson;
  readonly drafts: Drafts;
  /** Id of the conversation that is open; `direct` stands for the chat with the bot. */
  readonly open: string;
  /** IANA name of the zone that the page's times are told in. */
  readonly timeZone: string;
};

/** A person at a client: what there is to see and what can be done. */
export type Seat = {
  readonly client: ClientName;
  readonly person: PersonView;
  readonly user: string;
  readonly view: ClientView | undefined;
  readonly isLost: boolean;
  readonly ctx: RenderContext;
  readonly act: OnAct;
  /** When something was last done here, by `performance.now()`. */
  readonly actedAt: { readonly current: number };
  readonly notices: Notices;
  /** What the last press was to tick off, if anything; see `tickedOff`. */
  readonly ticked: Ticked | undefined;
  /** Errors of the last submission, by the id of the Slack view. */
  readonly errors: { readonly view: string; readonly byField: Readonly<Record<string, string>> };
};

const noErrors: Seat["errors"] = { view: "", byField: {} };

export function useSeat({ client, person, people, bot, drafts, open, timeZone }: SeatOptions): Seat {
  const user = person.ids[client];
  const { view, isLost, refresh } = useView({ client, user, open });
  const notices = useNotices(user, view);
  const [errors, setErrors] = useState(noErrors);
  const [ticked, setTicked] = useState<Ticked>();
  const seen = useRef(view);
  seen.current = view;
  const { say } = notices;
  const actedAt = useRef(Number.NEGATIVE_INFINITY);
  const act = useCallback(
    async (deed: Deed) => {
      // Nobody waits for what follows the mere opening of a chat.
      if (deed.do !== "enter") actedAt.current = performance.now();
      if (deed.do === "press" && seen.current) setTicked(tickedOff(seen.current, deed));
      try {
        const { outcome } = await postAct({ client, user, ...deed });
        if (deed.do === "submit") setErrors({ view: deed.message, byField: outcome.fieldErrors ?? {} });
        if (outcome.error !== undefined) say(outcome.error);
        return outcome;
      } catch (error) {
        say(failureOf(error));
        return undefined;
      } finally {
        await refresh();
      }
    },
    [client, user, say, refresh],
  );
  const ctx = useMemo(
    (): RenderContext => ({
      ...{ user, locale: person.locale, bot, drafts, timeZone },
      people: people.map(({ name, ids }) => ({ id: ids[client], name })),
      search: async (message, element, query) => {
        try {
          const { options } = await postAct({ client, user, do: "options", message, element, query });
          return options ?? [];
        } catch {
          // The form may have been sent and gone while its select was still asking.
          return [];
        }
      },
    }),
    [client, user, person.locale, people, bot, drafts, timeZone],
  );
  return { client, person, user, view, isLost, ctx, act, actedAt, notices, errors, ticked };
}

/** The server's own words, where it has said why. */
export function failureOf(error: unknown): string {
  return error instanceof Refusal ? `${t.failed} (${error.message})` : t.failed;
}
