import { useEffect, useRef } from "react";
import { useKept } from "../kept.ts";
import { pageLocale } from "../page-locale.ts";
import type { Drafts } from "../shared/drafts.ts";
import type { ClientName, PersonView, PlaygroundState } from "../wire.ts";
import { type Seat, useSeat } from "./use-seat.ts";

type Setting = {
  readonly state: PlaygroundState;
  readonly drafts: Drafts;
};

export type SeatOf = {
  readonly seat: Seat;
  /** The conversation that is open; `undefined` for the list of them. */
  readonly openId: string | undefined;
  /** `""` opens the list. */
  open(id: string): void;
  be(person: PersonView): void;
};

/** Who sits at a client of this tab, and what is open there: both survive a reload. */
export function useSeatOf(client: ClientName, { state, drafts }: Setting): SeatOf {
  const [name, setName] = useKept(`${client} person`, "");
  const [openId, setOpenId] = useKept(`${client} open`, "direct");
  const { people, bots, tz: timeZone } = state;
  const person = people.find((one) => one.name === name) ?? firstOf(people);
  const view = useSeat({ ...{ client, person, people, drafts, timeZone }, bot: bots[client], open: openId });
  useGreeting(view);
  return {
    seat: view,
    openId: openId === "" ? undefined : openId,
    open: (id) => {
      setOpenId(id);
      if (id === "home") void view.act({ do: "home" });
    },
    be: (next) => {
      setName(next.name);
      setOpenId("direct");
    },
  };
}

/** A rep who speaks the language of the page. */
function firstOf(people: readonly PersonView[]): PersonView {
  const speakers = people.filter(({ locale }) => locale === pageLocale);
  const first = speakers.find(({ role }) => role === "rep") ?? speakers[0] ?? people[0];
  if (first === undefined) throw new Error("there is nobody in the playground");
  return first;
}

/** Whoever opens the empty chat with the bot on Feishu is greeted. */
function useGreeting({ client, user, view, act }: Seat): void {
  const greeted = useRef("");
  const direct = view?.conversations.find(({ kind }) => kind === "direct");
  const isEmpty = direct !== undefined && view?.messages[direct.id]?.length === 0;
  useEffect(() => {
    if (client !== "feishu" || !isEmpty || greeted.current === user) return;
    greeted.current = user;
    void act({ do: "enter" });
  }, [client, user, isEmpty, act]);
}
