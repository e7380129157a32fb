/** A bearer token and how long it still holds. */
export type Issued = { readonly token: string; readonly expiresInMs: number };

export type Tokens = {
  get(): Promise<string>;
  /** The platform refused it: the next `get` asks for another. */
  forget(token: string): void;
};

/** Asked for anew before it expires, so that no call sets out with one that ends on the way. */
const marginMs = 180_000;

/** Keeps one token, and asks once however many calls wait for it (the SDK asks once per call). */
export function createTokens(issue: () => Promise<Issued>, now: () => Date): Tokens {
  let current: { readonly token: string; readonly until: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async () => {
    const { token, expiresInMs } = await issue();
    current = { token, until: now().getTime() + expiresInMs - marginMs };
    return token;
  };
  return {
    get: async () => {
      if (current !== undefined && now().getTime() < current.until) return current.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return await asking;
    },
    forget: (token) => {
      if (current?.token === token) current = undefined;
    },
  };
}
