import { expect, onTestFinished } from "vitest";
import type { Outbox } from "#outbox/outbox.ts";

/** It claims for every workspace: at work for another moment, it would take what the next test's office is to send. */
export function stopAfterTest(outbox: Outbox): void {
  const isInTest = expect.getState().currentTestName !== undefined;
  if (isInTest) onTestFinished(async () => void (await outbox.drain(5_000)));
}
