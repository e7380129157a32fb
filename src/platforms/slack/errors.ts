import { webApi } from "@slack/bolt";
import { DeliveryError, type DeliveryFailure } from "#chat/port.ts";

/**
 * Slack's error codes of the methods used here. "unreachable": nothing was done, the same call may succeed later;
 * "unknown": it may have been done; "forbidden": somebody must change a right or a place; "rejected": the same call never succeeds.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors and the pages of the other methods
 */
const failures = {
  ratelimited: "rate-limited",
  rate_limited: "rate-limited",
  message_limit_exceeded: "rate-limited",
  restricted_too_many: "rate-limited",

  service_unavailable: "unreachable",
  request_timeout: "unreachable",
  team_added_to_org: "unreachable",
  external_channel_migrating: "unreachable",

  internal_error: "unknown",
  fatal_error: "unknown",

  not_authed: "forbidden",
  invalid_auth: "forbidden",
  account_inactive: "forbidden",
  token_revoked: "forbidden",
  token_expired: "forbidden",
  missing_scope: "forbidden",
  not_allowed_token_type: "forbidden",
  no_permission: "forbidden",
  access_denied: "forbidden",
  accesslimited: "forbidden",
  org_login_required: "forbidden",
  two_factor_setup_required: "forbidden",
  ekm_access_denied: "forbidden",
  enterprise_is_restricted: "forbidden",
  team_access_not_granted: "forbidden",
  team_not_found: "forbidden",
  missing_app_mention_scope: "forbidden",
  channel_not_found: "forbidden",
  not_in_channel: "forbidden",
  user_not_in_channel: "forbidden",
  is_archived: "forbidden",
  channel_is_archived: "forbidden",
  is_inactive: "forbidden",
  restricted_action: "forbidden",
  restricted_action_read_only_channel: "forbidden",
  restricted_action_thread_only_channel: "forbidden",
  restricted_action_non_threadable_channel: "forbidden",
  restricted_action_thread_locked: "forbidden",
  posting_to_general_channel_denied: "forbidden",
  ekm_not_allowed: "forbidden",
  messages_tab_disabled: "forbidden",
  not_enabled: "forbidden",
  user_not_found: "forbidden",
  users_not_found: "forbidden",
  user_not_visible: "forbidden",
  user_disabled: "forbidden",
  user_is_bot: "forbidden",
  user_is_restricted: "forbidden",
  cannot_dm_bot: "forbidden",
  not_in_dm: "forbidden",
  slack_connect_canvas_sharing_blocked: "forbidden",
  slack_connect_file_link_sharing_blocked: "forbidden",
  slack_connect_blocked_file_type: "forbidden",

  file_not_found: "rejected",
  file_deleted: "rejected",
  file_not_visible: "rejected",
  no_text: "rejected",
  msg_too_long: "rejected",
  msg_blocks_too_long: "rejected",
  invalid_blocks: "rejected",
  invalid_blocks_format: "rejected",
  too_many_attachments: "rejected",
  attachment_payload_limit_exceeded: "rejected",
  markdown_text_conflict: "rejected",
  invalid_metadata_format: "rejected",
  invalid_metadata_schema: "rejected",
  metadata_must_be_sent_from_app: "rejected",
  metadata_too_large: "rejected",
  invalid_arguments: "rejected",
  invalid_arg_name: "rejected",
  invalid_array_arg: "rejected",
  invalid_charset: "rejected",
  invalid_form_data: "rejected",
  invalid_post_type: "rejected",
  missing_post_type: "rejected",
  method_deprecated: "rejected",
  deprecated_endpoint: "rejected",
  method_not_supported_for_channel_type: "rejected",
  duplicate_channel_not_found: "rejected",
  duplicate_message_not_found: "rejected",
  cannot_reply_to_message: "rejected",
  as_user_not_supported: "rejected",
  message_not_found: "rejected",
  thread_not_found: "rejected",
  cant_update_message: "rejected",
  cant_broadcast_message: "rejected",
  edit_window_closed: "rejected",
  update_failed: "rejected",
  block_mismatch: "rejected",
  streaming_state_conflict: "rejected",
  external_team_not_granted: "rejected",
  not_found: "rejected",
  hash_conflict: "rejected",
  view_too_large: "rejected",
  push_limit_reached: "rejected",
  duplicate_external_id: "rejected",
  expired_trigger_id: "rejected",
  exchanged_trigger_id: "rejected",
  invalid_trigger_id: "rejected",
  trigger_expired: "rejected",
  trigger_exchanged: "rejected",
  missing_trigger: "rejected",
  users_list_not_supplied: "rejected",
  too_many_users: "rejected",
  not_enough_users: "rejected",
  invalid_user_combination: "rejected",
  channel_type_not_supported: "rejected",
  invalid_cursor: "rejected",
  invalid_limit: "rejected",
  invalid_ts_latest: "rejected",
  invalid_ts_oldest: "rejected",
  /** Of response URLs. https://docs.slack.dev/interactivity/handling-user-interaction#message_responses */
  expired_url: "rejected",
  used_url: "rejected",
  invalid_payload: "rejected",
} as const satisfies Record<string, DeliveryFailure>;

