import type { z } from "zod";

/**
 * One JSON answer for each line of JSON, in order. `input` gives lines without their line ends, as node:readline does.
 * A line that is not JSON, does not fit `schema` or for which `answer` throws a RangeError gives `{"error": "..."}`.
 */
export async function* answerLines<Value>(
  input: AsyncIterable<string>,
  schema: z.ZodType<Value>,
  answer: (value: Value) => unknown,
): AsyncGenerator<string> {
  for await (const line of input) {
    const read = readJson(line);
    yield JSON.stringify("error" in read ? read : answerOne(schema.safeParse(read.value), answer));
  }
}

function answerOne<Value>(parsed: z.ZodSafeParseResult<Value>, answer: (value: Value) => unknown): unknown {
  if (!parsed.success) return { error: parsed.error.issues.map(sentenceOf).join("; ") };
  try {
    return answer(parsed.data);
  } catch (error) {
    if (error instanceof RangeError) return { error: error.message };
    throw error;
  }
}

function readJson(line: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    return { error: `not JSON: ${error instanceof Error ? error.message : "unreadable"}` };
  }
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}
