import { useRef, useState } from "react";

export type Option = {
  readonly value: string;
  readonly label: string;
  /** The platform's JSON of it. */
  readonly raw: unknown;
};

/** Options for what was typed: at once where they are known, later where the bot is asked. */
export type Load = (query: string) => readonly Option[] | Promise<readonly Option[]>;

/** People type faster than a bot should be asked. */
const pauseMs = 150;

/** The options for the newest query; an answer to an older one is thrown away. */
export function useOptions(load: Load, isRemote: boolean) {
  const [options, setOptions] = useState<readonly Option[]>([]);
  const [isLoading, setLoading] = useState(false);
  const newest = useRef(0);
  const ask = async (query: string) => {
    newest.current += 1;
    const mine = newest.current;
    setLoading(isRemote);
    if (isRemote && query !== "") await new Promise((resolve) => setTimeout(resolve, pauseMs));
    if (mine !== newest.current) return;
    const found = await load(query);
    if (mine !== newest.current) return;
    setOptions(found);
    setLoading(false);
  };
  return { options, isLoading, ask };
}

/** Those whose label holds what was typed, whatever its case. */
export function matching(options: readonly Option[], query: string): readonly Option[] {
  const wanted = query.trim().toLowerCase();
  return options.filter((option) => option.label.toLowerCase().includes(wanted));
}
