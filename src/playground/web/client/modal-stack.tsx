import { type KeyboardEvent, useLayoutEffect } from "react";
import { objectOf, textAt } from "../shared/json.ts";
import { SlackModal } from "../slack/modal.tsx";
import type { Seat } from "./use-seat.ts";

/**
 * Slack's modals: the topmost in front, and an edge of those below it. It lies over its own client, whose other parts
 * are inert meanwhile; the other client goes on.
 */
export function ModalStack({ seat }: { readonly seat: Seat }) {
  const views = seat.view?.views ?? [];
  const top = views.at(-1);
  const id = textAt(objectOf(top), "id") ?? "";
  useFocusBack(top !== undefined);
  if (top === undefined) return null;
  return (
    <div className="modal-shade">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only holds the keyboard; the dialog is inside */}
      <div className="modal-stack" data-depth={views.length} onKeyDown={holdFocus}>
        <SlackModal
          key={id}
          view={top}
          errors={seat.errors.view === id ? seat.errors.byField : {}}
          ctx={seat.ctx}
          onAct={seat.act}
          takesFocus
        />
      </div>
    </div>
  );
}

/** When the last modal is gone, the keyboard is where it was before the first. */
function useFocusBack(isOpen: boolean): void {
  useLayoutEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    // What was inert a moment ago takes the focus from the next frame on.
    return () => {
      requestAnimationFrame(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
      });
    };
  }, [isOpen]);
}

const focusable =
  "a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select, [tabindex='0']";

/** Tab goes round inside of the dialog. https://www.w3.org/WAI/ARIA/apg/patterns/dialog-modal/ */
function holdFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Tab") return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => one.tabIndex >= 0 && one.checkVisibility(),
  );
  const end = event.shiftKey ? all[0] : all.at(-1);
  const isInside = all.some((one) => one === document.activeElement);
  if (isInside && document.activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}
