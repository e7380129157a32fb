import { type CSSProperties, type MouseEvent, type ReactNode, useState } from "react";
import { ConfirmDialog } from "../shared/confirm-dialog.tsx";
import { isWebAddress } from "../shared/inline.tsx";
import { type Json, numberAt, objectAt, objectsAt, textAt } from "../shared/json.ts";
import { keyed } from "../shared/keyed.ts";
import { useSurface } from "../shared/surface.tsx";
import { questionOf, urlOf } from "./button.tsx";
import { childrenOf, isField } from "./fields.ts";
import { type ElementProps, FormPlace } from "./place.tsx";
import { FeishuText } from "./text.tsx";

/** `draw` draws what the container holds. */
type ContainerProps = ElementProps & {
  readonly draw: (of: Json, path: readonly number[]) => ReactNode;
};

export function Form({ element, at, draw }: ContainerProps) {
  return (
    <FormPlace form={element}>
      <div className="fs-form">{draw(element, at.path)}</div>
    </FormPlace>
  );
}

/** Columns beside each other; `flex_mode` says what becomes of them where there is no room. */
export function ColumnSet({ element, at, draw }: ContainerProps) {
  const mode = textAt(element, "flex_mode") ?? "none";
  return (
    <div className={`fs-columns fs-flex-${mode} ${backgroundOf(element)}`} style={gapOf(element)}>
      {keyed(objectsAt(element, "columns"), () => "column").map(({ key, thing: column }, index) => (
        <div
          key={key}
          className={`fs-column fs-column-${textAt(column, "width") === "auto" ? "auto" : "weighted"} ${backgroundOf(column)}`}
          style={{ flexGrow: numberAt(column, "weight") }}
        >
          {draw(column, [...at.path, index])}
        </div>
      ))}
    </div>
  );
}

export function CollapsiblePanel({ element, at, draw }: ContainerProps) {
  return (
    <details className="fs-panel" open={element["expanded"] === true}>
      <summary>
        <FeishuText of={objectAt(element, "header")?.["title"]} />
      </summary>
      {draw(element, at.path)}
    </details>
  );
}

/** Pressable as a whole. For the keyboard it is a button, unless it holds buttons itself. */
export function InteractiveContainer({ element, at, draw }: ContainerProps) {
  const { id, ctx, act, isBusy } = useSurface();
  const [isAsking, setAsking] = useState(false);
  const question = questionOf(element, ctx);
  const url = urlOf(element);
  const press = () => {
    if (url !== undefined && isWebAddress(url)) window.open(url, "_blank", "noreferrer");
    else void act({ do: "press", message: id, element: { index: at.path } });
  };
  const ask = () => {
    if (isBusy || element["disabled"] === true) return;
    if (question === undefined) press();
    else setAsking(true);
  };
  const inner = draw(element, at.path);
  const look = `fs-container ${element["has_border"] === true ? "fs-bordered" : ""} ${backgroundOf(element)}`;
  return (
    <>
      {holdsControl(element) ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: its own buttons are what the keyboard reaches
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div className={look} onClick={(event) => isPlain(event) && ask()}>
          {inner}
        </div>
      ) : (
        <button type="button" className={look} aria-disabled={isBusy || undefined} onClick={ask}>
          {inner}
        </button>
      )}
      {isAsking && question !== undefined && (
        <ConfirmDialog
          question={question}
          onAnswer={(isYes) => {
            setAsking(false);
            if (isYes) press();
          }}
        />
      )}
    </>
  );
}

function holdsControl(element: Json): boolean {
  return childrenOf(element).some((child) => {
    const tag = textAt(child, "tag") ?? "";
    return tag === "button" || tag === "overflow" || isField(tag) || holdsControl(child);
  });
}

function isPlain({ target }: MouseEvent): boolean {
  return target instanceof Element && target.closest("button, a, input, textarea, label, dialog") === null;
}

const spacings: Readonly<Record<string, string>> = {
  small: "4px",
  medium: "8px",
  large: "12px",
  extra_large: "16px",
  default: "8px",
};

/** By name or in pixels. */
function gapOf(element: Json): CSSProperties {
  const wanted = textAt(element, "horizontal_spacing") ?? "default";
  return { columnGap: spacings[wanted] ?? (/^\d{1,2}px$/.test(wanted) ? wanted : "8px") };
}

function backgroundOf(element: Json): string {
  const name = textAt(element, "background_style");
  return name === undefined ? "" : `background-${name.replace(/[^a-z0-9-]/g, "")}`;
}
