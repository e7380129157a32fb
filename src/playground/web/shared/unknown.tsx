import { useSurface } from "./surface.tsx";
import { words } from "./words.ts";

/** Stands where something cannot be drawn, so that nothing passes unseen. */
export function UnknownComponent({ name }: { readonly name: string }) {
  const { ctx } = useSurface();
  return (
    <span className="unknown-component" data-testid="unknown-component">
      ⚠ {words[ctx.locale].unknown}: <code>{name}</code>
    </span>
  );
}
