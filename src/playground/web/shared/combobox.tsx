import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ControlProps } from "./field.tsx";
import { useSurface } from "./surface.tsx";
import { type Load, type Option, useOptions } from "./use-options.ts";
import { words } from "./words.ts";

type Props = {
  readonly control: ControlProps;
  readonly chosen: Option | undefined;
  readonly onChoose: (option: Option | undefined) => void;
  readonly load: Load;
  /** The bot is asked, so an answer takes a while. */
  readonly isRemote?: boolean;
  /** Letters to type before anything is looked for. */
  readonly queryMin?: number;
  readonly placeholder?: string | undefined;
  readonly canClear?: boolean;
  readonly isDisabled?: boolean;
};

/**
 * A select that can be searched. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/: the focus stays in the text field,
 * arrows move through the list, Enter chooses, Escape closes it.
 */
export function Combobox(props: Props) {
  const { control, chosen, onChoose, placeholder, canClear, isDisabled } = props;
  const t = words[useSurface().ctx.locale];
  const list = useList(props);
  const { isOpen, active } = list;
  const hint = props.isRemote === true ? t.search : t.choose;
  return (
    <div className="combobox">
      <input
        {...control}
        ref={list.field}
        role="combobox"
        type="text"
        autoComplete="off"
        aria-expanded={isOpen}
        aria-controls={`${control.id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active >= 0 ? `${control.id}-${active}` : undefined}
        placeholder={isOpen ? (chosen?.label ?? t.search) : (placeholder ?? hint)}
        disabled={isDisabled}
        value={isOpen ? list.query : (chosen?.label ?? "")}
        onChange={(event) => list.open(event.target.value)}
        onClick={() => !isOpen && list.open("")}
        onKeyDown={list.onKeyDown}
        onBlur={list.close}
      />
      {canClear === true && chosen !== undefined && !isOpen ? (
        <button
          type="button"
          className="combobox-clear"
          aria-label={`${t.clear} ${chosen.label}`}
          onClick={() => {
            onChoose(undefined);
            list.field.current?.focus();
          }}
        >
          ×
        </button>
      ) : (
        <span className="combobox-arrow" aria-hidden="true">
          ▾
        </span>
      )}
      {isOpen && <Listbox {...list} id={control.id} chosen={chosen} />}
    </div>
  );
}

type List = ReturnType<typeof useList>;

function useList({ load, isRemote, queryMin, onChoose }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<string | undefined>();
  const [active, setActive] = useState(-1);
  const { options, isLoading, ask } = useOptions(load, isRemote === true);
  const isOpen = query !== undefined;
  const missing = Math.max(0, (queryMin ?? 0) - [...(query ?? "")].length);
  const shown = missing > 0 ? [] : options;
  const open = (text: string) => {
    setQuery(text);
    setActive(text === "" ? -1 : 0);
    if ([...text].length >= (queryMin ?? 0)) void ask(text);
  };
  const close = () => setQuery(undefined);
  const choose = (option: Option) => {
    onChoose(option);
    close();
  };
  const move = (by: number) => (isOpen ? setActive(neighbour(active, by, shown.length)) : open(""));
  const press = (key: string): boolean => {
    if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (!isOpen || (key !== "Escape" && key !== "Enter")) return false;
    else if (key === "Escape") close();
    else if (!isLoading && shown[active] !== undefined) choose(shown[active]);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter would submit the form and Escape close the modal; to an input method both belong to the word being typed.
    if (event.nativeEvent.isComposing || !press(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { field, query, active, isOpen, isLoading, missing, shown, open, close, choose, onKeyDown };
}

/** From the last to the first and back; -1 is none yet. */
function neighbour(active: number, by: number, count: number): number {
  const from = active < 0 && by < 0 ? 0 : active;
  return count === 0 ? -1 : (from + by + count) % count;
}

function Listbox({
  id,
  chosen,
  shown,
  active,
  isLoading,
  missing,
  choose,
}: List & { readonly id: string; readonly chosen: Option | undefined }) {
  const t = words[useSurface().ctx.locale];
  const said =
    missing > 0 ? t.typeMore(missing) : isLoading ? t.loading : shown.length === 0 ? t.noneFound : "";
  const popup = useRef<HTMLDivElement>(null);
  const count = shown.length;
  useEffect(() => {
    // At the end of a modal or a conversation the list opens below what is in sight.
    if (count > 0) popup.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <div className="combobox-popup" ref={popup}>
      <div role="listbox" id={`${id}-list`} aria-label={t.search} className="combobox-list">
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.value === chosen?.value}
            className={index === active ? "combobox-option is-active" : "combobox-option"}
            ref={index === active ? intoView : undefined}
            onMouseDown={(event) => {
              // The field keeps the focus, or the list would close first.
              event.preventDefault();
              choose(option);
            }}
          >
            {option.label}
          </div>
        ))}
      </div>
      <p role="status" className={said === "" ? "unseen" : "combobox-said"}>
        {said === "" ? t.found(shown.length) : said}
      </p>
    </div>
  );
}

function intoView(option: HTMLElement | null) {
  option?.scrollIntoView({ block: "nearest" });
}
