import pg from "pg";
import { pendingMigrations } from "./migrate.ts";
import { migrationNames, projectFolders } from "./migration-files.ts";

export type Inspection = {
  /** `15.18` */
  readonly version: string;
  readonly isTooOld: boolean;
  readonly encoding: string;
  readonly ctype: string;
  /** Whether names can be matched by similarity: pg_trgm keeps letters only, and locale C knows none beyond ASCII. */
  readonly seesChinese: boolean;
  /** Names of migrations. */
  readonly pending: readonly string[];
  /** Nothing was ever applied. */
  readonly isFresh: boolean;
};

const versionMin = 150_000;
const chineseLetter = "\u79d1";

/** What must be right of a database, without changing it. @throws the driver's error when it cannot be reached. */
export async function inspectDatabase(url: string): Promise<Inspection> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 });
  try {
    const { rows } = await pool.query<{
      version: string;
      number: number;
      encoding: string;
      ctype: string;
      seesChinese: boolean;
    }>(
      `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
         current_setting('server_encoding') AS encoding, datctype AS ctype, $1::text ~ '[[:alpha:]]' AS "seesChinese"
       FROM pg_database WHERE datname = current_database()`,
      [chineseLetter],
    );
    const [facts] = rows;
    if (facts === undefined) throw new Error("the database does not describe itself");
    const { version, number, encoding, ctype, seesChinese } = facts;
    const pending = await pendingMigrations(pool);
    const all = await migrationNames(projectFolders.migrationsDir);
    return {
      ...{ version: version.split(" ", 1)[0] ?? version, isTooOld: number < versionMin, encoding, ctype },
      ...{ seesChinese: encoding === "UTF8" && seesChinese, pending, isFresh: pending.length === all.length },
    };
  } finally {
    await pool.end();
  }
}
