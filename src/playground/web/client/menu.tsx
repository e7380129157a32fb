import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useCloseElsewhere } from "./use-close-elsewhere.ts";

type Item = { readonly label: string; readonly onChoose: () => void };
type Props = {
  readonly name: string;
  readonly sign: ReactNode;
  readonly className: string;
  readonly items: readonly Item[];
};

/** A button that shows a few others. Escape and a press elsewhere close it; arrows move. */
export function Menu({ name, sign, className, items }: Props) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) root.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
  }, [isOpen]);
  useCloseElsewhere(
    root,
    isOpen,
    useCallback(() => setOpen(false), []),
  );
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  return (
    <div className={`menu ${className}`} ref={root}>
      <button
        ref={opener}
        type="button"
        className="menu-opener"
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {sign}
      </button>
      {isOpen && (
        <div
          className="menu-items"
          role="menu"
          aria-label={name}
          tabIndex={-1}
          onKeyDown={(event) => (event.key === "Escape" ? close() : moveFocus(event))}
        >
          {items.map(({ label, onChoose }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              onClick={() => {
                close();
                onChoose();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[role=menuitem]")];
  const at = all.findIndex((one) => one.matches(":focus"));
  all[(at + step + all.length) % all.length]?.focus();
}
