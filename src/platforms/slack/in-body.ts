import type { Option } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import type { Reply } from "#chat/reply.ts";
import type { FormOrigin } from "./form-memory.ts";
import { cut, limits } from "./limits.ts";
import { typedPrefix } from "./read-form.ts";
import type { Received } from "./receive.ts";
import { type Drawn, renderCard, renderNotice } from "./render-card.ts";
import { drawOptions, renderForm } from "./render-form.ts";
import { words } from "./words.ts";

/** The JSON of an HTTP answer. */
export type AnswerBody = object;

/**
 * What of a reply Slack takes in the answer to its own request: quick, and without a call that could fail. `undefined`
 * where the answer is empty and the reply, if it says anything, is performed by calls.
 */
export function inBody(reply: Reply, received: Received): AnswerBody | undefined {
  if (received.event.type === "command") return commandBody(reply);
  return received.event.type === "form" ? formBody(reply, received) : undefined;
}

function commandBody(reply: Reply): AnswerBody | undefined {
  if (reply.type === "say" || reply.type === "update") return ephemeral(renderCard(reply.card));
  if (reply.type === "toast") return ephemeral(renderNotice(reply.text));
  return reply.type === "invalid" ? ephemeral(renderNotice(errorWords(reply.errors))) : undefined;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#responding_with_errors */
export function ephemeral(drawn: Drawn): AnswerBody {
  return { response_type: "ephemeral", ...drawn };
}

/** https://docs.slack.dev/surfaces/modals#updating_response and #displaying_errors */
function formBody(reply: Reply, received: Received): AnswerBody | undefined {
  if (reply.type === "ask") {
    return { response_action: "update", view: renderForm(reply.form, originFor(received)) };
  }
  const fields = received.reach.fields ?? [];
  const [first] = fields;
  if (reply.type !== "invalid" || first === undefined) return undefined;
  // Slack refuses an answer whose errors stand at blocks that it does not show, and one without any.
  const placed = Object.entries(reply.errors).map(([field, error]) => [
    fields.includes(field) ? field : first,
    cut(error, limits.fieldError),
  ]);
  return placed.length === 0 ? undefined : { response_action: "errors", errors: Object.fromEntries(placed) };
}

/** Where the next form is opened from: a form that follows a form stands where the first one stood. */
export function originFor({ event, reach }: Received): FormOrigin {
  const on = event.type === "action" || event.type === "form" ? event.on : undefined;
  const isEphemeral = reach.from === "ephemeral" || event.type === "form";
  return {
    conversation: event.conversation,
    on,
    responseUrl: isEphemeral ? reach.responseUrl : undefined,
    fromHome: reach.from === "home" || undefined,
  };
}

export function errorWords(errors: Readonly<Record<string, string>>): string {
  return Object.values(errors).join("\n");
}

/** The options found, and last the words as they were typed, for what is searched may not be there yet. */
export function optionsBody(found: readonly Option[], query: string, locale: Locale): AnswerBody {
  const typed = query.trim();
  if (typed === "") return { options: drawOptions(found, limits.options) };
  const label = words[locale].useTyped(cut(typed, limits.optionLabel - 20));
  const value = typedPrefix + [...typed].slice(0, limits.optionValue - typedPrefix.length).join("");
  return {
    options: [...drawOptions(found, limits.options - 1), ...drawOptions([{ label, value }], 1)],
  };
}
