/** Remembers keys for a while, the newest of them where there are too many. */
export type Seen = {
  /** Whether the key came before; from now on it has. */
  before(key: string): boolean;
};

export function createSeen(
  bounds: { readonly keysMax: number; readonly ageMaxMs: number },
  now: () => Date,
): Seen {
  const seenAt = new Map<string, number>();
  return {
    before: (key) => {
      const at = now().getTime();
      for (const [oldest, since] of seenAt) {
        if (seenAt.size < bounds.keysMax && at - since < bounds.ageMaxMs) break;
        seenAt.delete(oldest);
      }
      if (seenAt.has(key)) return true;
      seenAt.set(key, at);
      return false;
    },
  };
}
