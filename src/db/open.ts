import { log } from "#src/log.ts";
import { startEmbeddedPostgres } from "./embedded.ts";

/** A database that can be connected to; `stop` ends its server if it is ours. */
export type OpenDatabase = { readonly url: string; stop(): Promise<void> };

/**
 * `DATABASE_URL`, or the embedded PostgreSQL below the working directory. The playground has a database of its own
 * there: its sample team must not be found by the real workspace that may follow.
 * @throws as `startEmbeddedPostgres` does.
 */
export async function openDatabase(
  url: string | undefined,
  use: "real" | "playground",
  dataDir = ".genjin/postgres",
): Promise<OpenDatabase> {
  if (url !== undefined) return { url, stop: async () => undefined };
  return startEmbeddedPostgres({
    dataDir,
    database: use === "real" ? "genjin" : "playground",
    onMoved: (directory) => log.info({ directory }, "the embedded PostgreSQL keeps its data elsewhere"),
  });
}
