import { join } from "node:path";
import { inject } from "vitest";
import { z } from "zod";
import type { ProgramName } from "./programs.ts";

/** What all test files of a run share; it is made when the first asks. */
export async function askRun(path: "/server" | "/programs"): Promise<unknown> {
  const response = await fetch(`${inject("testDoor")}${path}`);
  if (!response.ok) throw new Error(`the run has no ${path}: ${await response.text()}`);
  return response.json();
}

/** The program in one file, to be run with `node`. */
export async function programFile(name: ProgramName): Promise<string> {
  return join(z.string().parse(await askRun("/programs")), `${name}.js`);
}
