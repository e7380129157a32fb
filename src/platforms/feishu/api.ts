import { Client, withTenantToken } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import type { MessageRef } from "#chat/event.ts";
import { DeliveryError, type NamedFile } from "#chat/port.ts";
import type { FeishuCard } from "./elements.ts";
import { isTokenRefused } from "./errors.ts";
import { createFileApi, type FileApi } from "./files.ts";
import { createHttp } from "./http.ts";
import { createTokens } from "./tokens.ts";

export type ApiOptions = {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://open.feishu.cn` (default), `https://open.larksuite.com` or a private one. */
  readonly domain?: string;
};

export type Receiver = { readonly type: "open_id" | "chat_id"; readonly id: string };

/** The calls the adapter makes. Each ends within 5 s (10 s where the token had to be renewed); all throw `DeliveryError`. */
export type Api = {
  /** At most one message per `uuid` within an hour. */
  create(to: Receiver, card: FeishuCard, uuid: string): Promise<MessageRef>;
  patch(messageId: string, card: FeishuCard): Promise<void>;
  /** At most one message per `uuid` within an hour; the file itself may be uploaded twice. */
  sendFile(to: Receiver, file: NamedFile, uuid: string): Promise<void>;
  sendText(to: Receiver, text: string, uuid: string): Promise<void>;
  /** Answers a message in its chat with one line; at most once per `uuid` within an hour. https://open.feishu.cn/document/server-docs/im-v1/message/reply */
  replyText(messageId: string, text: string, uuid: string): Promise<void>;
  /** A file or picture of a message that stands in a chat with the bot. */
  download(message: string, file: string): Promise<Buffer>;
  /** Redraws the card of a callback after its response; the token holds 30 minutes and for two uses. */
  updateLater(token: string, card: FeishuCard): Promise<void>;
  user(openId: string): Promise<ContactUser>;
  /** Type and content of a message in a chat of the bot. https://open.feishu.cn/document/server-docs/im-v1/message/get */
  message(messageId: string): Promise<SentMessage | undefined>;
  bot(): Promise<{ readonly openId: string; readonly isActive: boolean }>;
  /** What the tenant lets the app do. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list */
  grantedScopes(): Promise<readonly string[]>;
};

const issued = z.object({ tenant_access_token: z.string(), expire: z.number() });
const created = z.object({ data: z.object({ message_id: z.string(), chat_id: z.string() }) });
const contact = z.object({
  data: z.object({
    user: z.object({
      name: z.string().optional(),
      email: z.string().optional(),
      enterprise_email: z.string().optional(),
      leader_user_id: z.string().optional(),
      status: z.object({ is_activated: z.boolean().optional() }).optional(),
    }),
  }),
});
const scopes = z.object({
  data: z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })) }),
});
const bot = z.object({ bot: z.object({ open_id: z.string(), activate_status: z.number().optional() }) });

const messages = z.object({
  data: z.object({
    items: z.array(
      z.object({
        msg_type: z.string(),
        deleted: z.boolean().optional(),
        body: z.object({ content: z.string() }).optional(),
        mentions: z.array(z.object({ key: z.string(), id: z.string(), name: z.string() })).nullish(),
      }),
    ),
  }),
});
export type SentMessage = z.infer<typeof messages>["data"]["items"][number];

export type ContactUser = z.infer<typeof contact>["data"]["user"];

/** The SDK logs whole requests, secrets included; what matters reaches the caller as an error. */
const silent = () => undefined;
export const silentLogger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

type Auth = ReturnType<typeof withTenantToken>;

