import { Prisma } from "./generated/client.ts";

/**
 * A number of the program's own that stands in the text of a statement: for the `LIMIT` of one that runs all the time.
 * With a parameter there the server takes the plan that it keeps for any number to be dear, and once a million rows
 * are waiting it plans anew each time, which costs more than the work
 * (https://www.postgresql.org/docs/15/sql-prepare.html). Few numbers: each makes a statement of its own.
 */
export function literal(count: number): Prisma.Sql {
  return Prisma.raw(String(Math.trunc(count)));
}
