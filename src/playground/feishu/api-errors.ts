/**
 * Codes the API answers with: HTTP status and message as documented on each endpoint's page and on
 * https://open.feishu.cn/document/server-docs/getting-started/server-error-codes. An invalid token is HTTP 400,
 * not 401 and not 200: https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN
 */
const API_ERRORS = {
  9499: { http: 400, msg: "Bad Request" },
  10003: { http: 400, msg: "invalid param" },
  10014: { http: 400, msg: "app secret invalid" },
  40001: { http: 400, msg: "invalid parameter" },
  41012: { http: 400, msg: "user id invalid error" },
  99991400: { http: 429, msg: "request trigger frequency limit" },
  99991661: {
    http: 400,
    msg: "Missing access token for authorization. Please make a request with token attached.",
  },
  99991663: {
    http: 400,
    msg: "Invalid access token for authorization. Please make a request with token attached.",
  },
  99991671: {
    http: 400,
    msg: "Invalid access token for authorization. The token must start with 't-' or 'u-'.",
  },
  99991672: { http: 400, msg: "Access denied." },
  99992402: { http: 400, msg: "field validation failed" },
  230001: { http: 400, msg: "Your request contains an invalid request parameter." },
  230002: { http: 400, msg: "The bot can not be outside the group." },
  230011: { http: 400, msg: "The message is recalled." },
  230012: { http: 400, msg: "Bot is NOT the sender of the message." },
  230013: { http: 400, msg: "Bot has NO availability to this user." },
  230020: { http: 400, msg: "This operation triggers the frequency limit." },
  230023: { http: 400, msg: "The user has too many unread urgent messages." },
  230025: { http: 400, msg: "The length of the message content reaches its limit." },
  230026: { http: 400, msg: "No permission to recall this message." },
  230029: { http: 400, msg: "User has resigned." },
  230031: { http: 400, msg: "Message can only be modified within 14 days after sending." },
  230034: { http: 400, msg: "The receive_id is invalid." },
  230050: { http: 400, msg: "The message is invisible to the operator." },
  230053: { http: 400, msg: "The user has stopped the bot from sending messages." },
  230055: {
    http: 400,
    msg: "The type of file upload does not match the type of message being sent.",
  },
  230054: { http: 400, msg: "This operation is not supported for this message type." },
  230071: { http: 400, msg: "The operator is not the sender of the message." },
  230072: { http: 400, msg: "The message has reached the number of times it can be edited." },
  230099: { http: 400, msg: "Failed to create card content." },
  230110: { http: 400, msg: "Action unavailable as the message has been deleted." },
  232006: { http: 400, msg: "Your request specifies a chat_id which is invalid." },
  232009: { http: 400, msg: "Your request specifies a chat which has already been dissolved." },
  232011: { http: 400, msg: "Operator can NOT be out of the chat." },
  234001: { http: 400, msg: "Invalid request param." },
  234003: { http: 400, msg: "File not in message." },
  234004: { http: 400, msg: "App not in chat." },
  234006: { http: 400, msg: "The file size exceed the max value." },
  234010: { http: 400, msg: "File's size can't be 0." },
  234037: { http: 400, msg: "Downloaded file size exceeds limit." },
  234040: { http: 400, msg: "The message is invisible to the operator." },
  234043: { http: 400, msg: "Unsupported message type." },
  // The older card interfaces answer HTTP 200 with a code, so that a caller who reads only the status is found out.
  // https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN
  300020: { http: 200, msg: "card update token is invalid" },
  300030: { http: 200, msg: "card update token has expired" },
  300040: { http: 200, msg: "card update token has been used up" },
  300060: { http: 200, msg: "card content is invalid" },
  300070: { http: 200, msg: "ephemeral message can not be sent" },
} as const satisfies Record<number, { http: number; msg: string }>;

export type ApiErrorCode = keyof typeof API_ERRORS;

/** Ends a call with a code. `detail` follows the documented message. */
export class ApiRefusal extends Error {
  readonly code: ApiErrorCode;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ApiErrorCode, detail = "", headers: Readonly<Record<string, string>> = {}) {
    super(`${code} ${detail}`);
    this.name = "ApiRefusal";
    this.code = code;
    this.detail = detail;
    this.headers = headers;
  }
}

/** HTTP status and message of any code; an unknown one is a plain 400. */
export function describeCode(code: number): { http: number; msg: string } {
  const known: Readonly<Record<number, { http: number; msg: string }>> = API_ERRORS;
  return known[code] ?? { http: 400, msg: "error" };
}
