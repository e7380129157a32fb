import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Route } from "#chat/http.ts";
import { get } from "./health.ts";

export type Metrics = {
  readonly route: Route;
  /** An event went through the dispatch. */
  event(type: string, outcome: string, tookMs: number): void;
};

/** What waits, read when the metrics are. */
export type Waiting = () => Promise<{
  readonly inbox: number;
  readonly outbox: number;
  readonly failed: number;
}>;

/** `/metrics` in the Prometheus text format: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function createMetrics(waiting: Waiting): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: "genjin_events_total",
    help: "Events that went through the dispatch",
    labelNames: ["type", "outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "genjin_event_seconds",
    help: "Time from an event to its reply",
    labelNames: ["type"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const queue = new Gauge({
    name: "genjin_waiting",
    help: "Events to be processed, messages to be sent, messages given up",
    labelNames: ["queue"],
    registers,
    collect: async () => {
      for (const [name, count] of Object.entries(await waiting())) queue.set({ queue: name }, count);
    },
  });
  return {
    route: get("/metrics", async () => ({
      status: 200,
      headers: { "content-type": registry.contentType },
      body: await registry.metrics(),
    })),
    event: (type, outcome, tookMs) => {
      events.inc({ type, outcome });
      seconds.observe({ type }, tookMs / 1000);
    },
  };
}
