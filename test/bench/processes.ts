import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** A process that answers questions: a server under load, or what loads it. */
export type Peer = {
  ask<T>(schema: z.ZodType<T>, question: string, given?: unknown): Promise<T>;
  stop(): Promise<void>;
};

const answered = z.object({ id: z.number(), answer: z.unknown().optional(), error: z.string().optional() });

/** Starts a file of this folder as a process of its own; the program with the flags of `npm start`. With `BENCH_PROFILE` it leaves a CPU profile in `.tmp/`. */
export function startPeer(
  file: string,
  given: Readonly<Record<string, string>> = {},
  isProgram = false,
): Peer {
  const profile = process.env["BENCH_PROFILE"] === undefined ? [] : ["--cpu-prof", "--cpu-prof-dir=.tmp"];
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: [...profile, ...(isProgram ? startFlags() : ["--import", "tsx"])],
    env: { ...process.env, ...given },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, (answer: z.infer<typeof answered>) => void>();
  child.on("message", (message) => {
    const answer = answered.parse(message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  let asked = 0;
  const died = ended(child, file);
  // Whoever asks hears of it; between questions nobody does.
  died.catch(() => undefined);
  return {
    async ask(schema, question, given) {
      const id = ++asked;
      const answer = new Promise<z.infer<typeof answered>>((resolve) => waiting.set(id, resolve));
      child.send({ id, question, given });
      const { answer: value, error } = await Promise.race([answer, died]);
      if (error !== undefined) throw new Error(`${file}: ${error}`);
      return schema.parse(value);
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.disconnect();
      await once(child, "exit");
    },
  };
}

const packageFile = z.object({ scripts: z.object({ start: z.string() }) });

function startFlags(): string[] {
  const { scripts } = packageFile.parse(JSON.parse(readFileSync("package.json", "utf8")));
  return /exec node (.+) src\/main\.ts/.exec(scripts.start)?.[1]?.split(" ") ?? [];
}

/** Never resolves: it rejects when the process ends. */
async function ended(child: ChildProcess, file: string): Promise<never> {
  const [code] = await once(child, "exit");
  throw new Error(`${file} ended with ${code}`);
}

const asked = z.object({ id: z.number(), question: z.string(), given: z.unknown().optional() });

/** The other side: answers until the parent hangs up. */
export function answerParent(
  answers: Readonly<Record<string, (given: unknown) => unknown>>,
  end: () => Promise<void> = async () => undefined,
): void {
  process.on("message", async (message) => {
    const { id, question, given } = asked.parse(message);
    try {
      process.send?.({ id, answer: await answers[question]?.(given) });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  });
  process.on("disconnect", () => void end().then(() => process.exit(0)));
}

export const usage = z.object({ cpuMs: z.number(), statements: z.number() });
export type Usage = z.infer<typeof usage>;

/** CPU time of this process so far. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
