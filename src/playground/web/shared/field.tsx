import { type ReactNode, useId } from "react";
import { useSurface } from "./surface.tsx";
import { words } from "./words.ts";

/** Attributes that tie a control to its words. */
export type ControlProps = {
  readonly id: string;
  readonly "aria-labelledby"?: string;
  readonly "aria-label"?: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
  readonly "aria-required"?: true;
};

type Props = {
  readonly label?: ReactNode;
  /** Words that stand elsewhere and name the control. */
  readonly labelledBy?: string | undefined;
  /** Name of a control without visible words of its own. */
  readonly name?: string | undefined;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly isRequired?: boolean;
  /** A star behind the label; not where the label brings its own. */
  readonly isStarred?: boolean;
  /** A number of characters that may be in it, and that are. */
  readonly room?: { readonly max: number; readonly used: number } | undefined;
  /** Several controls under one label. */
  readonly isGroup?: boolean;
  readonly children: (control: ControlProps) => ReactNode;
};

/** Label, control, hint, counter and error of a field, bound to each other. */
export function Field(props: Props) {
  const { label, labelledBy, name, hint, error, isRequired, isGroup, room, children } = props;
  const id = useId();
  const about = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  const labels = label === undefined ? labelledBy : `${id}-label`;
  const control: ControlProps = {
    id,
    ...(labels !== undefined && { "aria-labelledby": labels }),
    ...(labels === undefined && name !== undefined && { "aria-label": name }),
    ...(about.length > 0 && { "aria-describedby": about.join(" ") }),
    ...(error !== undefined && { "aria-invalid": true }),
    ...(isRequired === true && isGroup !== true && { "aria-required": true }),
  };
  return (
    <div className={error === undefined ? "field" : "field field-wrong"}>
      {label !== undefined && <FieldLabel {...props} id={id} />}
      {children(control)}
      {room !== undefined && <Counter {...room} />}
      {hint !== undefined && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          <span aria-hidden="true">⚠ </span>
          {error}
        </p>
      )}
    </div>
  );
}

function FieldLabel({ label, isGroup, isStarred, id }: Props & { readonly id: string }) {
  const star = isStarred === true && (
    <span className="field-star" aria-hidden="true">
      {" *"}
    </span>
  );
  if (isGroup === true) {
    return (
      <span className="field-label" id={`${id}-label`}>
        {label}
        {star}
      </span>
    );
  }
  return (
    <label className="field-label" id={`${id}-label`} htmlFor={id}>
      {label}
      {star}
    </label>
  );
}

/** Speaks up in the last tenth of the room, and beyond it. */
function Counter({ max, used }: { readonly max: number; readonly used: number }) {
  const { ctx } = useSurface();
  const left = max - used;
  if (left > Math.min(50, Math.ceil(max / 10))) return null;
  return (
    <p className={left < 0 ? "field-counter field-over" : "field-counter"} role="status">
      {words[ctx.locale].left(left)}
    </p>
  );
}
