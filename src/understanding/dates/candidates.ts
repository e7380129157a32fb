/** Asked with ever greater positions: the first one from `from` on where something may match, or infinity. */
type NextCandidate = (from: number) => number;

/**
 * One pattern that matches where any of them does, and perhaps elsewhere: a group's name may stand in several
 * patterns but in one only once, so names go, and what was to be repeated may be anything. All have the same flags.
 */
export function anyOf(patterns: readonly RegExp[]): RegExp {
  const sources = patterns.map(({ source }) =>
    source.replace(/\(\?<[A-Za-z]\w*>/g, "(?:").replace(/\\k<\w+>/g, "[^]*"),
  );
  return new RegExp(sources.map((source) => `(?:${source})`).join("|"), patterns[0]?.flags);
}

/**
 * Trying more than a hundred patterns at every word is what reading a note would cost. A search for a whole kind of
 * them finds the few places that are worth it. The kinds are searched apart: where all patterns of one need a Chinese
 * character, the search passes over English, and the other way round.
 */
export function candidateFinder(
  kinds: readonly RegExp[],
): (text: string, others: Iterable<number>) => NextCandidate {
  // What only looks ahead ends where it begins: that is how `test` tells the place.
  const searches = kinds.map(({ source, flags }) => new RegExp(`(?=${source})`, flags.replace("y", "g")));
  return (text, others) => {
    const nexts = [...searches.map((search) => nextMatch(search, text)), nextOf(others)];
    return (from) => Math.min(...nexts.map((next) => next(from)));
  };
}

function nextMatch(search: RegExp, text: string): NextCandidate {
  let next = -1;
  return (from) => {
    if (next >= from) return next;
    search.lastIndex = from;
    next = search.test(text) ? search.lastIndex : Infinity;
    return next;
  };
}

function nextOf(positions: Iterable<number>): NextCandidate {
  const sorted = [...positions].sort((a, b) => a - b);
  return (from) => sorted.find((position) => position >= from) ?? Infinity;
}
