import DataLoader from "dataloader";
import type { Database } from "#db/client.ts";
import { perDatabase } from "#db/per-database.ts";

/**
 * Makes a look-up of one key out of a look-up of many: what is asked for in one turn of the event loop is one query,
 * also when it was asked by different requests. Nothing is remembered between turns. `loadAll` answers in the order
 * of its keys. (The library's own schedule ends with the current callback, and every request is a callback of its own.)
 */
export function batched<Key, Value>(
  loadAll: (database: Database, keys: readonly Key[]) => Promise<readonly Value[]>,
): (database: Database, key: Key) => Promise<Value> {
  const loaderOf = perDatabase(
    (database) =>
      new DataLoader<Key, Value>((keys) => loadAll(database, keys), {
        cache: false,
        maxBatchSize: 500,
        batchScheduleFn: (run) => setImmediate(run),
      }),
  );
  return (database, key) => loaderOf(database).load(key);
}
