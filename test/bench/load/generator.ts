import { z } from "zod";
import { answerParent, cpuMs } from "../processes.ts";
import { openConnection } from "./connection.ts";
import { kinds, requestOf } from "./requests.ts";

const job = z.object({
  port: z.number(),
  kind: z.enum(kinds),
  connections: z.number(),
  /** Ends with whichever comes first. */
  seconds: z.number(),
  requestsMax: z.number(),
  platformUrl: z.string(),
});

let sent = 0;

/** Sends on every connection, each request once the one before it is answered. */
async function load(given: unknown): Promise<object> {
  const { port, kind, connections, seconds, requestsMax, platformUrl } = job.parse(given);
  const latencies: number[] = [];
  let refused = 0;
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(port)));
  const cpuBefore = cpuMs();
  const from = performance.now();
  const until = from + seconds * 1000;
  const last = sent + requestsMax;
  const drive = async ({ send }: (typeof open)[number]) => {
    while (sent < last && performance.now() < until) {
      const request = requestOf(kind, sent++, platformUrl);
      const begun = performance.now();
      const { status } = await send(request);
      latencies.push(performance.now() - begun);
      if (status !== 200) refused += 1;
    }
  };
  await Promise.all(open.map(drive));
  const tookMs = performance.now() - from;
  for (const { close } of open) close();
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    tookMs,
    p50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    cpuMs: cpuMs() - cpuBefore,
    refused,
  };
}

answerParent({ load });
