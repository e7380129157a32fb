import pg from "pg";
import { z } from "zod";

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

const sent = z.object({ text: z.string(), values: z.array(z.unknown()).default([]) });

/** Counts what this process sends to PostgreSQL from now on, and remembers the last statement. */
export function countStatements(): { count(): number; last(): Statement | undefined } {
  let count = 0;
  let last: unknown[] = [];
  const query = Reflect.get(pg.Client.prototype, "query");
  Reflect.set(pg.Client.prototype, "query", function (this: unknown, ...args: unknown[]) {
    count += 1;
    last = args;
    return Reflect.apply(query, this, args);
  });
  return {
    count: () => count,
    last: () => {
      const [config, values] = last;
      const text = typeof config === "string" ? { text: config } : { ...Object(config) };
      return sent.safeParse(Array.isArray(values) ? { ...text, values } : text).data;
    },
  };
}
