import type { ApiErrorCode } from "./api-errors.ts";

const DOCS = "https://open.feishu.cn/document";
const REFERENCE = `${DOCS}/uAjLw4CM/ukTMukTMukTM/reference`;
const ID_TYPES = ["open_id", "union_id", "user_id"] as const;
const SEND_TYPES = [
  "text",
  "post",
  "image",
  "file",
  "audio",
  "media",
  "sticker",
  "interactive",
  "share_chat",
  "share_user",
] as const;
const SEND = ["im:message", "im:message:send_as_bot", "im:message:send"] as const;
const UPDATE = ["im:message", "im:message:send_as_bot", "im:message:update"] as const;
const READ = ["im:message", "im:message:readonly"] as const;

export type Endpoint = {
  /** Any one of them is enough; none at all means that a token alone is. */
  readonly scopes: readonly string[];
  /** Answered when a body or query fact below is not met. */
  readonly invalid: ApiErrorCode;
  readonly body?: Readonly<Record<string, FieldFact>>;
  readonly query?: Readonly<Record<string, FieldFact>>;
  readonly open?: boolean;
  readonly cite: string;
};

type FieldFact = {
  readonly type: "string" | "object" | "list" | "boolean";
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
  readonly maxLength?: number;
};

const needed = { type: "string", required: true } as const;
const uuid = { type: "string", maxLength: 50 } as const;
const idType = { type: "string", oneOf: ID_TYPES } as const;

