export type BatchOptions<In, Out> = {
  /** Commits the rows together, or nothing of them when it throws; answers in their order. */
  readonly run: (rows: readonly In[]) => Promise<readonly Out[]>;
  readonly rowsMax?: number;
  /** How many batches may be under way at once. */
  readonly inFlightMax?: number;
  /** Whether an error may be one row's alone. False (the database is away, say) fails the whole batch at once. */
  readonly isRowFault?: (error: unknown) => boolean;
};

/**
 * Commits together what arrives together: in one turn of the event loop, for one look-up answers many requests, and
 * while batches are under way, so that load makes the batches larger and not the queue longer. A batch that fails is
 * run again row by row, so that one bad row fails alone.
 */
export function createBatcher<In, Out>(options: BatchOptions<In, Out>): (row: In) => Promise<Out> {
  const { rowsMax = 64, inFlightMax = 2 } = options;
  const waiting: Waiting<In, Out>[] = [];
  let inFlight = 0;
  let isTurnOpen = false;

  const fill = () => {
    isTurnOpen = false;
    while (inFlight < inFlightMax && waiting.length > 0) {
      inFlight += 1;
      runBatch(options, waiting.splice(0, rowsMax)).finally(() => {
        inFlight -= 1;
        fill();
      });
    }
  };

  return (row) =>
    new Promise((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isTurnOpen) setImmediate(fill);
      isTurnOpen = true;
    });
}

type Waiting<In, Out> = {
  readonly row: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
};

/** Never rejects: every row is told of its own fate. */
async function runBatch<In, Out>(
  options: BatchOptions<In, Out>,
  batch: readonly Waiting<In, Out>[],
): Promise<void> {
  const { run, isRowFault = () => true } = options;
  try {
    settle(batch, await run(batch.map(({ row }) => row)));
  } catch (error) {
    if (batch.length > 1 && isRowFault(error)) {
      for (const each of batch) await runBatch(options, [each]);
    } else {
      for (const { reject } of batch) reject(error);
    }
  }
}

/** The rows are written by now: a wrong number of answers is reported, never tried again. */
function settle<In, Out>(batch: readonly Waiting<In, Out>[], outs: readonly Out[]): void {
  if (outs.length !== batch.length) {
    const error = new Error(`${outs.length} answers to ${batch.length} rows`);
    for (const { reject } of batch) reject(error);
  }
  outs.forEach((out, index) => {
    batch[index]?.resolve(out);
  });
}
