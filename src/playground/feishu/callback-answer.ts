import { z } from "zod";
import { CARD_BYTES_MAX } from "./content.ts";
import { parseJson, record } from "./json.ts";
import { validateCard } from "./validate.ts";

/** The body of an answer: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
const answerSchema = z.object({
  toast: z
    .object({
      type: z.enum(["info", "success", "error", "warning"]).optional(),
      content: z.string().optional(),
      i18n: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  card: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("raw"), data: z.record(z.string(), z.unknown()) }),
      z.object({ type: z.literal("template"), data: z.record(z.string(), z.unknown()) }),
    ])
    .optional(),
});

type CheckedAnswer = { toast?: string; card?: string; error?: 200672 | 200673 | 200830 };

/** Reads what the app answered to a card callback; `{}` is fine, an empty body or anything but JSON is not. */
export function checkedAnswer(body: string): CheckedAnswer {
  const parsed = answerSchema.safeParse(parseJson(body));
  if (!parsed.success) return { error: 200672 };
  const { toast, card } = parsed.data;
  const shown = toast?.content ?? Object.values(toast?.i18n ?? {})[0];
  const result: CheckedAnswer = shown === undefined || shown === "" ? {} : { toast: shown };
  if (card === undefined) return result;
  // The playground has no template library, so only a card in full can be shown.
  if (card.type === "template") return { error: 200673 };
  if (record(card.data)["schema"] !== "2.0") return { error: 200830 };
  const content = JSON.stringify(card.data);
  if (Buffer.byteLength(content, "utf8") > CARD_BYTES_MAX || validateCard(card.data).length > 0) {
    return { error: 200673 };
  }
  return { ...result, card: content };
}
