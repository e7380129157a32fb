import type { CompanyDatabase } from "./company.ts";

/**
 * Real time passes: the minute between two bundles of a person, and with `all` leases and back-off too. A call to a
 * platform takes at most 5 s: what was claimed longer ago than that waits for its lane, or for a dead process.
 */
export async function passMinute({ pool }: CompanyDatabase, what: "bundles" | "all"): Promise<void> {
  const minute = "interval '61 s'";
  const isIdle = what === "all" ? "true" : "(tried_at IS NULL OR tried_at < now() - interval '6 s')";
  await pool.query(
    `UPDATE lane SET free_at = free_at - ${minute} WHERE key LIKE 'person:%' AND free_at > now()`,
  );
  await pool.query(`UPDATE outbound_message SET locked_until = locked_until - ${minute}
    WHERE status = 'waiting' AND locked_until > now() + interval '1 s' AND ${isIdle}`);
  if (what === "bundles") return;
  await pool.query(`UPDATE inbound_event SET locked_until = locked_until - ${minute}
    WHERE done_at IS NULL AND locked_until > 'epoch'`);
}
