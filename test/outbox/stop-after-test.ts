import { onTestFinished } from "vitest";
import type { Outbox } from "#outbox/outbox.ts";

/** It claims for every workspace: at work for another moment, it would take what the next test's office is to send. */
export function stopAfterTest(outbox: Outbox): void {
  try {
    onTestFinished(async () => void (await outbox.drain(5_000)));
  } catch {
    // Made at the top of a file, for all its tests: vitest refuses a hook of one.
  }
}
