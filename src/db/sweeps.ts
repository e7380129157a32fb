/**
 * The raw statements that take no workspace's id, as `<file under src>:<function>`: claims of what is due for anyone,
 * what finds the workspace of an account, and the calendar's public days. Every other raw statement carries a
 * workspace's id. A test compares this list with the code.
 */
export const crossWorkspaceSweeps: readonly string[] = [
  "approval/sweep.ts:dueWorkspaces",
  "directory/calendar.ts:currentState",
  "directory/calendar.ts:loadCalendarDays",
  "directory/calendar.ts:readCalendar",
  "directory/identify.ts:statement",
  "directory/installations.ts:ensureEnvironmentWorkspace",
  "directory/installations.ts:loadCipher",
  "features/customer/idle-sweep.ts:dueCustomers",
  "features/customer/idle-sweep.ts:unarmed",
  "features/follow-up/sweep.ts:followUpSweep",
  "features/lead/watch-sweep.ts:dueLeads",
  "features/my-day/digest.ts:digestSweep",
  "features/todo/remind.ts:todoSweep",
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
  "outbox/prune-messages.ts:pruneMessages",
  "outbox/queue-length.ts:countMessages",
  "outbox/queue-reply.ts:queueReply",
  "outbox/shown.ts:remember",
];
