import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";

/** One pool of connections, seen through Prisma and bare. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /** Waits for what is running, then hangs up. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly url: string;
  /** Connections at most; 10 were as fast as more. */
  readonly poolSize?: number;
  /** A statement that takes longer is cancelled by the server. */
  readonly statementTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** Told of a connection that broke while idle. The pool has dropped it and opens another when needed. */
  readonly onConnectionLost?: (error: Error) => void;
};

/**
 * Connects and makes sure that the database can serve.
 * @throws when it cannot be reached, lacks pg_trgm, or cannot compare Chinese names by similarity.
 */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const pool = openPool(options);
  let isClosing = false;
  pool.on("error", (error) => {
    // The pool is done before its connections are: a server that stops right after us is no news.
    if (!isClosing) options.onConnectionLost?.(error);
  });
  try {
    await assertTrigramsSeeChinese(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) });
  const prisma = new PrismaClient({ adapter });
  return {
    prisma,
    pool,
    close: async () => {
      isClosing = true;
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function openPool(options: DatabaseOptions): pg.Pool {
  return new pg.Pool({
    connectionString: options.url,
    application_name: "genjin",
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: options.connectTimeoutMs ?? 5_000,
    statement_timeout: options.statementTimeoutMs ?? 15_000,
    idle_in_transaction_session_timeout: 30_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  });
}

const statementNames = new Map<string, string>();
const statementNamesMax = 1_000;

/**
 * A name lets the server keep the plan of a statement, which halves its work. Every connection keeps what it was
 * once given, and lists of every length make ever new texts: those that come after the first thousand go unnamed.
 */
export function statementName(sql: string): string {
  const known = statementNames.get(sql);
  if (known !== undefined) return known;
  if (statementNames.size >= statementNamesMax) return "";
  const name = createHash("sha256").update(sql).digest("base64url").slice(0, 32);
  statementNames.set(sql, name);
  return name;
}

/**
 * Names are matched by similarity. In a database of encoding SQL_ASCII or with locale C, pg_trgm drops every
 * Chinese character and finds nothing, without an error.
 */
async function assertTrigramsSeeChinese(pool: pg.Pool): Promise<void> {
  const found = await pool.query(
    `SELECT EXISTS (SELECT FROM pg_proc WHERE proname = 'show_trgm') AS "installed"`,
  );
  if (!found.rows[0].installed) {
    throw new Error("the database has no pg_trgm: apply the migrations first (npm run genjin -- migrate)");
  }
  const seen = await pool.query(`SELECT cardinality(show_trgm('科技')) AS "trigrams"`);
  if (seen.rows[0].trigrams === 0) {
    throw new Error(
      "pg_trgm cannot see Chinese text in this database: create it with " +
        "ENCODING 'UTF8' LC_CTYPE 'C.UTF-8' TEMPLATE template0 and set DATABASE_URL to it",
    );
  }
}
