import { type FormEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { type Json, objectOf, objectsAt, textAt } from "../shared/json.ts";
import { Pressable } from "../shared/pressable.tsx";
import { type OnAct, type RenderContext, useSurface } from "../shared/surface.tsx";
import { languageTags, words } from "../shared/words.ts";
import { Blocks } from "./blocks.tsx";
import { missingIn, valuesIn } from "./inputs.ts";
import { SlackPlace } from "./place.tsx";
import { SlackText, wordsOf } from "./text.tsx";

export type Errors = Readonly<Record<string, string>>;

type Props = {
  /** The view as in a `view_submission`. */
  readonly view: unknown;
  /** Errors of the last submission, by block id or by label. */
  readonly errors: Errors;
  readonly ctx: RenderContext;
  readonly onAct: OnAct;
  /** The keyboard goes into it when it opens, and to its first error. Not in a gallery of many. */
  readonly takesFocus?: boolean;
};

/** A modal; the stack and what lies below it are the client's. */
export function SlackModal({ view, errors, ctx, onAct, takesFocus }: Props) {
  const source = objectOf(view);
  const blocks = objectsAt(source, "blocks");
  const id = textAt(source, "id") ?? "modal";
  const [missing, setMissing] = useState<Errors>({});
  return (
    <SlackPlace id={id} ctx={ctx} onAct={onAct} blocks={blocks} errors={{ ...errors, ...missing }}>
      <Dialog
        source={source}
        errors={{ ...errors, ...missing }}
        onMissing={setMissing}
        takesFocus={takesFocus}
      />
    </SlackPlace>
  );
}

type DialogProps = {
  readonly source: Json;
  readonly errors: Errors;
  readonly onMissing: (errors: Errors) => void;
  readonly takesFocus: boolean | undefined;
};

function Dialog({ source, errors, onMissing, takesFocus }: DialogProps) {
  const { id, ctx, act } = useSurface();
  const t = words[ctx.locale];
  const titleId = useId();
  const dialog = useRef<HTMLDivElement>(null);
  const blocks = objectsAt(source, "blocks");
  useFocus(dialog, errors, takesFocus === true);
  const close = () => void act({ do: "close", view: id });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const values = valuesIn(blocks, id, ctx);
    const missing = missingIn(blocks, values);
    onMissing(Object.fromEntries(missing.map((blockId) => [blockId, t.required])));
    if (missing.length === 0) void act({ do: "submit", message: id, values });
  };
  return (
    // Not an element of that name: a dialog that is modal would shut the other chat client as well.
    <div
      ref={dialog}
      className="sk sk-modal"
      role="dialog"
      tabIndex={-1}
      lang={languageTags[ctx.locale]}
      aria-labelledby={titleId}
      data-view={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <form className="sk-modal-form" noValidate onSubmit={submit}>
        <div className="sk-modal-head">
          <h2 id={titleId}>
            <SlackText of={source["title"]} />
          </h2>
          <Pressable className="sk-modal-x" name={t.close} onPress={close}>
            ×
          </Pressable>
        </div>
        <div className="sk-modal-body">
          <Blocks blocks={blocks} />
        </div>
        <Foot source={source} onClose={close} />
      </form>
    </div>
  );
}

function Foot({ source, onClose }: { readonly source: Json; readonly onClose: () => void }) {
  const { ctx } = useSurface();
  const submit = wordsOf(source["submit"]);
  return (
    <div className="sk-modal-foot">
      <Pressable className="sk-button sk-button-plain" onPress={onClose}>
        {wordsOf(source["close"]) || words[ctx.locale].close}
      </Pressable>
      {submit !== "" && (
        // The form's own submission does the work, by click and by Enter alike.
        <Pressable className="sk-button sk-button-primary" onPress={() => undefined} submits>
          {submit}
        </Pressable>
      )}
    </div>
  );
}

/** Into the first field when the modal opens; to the first wrong one when it was refused. */
function useFocus(dialog: RefObject<HTMLDivElement | null>, errors: Errors, takesFocus: boolean) {
  const wrong = Object.keys(errors).sort().join(" ");
  useEffect(() => {
    if (!takesFocus) return;
    const field = "input:not([type=hidden]), textarea, [role=combobox]";
    const first = dialog.current?.querySelector<HTMLElement>(`.sk-modal-body :is(${field})`);
    (first ?? dialog.current)?.focus();
  }, [dialog, takesFocus]);
  useEffect(() => {
    if (wrong === "" || !takesFocus) return;
    const inWrong = ".field-wrong :is(input, textarea)";
    dialog.current?.querySelector<HTMLElement>(inWrong)?.focus();
  }, [dialog, wrong, takesFocus]);
}
