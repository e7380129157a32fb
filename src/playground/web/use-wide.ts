import { useSyncExternalStore } from "react";

const wide = window.matchMedia("(min-width: 900px)");

/** Whether both clients stand side by side. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
}