/** The endpoints this tenant has, with what their pages say about scopes, parameters and lengths. */
export const ENDPOINTS = {
  "POST /open-apis/auth/v3/tenant_access_token/internal": {
    scopes: [],
    invalid: 10003,
    open: true,
    body: { app_id: needed, app_secret: needed },
    cite: `${DOCS}/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal`,
  },
  "POST /open-apis/im/v1/messages": {
    scopes: SEND,
    invalid: 230001,
    query: {
      receive_id_type: {
        type: "string",
        required: true,
        oneOf: ["open_id", "union_id", "user_id", "email", "chat_id"],
      },
    },
    body: {
      receive_id: needed,
      msg_type: { type: "string", required: true, oneOf: [...SEND_TYPES, "system"] },
      content: needed,
      uuid,
    },
    cite: `${REFERENCE}/im-v1/message/create`,
  },
  "POST /open-apis/im/v1/messages/:message_id/reply": {
    scopes: SEND,
    invalid: 230001,
    body: {
      msg_type: { type: "string", required: true, oneOf: SEND_TYPES },
      content: needed,
      reply_in_thread: { type: "boolean" },
      uuid,
    },
    cite: `${REFERENCE}/im-v1/message/reply`,
  },
  "PATCH /open-apis/im/v1/messages/:message_id": {
    scopes: UPDATE,
    invalid: 230001,
    body: { content: needed },
    cite: `${REFERENCE}/im-v1/message/patch`,
  },
  "PUT /open-apis/im/v1/messages/:message_id": {
    scopes: UPDATE,
    invalid: 230001,
    body: { msg_type: { type: "string", required: true, oneOf: ["text", "post"] }, content: needed },
    cite: `${REFERENCE}/im-v1/message/update`,
  },
  "GET /open-apis/im/v1/messages/:message_id": {
    scopes: READ,
    invalid: 230001,
    query: { user_id_type: idType },
    cite: `${REFERENCE}/im-v1/message/get`,
  },
  "DELETE /open-apis/im/v1/messages/:message_id": {
    scopes: ["im:message", "im:message:recall", "im:message:send_as_bot"],
    invalid: 230001,
    cite: `${REFERENCE}/im-v1/message/delete`,
  },
  "GET /open-apis/im/v1/messages": {
    scopes: [...READ, "im:message.history:readonly"],
    invalid: 230001,
    query: {
      container_id_type: { type: "string", required: true, oneOf: ["chat", "thread"] },
      container_id: needed,
      sort_type: { type: "string", oneOf: ["ByCreateTimeAsc", "ByCreateTimeDesc"] },
    },
    cite: `${REFERENCE}/im-v1/message/list`,
  },
  "PATCH /open-apis/im/v1/messages/:message_id/urgent_app": {
    scopes: ["im:message.urgent", "im:message.urgent:app_send"],
    invalid: 230001,
    query: { user_id_type: { ...idType, required: true } },
    body: { user_id_list: { type: "list", required: true } },
    cite: `${REFERENCE}/im-v1/message/urgent_app`,
  },
  "POST /open-apis/im/v1/images": {
    scopes: ["im:resource", "im:resource:upload"],
    invalid: 234001,
    cite: `${REFERENCE}/im-v1/image/create`,
  },
  "POST /open-apis/im/v1/files": {
    scopes: ["im:resource", "im:resource:upload"],
    invalid: 234001,
    cite: `${REFERENCE}/im-v1/file/create`,
  },
  "GET /open-apis/im/v1/messages/:message_id/resources/:file_key": {
    scopes: [...READ, "im:message.history:readonly"],
    invalid: 234001,
    query: { type: { type: "string", required: true, oneOf: ["image", "file"] } },
    cite: `${REFERENCE}/im-v1/message-resource/get`,
  },
  "GET /open-apis/im/v1/chats/:chat_id": {
    scopes: ["im:chat", "im:chat:read", "im:chat:readonly"],
    invalid: 232006,
    query: { user_id_type: idType },
    cite: `${REFERENCE}/im-v1/chat/get`,
  },
  "GET /open-apis/im/v1/chats/:chat_id/members": {
    scopes: ["im:chat", "im:chat:readonly", "im:chat.members:read", "im:chat.group_info:readonly"],
    invalid: 232006,
    query: { member_id_type: idType },
    cite: `${REFERENCE}/im-v1/chat-members/get`,
  },
  "GET /open-apis/contact/v3/users/:user_id": {
    scopes: [
      "contact:contact.base:readonly",
      "contact:contact:access_as_app",
      "contact:contact:readonly",
      "contact:contact:readonly_as_app",
    ],
    invalid: 40001,
    query: { user_id_type: idType },
    cite: `${REFERENCE}/contact-v3/user/get`,
  },
  "POST /open-apis/contact/v3/users/batch_get_id": {
    scopes: ["contact:user.id:readonly"],
    invalid: 40001,
    query: { user_id_type: idType },
    body: { emails: { type: "list", maxLength: 50 }, mobiles: { type: "list", maxLength: 50 } },
    cite: `${REFERENCE}/contact-v3/user/batch_get_id`,
  },
  "POST /open-apis/interactive/v1/card/update": {
    scopes: UPDATE,
    invalid: 300020,
    body: { token: needed, card: { type: "object", required: true } },
    cite: `${DOCS}/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN`,
  },
  "POST /open-apis/ephemeral/v1/send": {
    scopes: UPDATE,
    invalid: 300070,
    body: {
      chat_id: needed,
      msg_type: { type: "string", required: true, oneOf: ["interactive"] },
      card: { type: "object", required: true },
    },
    cite: `${DOCS}/ukTMukTMukTM/uETOyYjLxkjM24SM5IjN`,
  },
  "POST /open-apis/ephemeral/v1/delete": {
    scopes: UPDATE,
    invalid: 300070,
    body: { message_id: needed },
    cite: `${DOCS}/ukTMukTMukTM/uITOyYjLykjM24iM5IjN`,
  },
  "GET /open-apis/bot/v3/info": {
    scopes: [],
    invalid: 9499,
    cite: `${DOCS}/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM`,
  },
  "GET /open-apis/application/v6/scopes": {
    scopes: [],
    invalid: 9499,
    cite: `${DOCS}/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list`,
  },
  "GET /open-apis/tenant/v2/tenant/query": {
    scopes: ["tenant:tenant:readonly"],
    invalid: 9499,
    cite: `${REFERENCE}/tenant-v2/tenant/query`,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;

/** Fields of a contact that come only with a scope of their own: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/get */
export const CONTACT_FIELD_SCOPES = {
  name: "contact:user.base:readonly",
  en_name: "contact:user.base:readonly",
  email: "contact:user.email:readonly",
  mobile: "contact:user.phone:readonly",
  user_id: "contact:user.employee_id:readonly",
  leader_user_id: "contact:user.department:readonly",
} as const satisfies Record<string, string>;

/** Names the first parameter that breaks a fact, or nothing. Lengths count characters, or items of a list. */
export function findInvalid(
  facts: Readonly<Record<string, FieldFact>>,
  given: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.entries(facts).find(([name, fact]) => !fits(fact, given[name]))?.[0];
}

function fits(fact: FieldFact, value: unknown): boolean {
  if (value === undefined || value === null || value === "") return fact.required !== true;
  if (fact.type === "list") return Array.isArray(value) && value.length <= (fact.maxLength ?? Infinity);
  if (fact.type === "object") return typeof value === "object" && !Array.isArray(value);
  if (fact.type === "boolean") return typeof value === "boolean";
  if (typeof value !== "string") return false;
  if (fact.oneOf !== undefined && !fact.oneOf.includes(value)) return false;
  return value.length <= (fact.maxLength ?? Infinity);
}
