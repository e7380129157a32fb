import { isErrorCode } from "#db/embedded-user.ts";

/** Whether there is such a process, whoever it belongs to. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !isErrorCode(error, "ESRCH");
  }
}
