import { useSyncExternalStore } from "react";
import type { Json } from "./json.ts";

/**
 * What people have put in and not sent yet. One for the page, outside of the components, so that it survives a card that is drawn again
 * and a conversation that is left and entered again.
 */
export type Drafts = {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  subscribe(listener: () => void): () => void;
};

export function createDrafts(): Drafts {
  const values = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value);
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The draft under `key`, else `initial`. */
export function useDraft(drafts: Drafts, key: string, initial: unknown): unknown {
  const read = () => drafts.get(key);
  const draft = useSyncExternalStore(drafts.subscribe, read, read);
  return draft === undefined ? initial : draft;
}

/** Whose draft of what; with the element's own JSON, a draft ends where the bot changes the element. */
export function draftKey(user: string, surface: string, field: string | Json): string {
  return `${user} ${surface} ${typeof field === "string" ? field : JSON.stringify(field)}`;
}
