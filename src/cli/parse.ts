import { z } from "zod";
import { chinaCalendar } from "#domain/calendar/china.ts";
import { isTimeZone, readInstant } from "#domain/calendar/zone.ts";
import { type DateContext, findDates } from "#understanding/dates.ts";
import { understandNote } from "#understanding/note.ts";
import { answerLines } from "./json-lines.ts";

const request = z.object({
  text: z.string(),
  now: z.string(),
  tz: z.string().refine(isTimeZone, "unknown time zone"),
  customers: z.array(z.string()).optional(),
  locale: z.enum(["zh", "en"]).optional(),
});

/**
 * The command line's `parse`: a line `{"text", "now", "tz", "customers"?, "locale"?}` gives `{"items", "dates"}` or
 * `{"error"}`. A note gives one item, an empty one none. Working days are China's.
 */
export function parseLines(input: AsyncIterable<string>): AsyncIterable<string> {
  const calendar = chinaCalendar();
  return answerLines(input, request, ({ text, now, tz, customers = [] }) => {
    const at = readInstant(now, tz);
    if (!at) throw new RangeError("now: not an ISO date or time");
    const context = { now: at, tz, calendar };
    const items = text.trim() === "" ? [] : [itemOf(text, customers, context)];
    const dates = findDates(text, context).dates.map(({ text: words, start, end, deadline }) => ({
      text: words,
      start,
      end,
      deadline,
    }));
    return { items, dates };
  });
}

/** The public names of a note's parts; what was not said is left out. */
function itemOf(text: string, customers: readonly string[], context: DateContext) {
  const note = understandNote(text, { ...context, customers });
  return {
    customer: note.customer,
    method: note.method,
    occurredOn: note.occurredOn,
    contacts: note.contacts,
    participants: note.participants,
    todos: note.todos,
    nextFollowUpOn: note.nextFollowUp?.on,
    amount: note.amount,
    currency: note.currency,
    feedback: note.feedback,
    content: note.content,
  };
}
