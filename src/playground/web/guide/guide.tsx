import { composerKey } from "../client/composer-key.ts";
import type { Seat } from "../client/use-seat.ts";
import { t } from "../texts.ts";
import type { ClockMove, PersonView } from "../wire.ts";
import { approverOf } from "./approver.ts";
import { point } from "./point.ts";
import { type Stage, stages, useStep } from "./use-step.ts";

type Props = {
  readonly seat: Seat;
  readonly people: readonly PersonView[];
  /** Opens the chat with the bot. */
  readonly onDirect: () => void;
  readonly onPerson: (person: PersonView) => void;
  readonly onMove: (to: ClockMove["to"]) => Promise<void>;
  readonly onClose: () => void;
};

/** Four steps for a newcomer, in the client that is used; each can be done for them. */
export function Guide(props: Props) {
  const { seat, onClose } = props;
  const { stage, pointed } = useStep(seat);
  const last = t.guideSteps.length - 1;
  const step = stage === undefined ? last + 1 : Math.min(stages.indexOf(stage), last);
  const { client, person } = seat;
  const approver = approverOf(props.people, person);
  const help = async () => {
    props.onDirect();
    if (stage === "log") return write(seat, t.guideLine[person.locale]);
    if (stage === "remind") return props.onMove("next-working-day");
    if (stage === "register") return write(seat, t.guideLead[client][person.locale]);
    if (stage !== "change-seat") return point(client, pointed);
    // Who approves and sees no card here was reached in the other client.
    return approver === undefined ? write(seat, t.guideList[person.locale]) : props.onPerson(approver);
  };
  return (
    <section className="guide" aria-label={t.guide} data-step={step}>
      <h2>
        {t.guideTitle} <small>{t.guideIn(t.platforms[client])}</small>
      </h2>
      {stage === undefined ? (
        <p className="guide-done" role="status">
          <span aria-hidden="true">✓ </span>
          {t.guideDone}
        </p>
      ) : (
        <Steps step={step} words={wordsOf(stage, approver?.name)} onHelp={() => void help()} />
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

function wordsOf(stage: Stage, approver: string | undefined): StepsProps["words"] {
  if (stage !== "change-seat") return t.guideStages[stage];
  return approver === undefined ? t.guideSeated : t.guideSeat(approver);
}

type StepsProps = {
  /** The present one, counted from 0. */
  readonly step: number;
  readonly words: { readonly title: string; readonly text: string; readonly help: string };
  readonly onHelp: () => void;
};

function Steps({ step, words, onHelp }: StepsProps) {
  return (
    <ol className="guide-steps">
      {t.guideSteps.map((title, index) => (
        <li key={title} data-state={stateOf(index, step)} aria-current={index === step ? "step" : undefined}>
          <span className="guide-number" aria-hidden="true">
            {index < step ? "✓" : index + 1}
          </span>
          <span className="guide-words">
            <strong>
              <span className="unseen">{t.guideStepOf(index + 1)}: </span>
              {index === step ? words.title : title}
            </strong>
            {index === step && <small>{words.text}</small>}
          </span>
          {index === step && (
            <button type="button" className="guide-help" onClick={onHelp}>
              {words.help}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

function stateOf(index: number, step: number): "done" | "now" | "later" {
  if (index === step) return "now";
  return index < step ? "done" : "later";
}

/** Into the composer, for the person to send. */
function write({ ctx, client, user }: Seat, line: string): void {
  ctx.drafts.set(composerKey(user, { kind: "direct", id: "" }), line);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-composer=${client}]`)?.focus());
}
