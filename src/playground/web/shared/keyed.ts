/** Things with a key each, made of what they are or of their name: equal ones are told apart by their order. */
export function keyed<T>(
  things: readonly T[],
  nameOf: (thing: T) => string = JSON.stringify,
): readonly { readonly key: string; readonly thing: T }[] {
  const seen = new Map<string, number>();
  return things.map((thing) => {
    const name = nameOf(thing);
    const times = seen.get(name) ?? 0;
    seen.set(name, times + 1);
    return { key: `${times} ${name}`, thing };
  });
}
