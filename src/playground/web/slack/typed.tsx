import type { ControlProps } from "../shared/field.tsx";
import { textAt } from "../shared/json.ts";
import type { Placed } from "./inputs.ts";
import { useHeld } from "./place.tsx";
import { wordsOf } from "./text.tsx";

type Props = { readonly placed: Placed; readonly control: ControlProps };

const kinds: Readonly<Record<string, { readonly type: string; readonly inputMode?: "decimal" }>> = {
  email_text_input: { type: "email" },
  url_text_input: { type: "url" },
  // A number field of the browser swallows what is no number; Slack says that it is none.
  number_input: { type: "text", inputMode: "decimal" },
};

/** One line of text, a number or an address. */
export function TextField({ placed, control }: Props) {
  const { value, keep, set } = useHeld(placed);
  return (
    <input
      {...control}
      {...(kinds[placed.type] ?? { type: "text" })}
      autoComplete="off"
      placeholder={wordsOf(placed.element["placeholder"])}
      value={shown(value)}
      onChange={(event) => keep(event.target.value || null)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && placed.block["dispatch_action"] === true) {
          event.preventDefault();
          set(value);
        }
      }}
    />
  );
}

export function LongField({ placed, control }: Props) {
  const { value, keep } = useHeld(placed);
  return (
    <textarea
      {...control}
      rows={4}
      placeholder={wordsOf(placed.element["placeholder"])}
      value={shown(value)}
      onChange={(event) => keep(event.target.value || null)}
    />
  );
}

export function DateField({ placed, control }: Props) {
  const { value, set } = useHeld(placed);
  return (
    <input
      {...control}
      type="date"
      value={shown(value)}
      onChange={(event) => set(event.target.value || null)}
    />
  );
}

export function TimeField({ placed, control }: Props) {
  const { value, set } = useHeld(placed);
  const zone = textAt(placed.element, "timezone");
  return (
    <span className="with-note">
      <input
        {...control}
        type="time"
        value={shown(value)}
        onChange={(event) => set(event.target.value || null)}
      />
      {zone}
    </span>
  );
}

/** Carries UNIX seconds; what is seen is the time where the browser is. */
export function DateTimeField({ placed, control }: Props) {
  const { value, set } = useHeld(placed);
  return (
    <input
      {...control}
      type="datetime-local"
      value={typeof value === "number" ? localMinute(value) : ""}
      onChange={(event) => set(event.target.value === "" ? null : Date.parse(event.target.value) / 1000)}
    />
  );
}

function localMinute(unixSeconds: number): string {
  const at = new Date(unixSeconds * 1000);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : "";
}
