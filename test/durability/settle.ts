import { setTimeout as sleep } from "node:timers/promises";
import type { WireEntry } from "#playground/client.ts";
import type { Company } from "./company.ts";
import { passMinute } from "./pass-minute.ts";

/** Nothing has to wait for longer than this before something happens. */
const patienceMs = 20_000;

/** Resolves when nothing is open any more; fails, saying what is, when nothing happens to it. */
export async function settle(company: Company): Promise<void> {
  let open = await openThings(company);
  let changedAt = performance.now();
  while (open.length > 0) {
    if (performance.now() - changedAt > patienceMs) throw new Error(`did not settle: ${open.join("; ")}`);
    await passMinute(company.database, "bundles");
    await sleep(50);
    const before = open;
    open = await openThings(company);
    if (open.join() !== before.join()) changedAt = performance.now();
  }
}

/** Events that were not taken or are not done, and what is due and was not said. */
export async function openThings({ database, now, log }: Company): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ what: string }>(
    `SELECT concat_ws(' ', 'inbox', event_key, strikes) AS what FROM inbound_event WHERE done_at IS NULL
    UNION ALL SELECT concat_ws(' ', 'outbox', key, attempts, last_error, locked_until)
      FROM outbound_message WHERE status = 'waiting' AND due_at <= $1`,
    [now()],
  );
  return [...untaken(log()), ...rows.map(({ what }) => what)];
}

/** Ids of events that the program has not accepted yet. */
function untaken(log: readonly WireEntry[]): ReadonlySet<string> {
  const open = new Set<string>();
  for (const entry of log) {
    const id = eventIdOf(entry);
    if (id === undefined) continue;
    if (entry.status === 200) open.delete(id);
    else open.add(id);
  }
  return open;
}

const known = new WeakMap<WireEntry, { readonly id: string | undefined }>();

function eventIdOf(entry: WireEntry): string | undefined {
  const found = known.get(entry) ?? { id: readEventId(entry) };
  known.set(entry, found);
  return found.id;
}

/** Slack's `event_id`, Feishu's header of an event. What is answered at once is delivered once, and is none. */
function readEventId({ kind, name, request }: WireEntry): string | undefined {
  if (kind !== "delivery" || name === "card.action.trigger") return undefined;
  return /"event_id":"([^"]+)"/.exec(JSON.stringify(request))?.[1];
}
