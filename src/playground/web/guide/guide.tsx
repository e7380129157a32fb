import { composerKey } from "../client/composer-key.ts";
import type { Seat } from "../client/use-seat.ts";
import { t } from "../texts.ts";
import type { ClockMove } from "../wire.ts";
import type { Reminder } from "./progress.ts";
import { useStep } from "./use-step.ts";

type Props = {
  readonly seat: Seat;
  /** Opens the chat with the bot. */
  readonly onDirect: () => void;
  readonly onMove: (to: ClockMove["to"]) => Promise<void>;
  readonly onClose: () => void;
};

/** Three steps for a newcomer, in the client that is used; each can be done for them. */
export function Guide({ seat, onDirect, onMove, onClose }: Props) {
  const { step, reminder } = useStep(seat);
  const help = async () => {
    onDirect();
    if (step === 0) return writeLine(seat);
    if (step === 2) return point(reminder);
    await onMove("next-working-day");
  };
  return (
    <section className="guide" aria-label={t.guide} data-step={step}>
      <h2>
        {t.guideTitle} <small>{t.guideIn(t.platforms[seat.client])}</small>
      </h2>
      {step >= t.guideSteps.length ? (
        <p className="guide-done" role="status">
          <span aria-hidden="true">✓ </span>
          {t.guideDone}
        </p>
      ) : (
        <ol className="guide-steps">
          {t.guideSteps.map(({ title, text, help: helpText }, index) => (
            <li
              key={title}
              data-state={stateOf(index, step)}
              aria-current={index === step ? "step" : undefined}
            >
              <span className="guide-number" aria-hidden="true">
                {index < step ? "✓" : index + 1}
              </span>
              <span className="guide-words">
                <strong>
                  <span className="unseen">{t.guideStepOf(index + 1)}: </span>
                  {title}
                </strong>
                <small>{text}</small>
              </span>
              {index === step && (
                <button type="button" className="guide-help" onClick={() => void help()}>
                  {helpText}
                </button>
              )}
            </li>
          ))}
        </ol>
      )}
      <button
        type="button"
        className="guide-close"
        aria-label={t.guideClose}
        title={t.guideClose}
        onClick={onClose}
      >
        ×
      </button>
    </section>
  );
}

function stateOf(index: number, step: number): "done" | "now" | "later" {
  if (index === step) return "now";
  return index < step ? "done" : "later";
}

/** Into the composer, for the person to send. */
function writeLine({ ctx, client, user, person }: Seat): void {
  ctx.drafts.set(composerKey(user, { kind: "direct", id: "" }), t.guideLine[person.locale]);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-composer=${client}]`)?.focus());
}

/** Puts the keyboard on the reminder's first "done". */
function point(reminder: Reminder | undefined): void {
  if (reminder === undefined) return;
  const row = document.querySelector(`[data-row="${CSS.escape(reminder.message)}"]`);
  const buttons = [...(row?.querySelectorAll<HTMLElement>("button") ?? [])];
  const button = buttons.find(({ textContent }) => textContent?.trim() === reminder.label);
  button?.scrollIntoView({ block: "center" });
  button?.focus();
}
