import { localDateOf, localTimeOf } from "#domain/calendar/zone.ts";
import type { LedgerRow } from "./ledger-rows.ts";

/**
 * A row of the ledger as the cells of a table: text, times as the clocks of `tz` show them (`2026-09-14 10:00`). The day
 * on which it was acquired is the day of who registered it.
 */
export function ledgerRowView(row: LedgerRow, tz: string) {
  const time = (at: Date | null) => (at === null ? "" : `${localDateOf(at, tz)} ${localTimeOf(at, tz)}`);
  const { nextAt, nextHasTime } = row;
  return {
    ...{ id: row.id, company: row.company, source: row.source, status: row.status, isLate: row.isLate },
    ...{ contactName: row.contactName ?? "", contactTitle: row.contactTitle ?? "" },
    ...{ phone: row.phone ?? "", email: row.email ?? "", wechat: row.wechat ?? "", need: row.need ?? "" },
    ...{ grade: row.grade ?? "", owner: row.owner ?? "", registeredBy: row.registeredBy ?? "" },
    ...{
      acquiredOn: localDateOf(row.acquiredAt, row.registeredTz ?? tz),
      registeredAt: time(row.registeredAt),
    },
    ...{ assignedAt: time(row.assignedAt), firstContactDueAt: time(row.firstContactDueAt) },
    ...{ firstContactAt: time(row.firstContactAt), lastFollowUpAt: time(row.lastFollowUpAt) },
    nextAt: nextHasTime || nextAt === null ? time(nextAt) : localDateOf(nextAt, tz),
    ...{ closedAt: time(row.closedAt), closeReason: row.closeReason ?? "" },
  };
}
