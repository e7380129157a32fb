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
  await ticker.stop(3_000);
  expect(failedTicks).toBeGreaterThanOrEqual(2);
  expect(slowTicks).toBeGreaterThanOrEqual(1);
  expect(slowTicks).toBeLessThan(failedTicks);
  const before = failedTicks;
  await sleep(1_200);
  expect(failedTicks).toBe(before);
});

// A sweep that was under way when the program ended found its connection closed, and said so as an error.
it("waits for what runs when it is stopped, but not for longer than it may", async () => {
  let isDone = false;
  const run = async () => {
    await sleep(400);
    isDone = true;
  };
  const open = () => startTicker([{ name: "slow", every: everySecond, atStart: true, run }]);
  expect(await open().stop(50)).toBe(false);
  expect(isDone).toBe(false);
  expect(await open().stop(5_000)).toBe(true);
  expect(isDone).toBe(true);
});

it("wakes at once where that is wanted, since what fell due meanwhile is due now", async () => {
  let ticks = 0;
  const run = async () => {
    ticks += 1;
  };
  const everyNewYear = "0 0 0 1 1 *";
  const ticker = startTicker([{ name: "yearly", every: everyNewYear, atStart: true, run }]);
  expect(ticks).toBe(1);
  await ticker.stop(1_000);
});
