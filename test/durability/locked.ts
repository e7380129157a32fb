import type { Company } from "./company.ts";
import { until } from "./until.ts";

/** Resolves when so many of the program's statements wait for the lock. */
type Waiting = (count: number) => Promise<void>;

/**
 * Holds Lin's customer, or every follow-up, so that a statement of the program is under way for as long as `work` takes.
 */
export async function whileLocked(
  { database: { pool } }: Company,
  what: "customer" | "follow_up",
  work: (waiting: Waiting) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`SELECT FROM ${what} FOR UPDATE`);
    await work(async (count) => {
      await until(`${count} statements to wait for ${what}`, async () => {
        const { rows } = await pool.query<{ count: string }>(waitingStatements);
        return Number(rows[0]?.count) === count;
      });
    });
  } finally {
    await client.query("COMMIT");
    client.release();
  }
}

const waitingStatements = `SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** Ends the statements that wait for a lock, as the server does where it notices that their client is gone. */
export async function endWaiting({ database: { pool } }: Company): Promise<void> {
  await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`);
}
