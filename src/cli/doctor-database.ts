import type { DoctorTexts } from "#cards/shared/doctor.ts";
import { inspectDatabase } from "#db/inspect.ts";
import { openDatabase } from "#db/open.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

/** `url` is `DATABASE_URL`; without it the embedded server is started, which shows that this machine can. */
export async function checkDatabase(
  t: DoctorTexts,
  url: string | undefined,
  use: "real" | "playground",
): Promise<readonly Finding[]> {
  try {
    const database = await openDatabase(url, use);
    try {
      const found = await inspect(t, database.url, url === undefined);
      return url === undefined ? [note(t.database, t.embedded), ...found] : found;
    } finally {
      await database.stop();
    }
  } catch (error) {
    return [problem(t.database, error instanceof Error ? error.message : String(error))];
  }
}

async function inspect(t: DoctorTexts, url: string, isEmbedded: boolean): Promise<readonly Finding[]> {
  const seen = await inspectDatabase(url).catch((error: unknown) => reasonOf(error));
  if (typeof seen === "string") return [problem(t.database, t.unreachable(seen))];
  const { version, isTooOld, encoding, ctype, seesChinese, pending, isFresh } = seen;
  return [
    isTooOld ? problem(t.database, t.tooOld(version)) : ok(t.database, t.reachable(version)),
    seesChinese ? ok(t.database, t.readsChinese) : problem(t.database, t.blind(encoding, ctype)),
    migrationsOf(t, pending, isEmbedded && isFresh),
  ];
}

/** The embedded database is ours alone, and the start makes its tables; another may be meant to be filled already. */
function migrationsOf(t: DoctorTexts, pending: readonly string[], isNew: boolean): Finding {
  if (pending.length === 0) return ok(t.database, t.migrated);
  return isNew ? note(t.database, t.fresh) : problem(t.database, t.pending(pending.join(", ")));
}

/** PostgreSQL's or the system's code, in words where they help: https://www.postgresql.org/docs/15/errcodes-appendix.html */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : "";
  return [code, message].filter((part) => part !== "").join(": ");
}
