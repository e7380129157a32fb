import { createContext, type ReactNode, use, useRef, useState } from "react";
import type { Outcome } from "../../client.ts";
import type { Deed, ElementPath, Locale } from "../wire.ts";
import type { Drafts } from "./drafts.ts";

/** Somebody by the id that this platform knows. */
export type ChatPerson = { readonly id: string; readonly name: string };

/** Who looks, and what a drawing needs to know besides its JSON. */
export type RenderContext = {
  /** The platform's id of the person who looks. */
  readonly user: string;
  readonly locale: Locale;
  /** Everybody in this chat but the bot, for mentions and for choosing a person. */
  readonly people: readonly ChatPerson[];
  /** For mentions. */
  readonly bot?: ChatPerson | undefined;
  readonly drafts: Drafts;
  /** Asks the bot for the options of a searched select (Slack): the `options` of an `ActAnswer`. */
  search(message: string, element: ElementPath, query: string): Promise<readonly unknown[]>;
  /** IANA name for the times of messages; the browser's own without it. */
  readonly timeZone?: string;
};

/** Performs a deed of the person who looks. Never rejects; `undefined` where nothing was done (the gallery). */
export type OnAct = (deed: Deed) => Promise<Outcome | undefined>;

export type Surface = {
  /** Message or view id. */
  readonly id: string;
  readonly ctx: RenderContext;
  /** A deed is on its way: its buttons do nothing until it is answered. */
  readonly isBusy: boolean;
  readonly act: OnAct;
};

const SurfaceContext = createContext<Surface | undefined>(undefined);

type Props = {
  readonly id: string;
  readonly ctx: RenderContext;
  readonly onAct: OnAct;
  readonly children: ReactNode;
};

/** One message, card or modal: what is pressed in it is done one at a time. */
export function SurfaceProvider({ id, ctx, onAct, children }: Props) {
  const [isBusy, setBusy] = useState(false);
  const isActing = useRef(false);
  const act: OnAct = async (deed) => {
    if (isActing.current) return undefined;
    isActing.current = true;
    setBusy(true);
    try {
      return await onAct(deed);
    } finally {
      isActing.current = false;
      setBusy(false);
    }
  };
  return <SurfaceContext value={{ id, ctx, isBusy, act }}>{children}</SurfaceContext>;
}

export function useSurface(): Surface {
  const surface = use(SurfaceContext);
  if (surface === undefined) throw new Error("drawn outside of a message, card or modal");
  return surface;
}

export function nameOf(ctx: RenderContext, id: string): string | undefined {
  return id === ctx.bot?.id ? ctx.bot.name : ctx.people.find((person) => person.id === id)?.name;
}
