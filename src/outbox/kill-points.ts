/** Named places at which a test ends the process, to prove that nothing is lost and nothing is said twice. */
export const killPoints = [
  "inbox.stored",
  "inbox.answered",
  "inbox.finished",
  "sweep.claimed",
  "deliver.claimed",
  "deliver.built",
  "deliver.sent",
  "deliver.marked",
  /** A command, press or form came in, nothing was done. */
  "answer.begun",
  /** What it does is committed, nobody was told. */
  "answer.done",
  /** The platform was told that it is done; on the screen nothing has changed. */
  "answer.acknowledged",
] as const;
export type KillPoint = (typeof killPoints)[number];

/** Awaited at each point; absent outside tests. */
export type At = (point: KillPoint) => Promise<void>;
