import { createContext, type ReactNode, use } from "react";
import { useDraft } from "../shared/drafts.ts";
import type { Json } from "../shared/json.ts";
import { type OnAct, type RenderContext, SurfaceProvider, useSurface } from "../shared/surface.tsx";
import type { ElementValue } from "../wire.ts";
import { carried, initialOf, inputKey, type Placed, valuesIn } from "./inputs.ts";

type Place = { readonly blocks: readonly Json[]; readonly errors: Readonly<Record<string, string>> };

const PlaceContext = createContext<Place>({ blocks: [], errors: {} });

type Props = Place & {
  readonly id: string;
  readonly ctx: RenderContext;
  readonly onAct: OnAct;
  readonly children: ReactNode;
};

/** A message, modal or Home tab: its blocks send along what stands in all their inputs. */
export function SlackPlace({ id, ctx, onAct, children, ...place }: Props) {
  return (
    <SurfaceProvider id={id} ctx={ctx} onAct={onAct}>
      <PlaceContext value={place}>{children}</PlaceContext>
    </SurfaceProvider>
  );
}

/** The error of an input block, found by its id or by its label. */
export function useError(blockId: string, label: string): string | undefined {
  const { errors } = use(PlaceContext);
  return errors[blockId] ?? errors[label];
}

/** Tells the bot that an element was used. */
export function usePress(placed: Placed): (value?: ElementValue) => void {
  const { id, ctx, act } = useSurface();
  const { blocks } = use(PlaceContext);
  const element = { blockId: placed.blockId, actionId: placed.actionId };
  return (value) => {
    const values = valuesIn(blocks, id, ctx);
    const any = Object.keys(values).length > 0;
    void act({ do: "press", message: id, element, ...(value && { value }), ...(any && { values }) });
  };
}

export type Held = {
  readonly value: unknown;
  /** Keeps the value; outside of input blocks, and where the block asks for it, the bot hears of it at once. */
  readonly set: (value: unknown) => void;
  /** Keeps it and says nothing, as while somebody is typing. */
  readonly keep: (value: unknown) => void;
};

/** What an input holds. https://docs.slack.dev/reference/block-kit/blocks/input-block */
export function useHeld(placed: Placed): Held {
  const { id, ctx } = useSurface();
  const press = usePress(placed);
  const key = inputKey(ctx, id, placed);
  const keep = (value: unknown) => ctx.drafts.set(key, value);
  const speaks = placed.block["type"] !== "input" || placed.block["dispatch_action"] === true;
  return {
    value: useDraft(ctx.drafts, key, initialOf(placed)),
    keep,
    set(value) {
      keep(value);
      if (speaks) press(carried(placed, value));
    },
  };
}
