import { setImmediate as tick } from "node:timers/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBatcher } from "#db/batch.ts";

/** Batches that end when the test says so. */
function heldBatches() {
  const started: {
    rows: readonly number[];
    finish: (outs: readonly number[]) => void;
    fail: (error: Error) => void;
  }[] = [];
  const run = (rows: readonly number[]) =>
    new Promise<readonly number[]>((finish, fail) => {
      started.push({ rows, finish, fail });
    });
  const sizes = () => started.map(({ rows }) => rows.length);
  return { started, run, sizes };
}

test("runs together what arrives in one turn, and waits for no more", async () => {
  const { started, run } = heldBatches();
  const add = createBatcher({ run });
  void add(7);
  void Promise.resolve().then(() => add(8));
  await tick();
  expect(started.map(({ rows }) => rows)).toEqual([[7, 8]]);
});

test("puts what arrives meanwhile into the next batch, two under way at most", async () => {
  const { started, run, sizes } = heldBatches();
  const add = createBatcher({ run, rowsMax: 64 });
  const answers: Promise<number>[] = [];
  const addInATurn = async (...rows: readonly number[]) => {
    answers.push(...rows.map(add));
    await tick();
  };
  await addInATurn(0);
  await addInATurn(1);
  await addInATurn(...Array.from({ length: 78 }, (_, row) => row + 2));
  expect(sizes()).toEqual([1, 1]);
  started[0]?.finish([0]);
  await tick();
  expect(sizes()).toEqual([1, 1, 64]);
  started[1]?.finish([1]);
  await tick();
  expect(sizes()).toEqual([1, 1, 64, 14]);
  for (const { rows, finish } of started) finish(rows);
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 80 }, (_, row) => row));
});

test("one bad row fails alone", async () => {
  const add = createBatcher({
    run: async (rows: readonly number[]) => {
      await tick();
      if (rows.includes(13)) throw new Error("unlucky");
      return rows;
    },
  });
  const settled = await Promise.allSettled(Array.from({ length: 30 }, (_, row) => add(row)));
  const failed = settled.flatMap((result, row) => (result.status === "rejected" ? [row] : []));
  expect(failed).toEqual([13]);
});

test("does not try row by row what no row is to blame for", async () => {
  let runs = 0;
  const add = createBatcher({
    run: async (): Promise<readonly number[]> => {
      runs += 1;
      await tick();
      throw new Error("the database is away");
    },
    isRowFault: () => false,
  });
  const settled = await Promise.allSettled(Array.from({ length: 30 }, (_, row) => add(row)));
  expect(settled.every(({ status }) => status === "rejected")).toBe(true);
  expect(runs).toBe(1);
});

// The rows are written when the answers are counted: running them again would write them twice.
test("fails rows without an answer, and does not run them again", async () => {
  let runs = 0;
  const add = createBatcher({
    run: async (rows: readonly number[]) => {
      runs += 1;
      await tick();
      return rows.slice(1);
    },
  });
  const settled = await Promise.allSettled([1, 2, 3, 4].map(add));
  expect(settled.every(({ status }) => status === "rejected")).toBe(true);
  expect(runs).toBe(1);
});

test("whatever arrives when: each row gets its own answer, is written once, in its order, within the bounds", async () => {
  const scenario = fc.record({
    rows: fc.array(fc.record({ waitsTicks: fc.nat({ max: 3 }), isBad: fc.boolean() }), { maxLength: 60 }),
    rowsMax: fc.integer({ min: 1, max: 10 }),
    inFlightMax: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ rows, rowsMax, inFlightMax }) => {
      const written: number[] = [];
      let inFlight = 0;
      const run = async (batch: readonly number[]) => {
        inFlight += 1;
        expect(inFlight).toBeLessThanOrEqual(inFlightMax);
        expect(batch.length).toBeLessThanOrEqual(rowsMax);
        await tick();
        inFlight -= 1;
        if (batch.some((index) => rows[index]?.isBad)) throw new Error("bad");
        written.push(...batch);
        return batch.map((index) => index * 2);
      };
      const add = createBatcher({ run, rowsMax, inFlightMax });
      const answers: Promise<number>[] = [];
      for (const [index, { waitsTicks }] of rows.entries()) {
        for (let waited = 0; waited < waitsTicks; waited++) await tick();
        const answer = add(index);
        answer.catch(() => undefined);
        answers.push(answer);
      }
      const settled = await Promise.allSettled(answers);
      const good = rows.flatMap(({ isBad }, index) => (isBad ? [] : [index]));
      expect(settled.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))).toEqual(
        good.map((index) => index * 2),
      );
      expect([...written].sort((a, b) => a - b)).toEqual(good);
      if (inFlightMax === 1) expect(written).toEqual(good);
    }),
    { numRuns: 200 },
  );
});