/** The platform's API through the SDK's client, with our own HTTP, token and reading of answers. */
export function createApi(options: ApiOptions, now: () => Date): Api {
  const { appId, appSecret } = options;
  const http = createHttp();
  const domain = options.domain ?? "https://open.feishu.cn";
  const client = new Client({
    ...{ appId, appSecret, domain },
    httpInstance: http,
    disableTokenCache: true,
    logger: silentLogger,
  });
  const tokens = createTokens(async () => {
    const { tenant_access_token: token, expire } = read(
      issued,
      await client.auth.v3.tenantAccessToken.internal({ data: { app_id: appId, app_secret: appSecret } }),
    );
    return { token, expiresInMs: expire * 1000 };
  }, now);
  const withToken = async <T>(run: (token: string) => Promise<T>): Promise<T> => {
    const token = await tokens.get();
    try {
      return await run(token);
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      tokens.forget(token);
      return await run(await tokens.get());
    }
  };
  const call: Call = (run) => withToken((token) => run(withTenantToken(token)));
  return { ...callsOf(client, call), ...fileCalls(createFileApi({ http, domain, withToken }), client, call) };
}

type Call = (run: (auth: Auth) => Promise<unknown>) => Promise<unknown>;
type FileCalls = Pick<Api, "sendFile" | "sendText" | "download">;

function fileCalls(files: FileApi, client: Client, call: Call): FileCalls {
  const send = async (
    { type, id }: Receiver,
    message: { msg_type: string; content: string; uuid: string },
  ) => {
    const data = { receive_id: id, ...message };
    await call((auth) => client.im.v1.message.create({ params: { receive_id_type: type }, data }, auth));
  };
  return {
    sendFile: async (to, file, uuid) => {
      const content = JSON.stringify({ file_key: await files.upload(file) });
      await send(to, { msg_type: "file", content, uuid });
    },
    sendText: (to, text, uuid) => send(to, { msg_type: "text", content: JSON.stringify({ text }), uuid }),
    download: files.download,
  };
}

function callsOf(client: Client, call: Call): Omit<Api, keyof FileCalls> {
  return {
    create: async ({ type, id }, card, uuid) => {
      const data = { receive_id: id, msg_type: "interactive", content: JSON.stringify(card), uuid };
      const answer = await call((auth) =>
        client.im.v1.message.create({ params: { receive_id_type: type }, data }, auth),
      );
      const { message_id, chat_id } = read(created, answer).data;
      return { platform: "feishu", conversation: chat_id, message: message_id };
    },
    replyText: async (messageId, text, uuid) => {
      const data = { msg_type: "text", content: JSON.stringify({ text }), uuid };
      await call((auth) => client.im.v1.message.reply({ path: { message_id: messageId }, data }, auth));
    },
    patch: async (messageId, card) => {
      const path = { message_id: messageId };
      await call((auth) =>
        client.im.v1.message.patch({ path, data: { content: JSON.stringify(card) } }, auth),
      );
    },
    updateLater: async (token, card) => {
      const url = "/open-apis/interactive/v1/card/update";
      await call((auth) => client.request({ method: "POST", url, data: { token, card } }, auth));
    },
    user: async (openId) => {
      const params = { user_id_type: "open_id" } as const;
      const answer = await call((auth) =>
        client.contact.v3.user.get({ path: { user_id: openId }, params }, auth),
      );
      return read(contact, answer).data.user;
    },
    message: async (messageId) => {
      const path = { message_id: messageId };
      const answer = await call((auth) => client.im.v1.message.get({ path }, auth));
      return read(messages, answer).data.items[0];
    },
    bot: async () => {
      const answer = await call((auth) =>
        client.request({ method: "GET", url: "/open-apis/bot/v3/info" }, auth),
      );
      const { open_id, activate_status } = read(bot, answer).bot;
      // 2 is "enabled": https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM
      return { openId: open_id, isActive: (activate_status ?? 2) === 2 };
    },
    grantedScopes: async () => {
      const url = "/open-apis/application/v6/scopes";
      const answer = await call((auth) => client.request({ method: "GET", url }, auth));
      const asked = read(scopes, answer).data.scopes;
      return asked.filter(({ grant_status }) => grant_status === 1).map(({ scope_name }) => scope_name);
    },
  };
}

/** An answer of another shape: what was asked for has probably been done. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new DeliveryError("unknown", { code: "unreadable-answer", cause: parsed.error });
}
