import { useCallback, useState } from "react";

/** A choice that survives a reload of this tab, and is nobody else's: two windows are two people. */
export function useKept(key: string, initial: string): [string, (value: string) => void] {
  const [value, setValue] = useState(() => sessionStorage.getItem(`genjin ${key}`) ?? initial);
  const keep = useCallback(
    (next: string) => {
      sessionStorage.setItem(`genjin ${key}`, next);
      setValue(next);
    },
    [key],
  );
  return [value, keep];
}
