import type { Database } from "#db/client.ts";
import type { Calendar } from "#domain/calendar/calendar.ts";
import { chinaCalendar, chinaCalendarDays } from "#domain/calendar/china.ts";
import { countryCalendar } from "#domain/calendar/country.ts";

/**
 * Brings China's published days into the table, at start. Doing it again changes nothing; a newer release of the
 * data replaces its own rows, and no others. Returns how many rows changed.
 */
export async function loadCalendarDays(database: Database): Promise<number> {
  const days = chinaCalendarDays();
  const { rowCount } = await database.pool.query(
    `INSERT INTO calendar_day AS d (calendar, date, is_work, name, source, version)
     SELECT * FROM unnest($1::text[], $2::date[], $3::boolean[], $4::text[], $5::text[], $6::text[])
     ON CONFLICT (calendar, date) DO UPDATE
       SET is_work = excluded.is_work, name = excluded.name, version = excluded.version
       WHERE d.source = excluded.source AND (d.is_work, d.name, d.version) IS DISTINCT FROM (excluded.is_work, excluded.name, excluded.version)`,
    [
      days.map((day) => day.calendar),
      days.map((day) => day.date),
      days.map((day) => day.isWork),
      days.map((day) => day.name ?? null),
      days.map((day) => day.source),
      days.map((day) => day.version),
    ],
  );
  return rowCount ?? 0;
}

type Loaded = { readonly country: string; readonly state: string; readonly calendar: Calendar };
const loadedByDatabase = new WeakMap<Database, Map<string, Loaded>>();

/**
 * The calendar of the workspace's country. The days are public facts, so they are kept, and read again only when
 * the table has changed: one cheap query per call.
 */
export async function calendarOf(database: Database, workspaceId: string): Promise<Calendar> {
  const kept = loadedByDatabase.get(database) ?? new Map<string, Loaded>();
  loadedByDatabase.set(database, kept);
  const { country, state } = await currentState(database, workspaceId);
  const known = kept.get(country);
  if (known?.state === state) return known.calendar;
  const calendar = await readCalendar(database, country);
  kept.set(country, { country, state, calendar });
  return calendar;
}

/** `state` changes with any import: a count and the latest version, over a few hundred rows. */
async function currentState(
  database: Database,
  workspaceId: string,
): Promise<{ readonly country: string; readonly state: string }> {
  const { rows } = await database.pool.query<{ country: string; state: string }>({
    name: "directory-calendar-state",
    text: `SELECT w.country, (SELECT count(*) || ' ' || coalesce(max(d.version), '') || ' ' || count(*) FILTER (WHERE d.is_work)
                              FROM calendar_day d WHERE d.calendar = w.country) AS state
           FROM workspace w WHERE w.id = $1`,
    values: [workspaceId],
  });
  return rows[0] ?? { country: "CN", state: "" };
}

async function readCalendar(database: Database, country: string): Promise<Calendar> {
  if (country !== "CN") return countryCalendar(country);
  const { rows } = await database.pool.query<{ date: string; isWork: boolean; name: string | null }>(
    `SELECT to_char(date, 'YYYY-MM-DD') AS date, is_work AS "isWork", name
     FROM calendar_day WHERE calendar = $1 ORDER BY date`,
    [country],
  );
  if (rows.length === 0) return chinaCalendar();
  return chinaCalendar(
    rows.map(({ date, isWork, name }) => ({ date, isWork, ...(name === null ? {} : { name }) })),
  );
}
