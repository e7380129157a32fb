import type { RawResponse, Route } from "#chat/http.ts";

/** One thing that must work for the process to serve; resolves with what is wrong and what to do, or `undefined`. */
export type Check = { readonly name: string; run(): Promise<string | undefined> };

/** A check that has not answered by then has failed. */
const checkWithinMs = 3000;

/** `/healthz`: the process lives. `/readyz`: it can serve; else 503 naming what is not. */
export function healthRoutes(checks: readonly Check[]): Route[] {
  return [
    get("/healthz", async () => ({ status: 200, body: "ok\n" })),
    get("/readyz", async () => {
      const problems = await runChecks(checks);
      return problems.length === 0
        ? { status: 200, body: "ready\n" }
        : { status: 503, body: `${problems.join("\n")}\n` };
    }),
  ];
}

/** Every problem as a line `name: what is wrong`. */
async function runChecks(checks: readonly Check[]): Promise<string[]> {
  const results = await Promise.all(
    checks.map(async (check) => {
      const problem = await withinTime(check);
      return problem === undefined ? [] : [`${check.name}: ${problem}`];
    }),
  );
  return results.flat();
}

async function withinTime(check: Check): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${checkWithinMs} ms`), checkWithinMs);
  });
  try {
    return await Promise.race([check.run(), late]);
  } catch (error) {
    return error instanceof Error ? error.message : "failed";
  } finally {
    clearTimeout(timer);
  }
}

/** A GET route of plain text. */
export function get(path: string, handle: () => Promise<RawResponse>): Route {
  return {
    method: "GET",
    path,
    bodyBytesMax: 0,
    handle: async () => {
      const response = await handle();
      return { headers: { "content-type": "text/plain; charset=utf-8" }, ...response };
    },
  };
}
