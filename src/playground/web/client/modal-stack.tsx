import { useEffect, useRef } from "react";
import { objectOf, textAt } from "../shared/json.ts";
import { SlackModal } from "../slack/modal.tsx";
import { t } from "../texts.ts";
import { Notices } from "./notices.tsx";
import type { Seat } from "./use-seat.ts";

/** Slack's modals: the topmost in front, and how many lie below it. The browser keeps the focus inside. */
export function ModalStack({ seat }: { readonly seat: Seat }) {
  const views = seat.view?.views ?? [];
  const top = views.at(-1);
  const id = textAt(objectOf(top), "id") ?? "";
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = top !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    const opened = dialog.current;
    opened?.showModal();
    return () => {
      opened?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog
      ref={dialog}
      className="modal-stack"
      aria-label={t.modal}
      data-depth={views.length}
      onCancel={(event) => {
        event.preventDefault();
        void seat.act({ do: "close", view: id });
      }}
    >
      <SlackModal
        key={id}
        view={top}
        errors={seat.errors.view === id ? seat.errors.byField : {}}
        ctx={seat.ctx}
        onAct={seat.act}
        takesFocus
      />
      <Notices notices={seat.notices} />
    </dialog>
  );
}
