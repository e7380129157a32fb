import type { Approval } from "#chat/approval.ts";
import type { StoredApproval } from "./stored.ts";

/** What a kind is given: nothing of the machinery. */
export function approvalOf(stored: StoredApproval): Approval {
  const { factsKey: _key, barredIds: _barred, noted: _noted, level: _level, ...rest } = stored;
  const { levels: _levels, waitingSince: _since, ...approval } = rest;
  return approval;
}
