import { setTimeout as sleep } from "node:timers/promises";

/** A slow machine and a process that starts included. */
const patienceMs = 30_000;
/** Looking at a screen takes time from the process that is waited for. */
const lookAgainMs = 60;

/** Looks again and again until there is something; fails, saying what it waited for, when there is not. */
export async function until<T>(
  what: string,
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await sleep(lookAgainMs);
  }
}