const byCode: ReadonlyMap<string, DeliveryFailure> = new Map(Object.entries(failures));

/** Codes with which Slack says that a message cannot be put where it was to go, though the person may be reached directly. */
export const wrongPlaceCodes: ReadonlySet<string> = new Set([
  "channel_not_found",
  "not_in_channel",
  "user_not_in_channel",
  "is_archived",
  "channel_is_archived",
  "restricted_action",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "restricted_action_thread_locked",
  "cannot_reply_to_message",
] satisfies readonly (keyof typeof failures)[]);

/** Codes of Node and its fetch with which a request cannot have left this machine. */
const neverLeft: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A refusal by its code. A code that Slack has added since is a refusal all the same. */
export function failureOf(code: string): DeliveryFailure {
  return byCode.get(code) ?? "rejected";
}

/**
 * What went wrong with a call to Slack. Only its code is kept: the errors of the client carry what was sent and answered,
 * which is nobody's business in a log.
 */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new DeliveryError("rate-limited", { code: "ratelimited", retryAfterMs: error.retryAfter * 1000 });
  }
  if (error instanceof webApi.WebAPIPlatformError) return refusal(error.data);
  if (error instanceof webApi.WebAPIHTTPError) return statusError(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return networkError(error.original);
  // Says the client of a 429 without a usable Retry-After.
  if (error instanceof Error && error.message.startsWith("Retry header did not contain")) {
    return new DeliveryError("rate-limited", { code: "ratelimited" });
  }
  return networkError(error);
}

/** A status other than 200 comes from something in between; whether Slack did the work cannot be known. */
export function statusError(status: number): DeliveryError {
  if (status === 429) return new DeliveryError("rate-limited", { code: "http_429" });
  return new DeliveryError(status >= 500 ? "unknown" : "rejected", { code: `http_${status}` });
}

/** After a time-out or a broken connection the work may have been done. */
export function networkError(error: unknown): DeliveryError {
  const code = networkCode(error);
  return new DeliveryError(neverLeft.has(code) ? "unreachable" : "unknown", { code });
}

function refusal(data: { readonly error: string; readonly response_metadata?: unknown }): DeliveryError {
  // An answer that is not JSON is handed on as if it were the code.
  const code = /^[a-z0-9_]{1,60}$/.test(data.error) ? data.error : "unreadable_answer";
  const failure = code === "unreadable_answer" ? "unknown" : failureOf(code);
  const retryAfter = retryAfterOf(data.response_metadata);
  return new DeliveryError(failure, {
    code,
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter * 1000 }),
  });
}

function retryAfterOf(metadata: unknown): number | undefined {
  if (typeof metadata !== "object" || metadata === null || !("retryAfter" in metadata)) return undefined;
  return typeof metadata.retryAfter === "number" ? metadata.retryAfter : undefined;
}

function networkCode(error: unknown): string {
  if (!(error instanceof Error)) return "unknown_error";
  if (error.name === "TimeoutError") return "timeout";
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? "request_failed" : networkCode(error.cause);
}
