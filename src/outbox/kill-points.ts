/** Named places at which a test ends the process, to prove that nothing is lost and nothing is said twice. */
export type KillPoint =
  | "inbox.stored"
  | "inbox.answered"
  | "inbox.finished"
  | "sweep.claimed"
  | "deliver.claimed"
  | "deliver.built"
  | "deliver.sent"
  | "deliver.marked";

/** Awaited at each point; absent outside tests. */
export type At = (point: KillPoint) => Promise<void>;
