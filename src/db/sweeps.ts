/**
 * The raw statements that cross workspaces, as `<file under src>:<function>`: claims of what is due for anyone.
 * Every other raw statement carries a workspace's id. A test compares this list with the code.
 */
export const crossWorkspaceSweeps: readonly string[] = [
  "outbox/claim.ts:claimStatement",
  "outbox/claim.ts:dueRows",
  "outbox/claim.ts:heads",
  "outbox/claim.ts:plannedRows",
  "outbox/claim.ts:takenLanes",
  "outbox/enqueue.ts:insertMessages",
  "outbox/inbox-upkeep.ts:countWaitingEvents",
  "outbox/inbox-upkeep.ts:pruneInbox",
  "outbox/inbox.ts:claimEvents",
  "outbox/inbox.ts:storeEvents",
  "outbox/queue-length.ts:countMessages",
  "outbox/queue-reply.ts:queueReply",
];
