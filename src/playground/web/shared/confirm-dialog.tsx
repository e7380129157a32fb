import { type ReactNode, useEffect, useId, useRef } from "react";

export type Question = {
  readonly title: ReactNode;
  readonly text: ReactNode;
  readonly yes: string;
  readonly no: string;
  readonly isDanger: boolean;
};

type Props = { readonly question: Question; readonly onAnswer: (isYes: boolean) => void };

/** Asks before something is done. The browser holds the focus inside, closes it at Escape and puts the focus back where it was. */
export function ConfirmDialog({ question, onAnswer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  const close = (answer: string) => dialog.current?.close(answer);
  return (
    <dialog
      ref={dialog}
      className="confirm-dialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={(event) => onAnswer(event.currentTarget.returnValue === "yes")}
      // Escape in the question is no Escape in the modal below it.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <h2 id={`${id}-title`}>{question.title}</h2>
      <p id={`${id}-text`}>{question.text}</p>
      <div className="confirm-choices">
        <button type="button" className="plain-button" onClick={() => close("no")}>
          {question.no}
        </button>
        <button
          type="button"
          className={question.isDanger ? "danger-button" : "main-button"}
          onClick={() => close("yes")}
        >
          {question.yes}
        </button>
      </div>
    </dialog>
  );
}
