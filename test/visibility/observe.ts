import type { FormValues } from "#chat/form.ts";
import type { Column, Company } from "./cast.ts";
import { isSeen, type Records } from "./record.ts";

export type Try = {
  /** Payload of a press or a form. */
  readonly payload?: (records: Records, company: Company) => Record<string, string>;
  readonly values?: (records: Records, company: Company, more: Record<string, string>) => FormValues;
  /** Text of a command or a shortcut. */
  readonly text?: (records: Records) => string;
  /** Brings the records into the state in which the thing can be done at all; what it returns joins the payload. */
  readonly before?: (records: Records, company: Company) => Promise<Record<string, string>>;
};

/** `.` nothing · `s` sees what is confidential · `w` changes a record · `b` both */
export type Cell = "." | "s" | "w" | "b";

/** Who does it, and what: `action todo.done`. */
export type Attempt = { readonly column: Column; readonly thing: string; readonly records: Records };

/** Does it as that person and looks what came of it. */
export async function observe(company: Company, attempt: Attempt, what: Try): Promise<Cell> {
  const { records } = attempt;
  const more = (await what.before?.(records, company)) ?? {};
  const before = await fingerprint(company, records);
  const answer = await act(company, attempt, { ...what, more });
  const isWritten = (await fingerprint(company, records)) !== before;
  const seen = isSeen(answer);
  return isWritten ? (seen ? "b" : "w") : seen ? "s" : ".";
}

function act(
  company: Company,
  { column, thing, records }: Attempt,
  { more, ...what }: Try & { readonly more: Record<string, string> },
): Promise<unknown> {
  const { office, people } = company;
  const who = people[column];
  const [kind, id = ""] = thing.split(" ");
  const payload = { ...what.payload?.(records, company), ...more };
  const text = what.text?.(records) ?? "";
  switch (kind) {
    case "command":
      return office.write(who, text);
    case "action":
      return office.press(who, id, payload);
    case "form":
      return office.submit(who, id, { payload, values: what.values?.(records, company, more) ?? {} });
    case "shortcut":
      return office.shortcut(who, id, text);
    default:
      throw new Error(`no way to try ${thing}`);
  }
}

/** Of the records and of all that hangs on them, people and settings included. */
async function fingerprint({ office }: Company, records: Records): Promise<string> {
  const ids = Object.values(records);
  const { rows } = await office.database.pool.query<{ print: string }>(
    `SELECT md5(string_agg(line, '' ORDER BY line)) AS print FROM (
       SELECT c::text FROM customer c WHERE workspace_id = $1 AND id::text = ANY ($2)
       UNION ALL SELECT c::text FROM contact c WHERE workspace_id = $1 AND customer_id::text = ANY ($2)
       UNION ALL SELECT f::text FROM follow_up f WHERE workspace_id = $1 AND (id::text = ANY ($2) OR customer_id::text = ANY ($2))
       UNION ALL SELECT t::text FROM todo t WHERE workspace_id = $1 AND (id::text = ANY ($2) OR customer_id::text = ANY ($2))
       UNION ALL SELECT l::text FROM lead l WHERE workspace_id = $1 AND id::text = ANY ($2)
       UNION ALL SELECT h::text FROM lead_handover h WHERE workspace_id = $1 AND lead_id::text = ANY ($2)
       UNION ALL SELECT f::text FROM follow_up f WHERE workspace_id = $1 AND lead_id::text = ANY ($2)
       UNION ALL SELECT a::text FROM approval a WHERE workspace_id = $1 AND subject_id::text = ANY ($2)
       UNION ALL SELECT p::text FROM person p WHERE workspace_id = $1
       UNION ALL SELECT w::text FROM workspace w WHERE id = $1
     ) AS all_lines (line)`,
    [office.workspaceId, ids],
  );
  return rows[0]?.print ?? "";
}
