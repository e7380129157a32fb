import { faultReply, type HttpReply, takeFault } from "./api.ts";
import { contentOf } from "./api-chat.ts";
import { flagAt, type JsonObject, textAt } from "./json.ts";
import { addMessage, checkContent, replaceBody } from "./posting.ts";
import { type Message, messagesIn, type ResponseUrl } from "./store.ts";
import { ApiError, record, type World } from "./world.ts";

/** https://docs.slack.dev/interactivity/handling-user-interaction/#message_responses: five times within 30 minutes. */
const USES_MAX = 5;
const LIFE_MS = 30 * 60_000;

/** One POST to a response URL. The name for `failNext` and in the log is `response_url`. */
export function postToResponseUrl(world: World, id: string, content: JsonObject): HttpReply {
  const startedAt = performance.now();
  const fault = takeFault(world, "response_url");
  const reply = faultReply(fault) ?? use(world, id, content);
  record(world, {
    at: world.settings.now(),
    kind: "api",
    name: "response_url",
    request: content,
    status: reply.status,
    response: reply.body,
    tookMs: performance.now() - startedAt,
    attempt: 0,
  });
  return { ...reply, lost: fault?.loseResponse === true };
}

function use(world: World, id: string, content: JsonObject): HttpReply {
  const url = world.store.responseUrls.get(id);
  const ageMs = url === undefined ? 0 : world.settings.now().getTime() - url.createdAt.getTime();
  if (url === undefined || ageMs > LIFE_MS) return refused(404, "expired_url");
  if (url.uses >= USES_MAX) return refused(404, "used_url");
  url.uses += 1;
  try {
    answer(world, url, content);
    return { status: 200, headers: {}, body: { ok: true }, lost: false };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return refused(400, error.code);
  }
}

function refused(status: number, code: string): HttpReply {
  return { status, headers: {}, body: { ok: false, error: code }, lost: false };
}

/**
 * Shows an answer: a new message (for the person alone unless `in_channel`), or the original replaced or removed. A message
 * never changes between the two kinds. Errors: as `chat.postMessage`; `message_not_found` when the original is gone.
 */
export function answer(world: World, target: ResponseUrl, content: JsonObject): void {
  const original = target.original && messagesIn(world.store, target.channel).get(target.original.ts);
  if (flagAt(content, "delete_original")) {
    remove(world, target, original);
    return;
  }
  const body = contentOf(content);
  checkContent(body);
  if (flagAt(content, "replace_original") && target.original !== undefined) {
    if (original === undefined) throw new ApiError("message_not_found");
    replaceBody(world, original, body);
    return;
  }
  const everyone = textAt(content, "response_type") === "in_channel";
  addMessage(world, {
    channel: target.channel,
    user: world.store.botUserId,
    body,
    threadTs: textAt(content, "thread_ts"),
    ephemeralFor: everyone ? undefined : target.userId,
  });
}

function remove(world: World, target: ResponseUrl, original: Message | undefined): void {
  // A slash command has no original message.
  if (target.original === undefined) throw new ApiError("invalid_payload");
  if (original === undefined) throw new ApiError("message_not_found");
  messagesIn(world.store, target.channel).delete(original.ts);
}
