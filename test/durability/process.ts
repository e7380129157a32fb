import { spawn } from "node:child_process";
import type { KillPoint } from "#outbox/kill-points.ts";
import { programFile } from "#test/support/run.ts";
import { type News, news, type Order } from "./protocol.ts";

const program = await programFile("durability");

/** The program in a process of its own. */
export type Process = {
  /** Resolves with the port it listens on. */
  start(order: Omit<Order & { readonly type: "start" }, "type">): Promise<number>;
  /** Arms it to end itself with SIGKILL when it comes to the point for the `nth` time from now on. */
  dieAt(point: KillPoint, nth?: number): Promise<void>;
  /** Arms it to stand still there; the inner promise resolves when it does. */
  waitAt(point: KillPoint): Promise<{ readonly reached: Promise<void> }>;
  goOn(): Promise<void>;
  setNow(now: Date): Promise<void>;
  kill(): void;
  /** Stops it where it is, as a machine does that is out of breath, until `thaw`. */
  freeze(): void;
  thaw(): void;
  readonly ended: Promise<void>;
  isAlive(): boolean;
  /** What nobody caught, and an end that nobody wanted. */
  readonly faults: readonly string[];
};

/** Spawns a process that has loaded the program and waits for its start. */
export function spawnProcess(): Process {
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const faults: string[] = [];
  const heard = listeners<News>();
  child.on("message", (message) => {
    const said = news.parse(message);
    if (said.type === "uncaught") faults.push(said.error);
    heard.tell(said);
  });
  const loaded = heard.next("loaded");
  const ended = new Promise<void>((resolve) => {
    child.once("exit", (code, signal) => {
      if (signal !== "SIGKILL") faults.push(`the process ended with ${code ?? signal}`);
      resolve();
    });
  });
  const tell = async (order: Order) => {
    await loaded;
    const answer = heard.next("heard");
    child.send(order);
    // One that dies cannot answer, and whoever waits for its end does not need it to.
    return Promise.race([answer, ended]);
  };
  return {
    start: async (order) => {
      const answer = await tell({ type: "start", ...order });
      if (answer?.type !== "heard" || answer.port === undefined) throw new Error("the program did not start");
      return answer.port;
    },
    dieAt: async (point, nth = 1) => {
      await tell({ type: "stop", point, nth, how: "die" });
    },
    waitAt: async (point) => {
      const waiting = heard.next("waiting");
      await tell({ type: "stop", point, nth: 1, how: "wait" });
      return { reached: waiting.then(() => undefined) };
    },
    goOn: async () => {
      await tell({ type: "go-on" });
    },
    setNow: async (now) => {
      await tell({ type: "now", nowMs: now.getTime() });
    },
    kill: () => {
      child.kill("SIGKILL");
    },
    freeze: () => {
      child.kill("SIGSTOP");
    },
    thaw: () => {
      child.kill("SIGCONT");
    },
    ended,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    faults,
  };
}

/** Hands each thing said to who waits for its kind, the first who came first. */
function listeners<T extends { readonly type: string }>() {
  const waiting: { readonly type: string; readonly resolve: (said: T) => void }[] = [];
  return {
    next: (type: T["type"]) => new Promise<T>((resolve) => waiting.push({ type, resolve })),
    tell: (said: T) => {
      const at = waiting.findIndex(({ type }) => type === said.type);
      if (at >= 0) waiting.splice(at, 1)[0]?.resolve(said);
    },
  };
}
