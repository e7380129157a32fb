import { expect, it } from "vitest";
import { startTicker } from "#outbox/ticker.ts";

const everySecond = "* * * * * *";

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

it("wakes again after a tick that failed, never two at once, and ends when stopped", async () => {
  let running = 0;
  let slowTicks = 0;
  let failedTicks = 0;
  const ticker = startTicker([
    {
      name: "slow",
      every: everySecond,
      run: async () => {
        running += 1;
        slowTicks += 1;
        expect(running).toBe(1);
        await sleep(1_500);
        running -= 1;
      },
    },
    {
      name: "failing",
      every: everySecond,
      run: async () => {
        failedTicks += 1;
        throw new Error("tick");
      },
    },
  ]);
  await sleep(3_200);
  ticker.stop();
  expect(failedTicks).toBeGreaterThanOrEqual(2);
  expect(slowTicks).toBeGreaterThanOrEqual(1);
  expect(slowTicks).toBeLessThan(failedTicks);
  const before = failedTicks;
  await sleep(1_200);
  expect(failedTicks).toBe(before);
});
