import { Client, withTenantToken } from "@larksuiteoapi/node-sdk";
import { z } from "zod";
import type { MessageRef } from "#chat/event.ts";
import { DeliveryError } from "#chat/port.ts";
import type { FeishuCard } from "./elements.ts";
import { isTokenRefused } from "./errors.ts";
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
  /** Redraws the card of a callback after its response; the token holds 30 minutes and for two uses. */
  updateLater(token: string, card: FeishuCard): Promise<void>;
  user(openId: string): Promise<ContactUser>;
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

export type ContactUser = z.infer<typeof contact>["data"]["user"];

/** The SDK logs whole requests, secrets included; what matters reaches the caller as an error. */
const silent = () => undefined;
export const silentLogger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };

type Auth = ReturnType<typeof withTenantToken>;

/** The platform's API through the SDK's client, with our own HTTP, token and reading of answers. */
export function createApi(options: ApiOptions, now: () => Date): Api {
  const { appId, appSecret } = options;
  const client = new Client({
    appId,
    appSecret,
    ...(options.domain !== undefined && { domain: options.domain }),
    httpInstance: createHttp(),
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
  const call = async (run: (auth: Auth) => Promise<unknown>): Promise<unknown> => {
    const token = await tokens.get();
    try {
      return await run(withTenantToken(token));
    } catch (error) {
      if (!isTokenRefused(error)) throw error;
      tokens.forget(token);
      return await run(withTenantToken(await tokens.get()));
    }
  };
  return callsOf(client, call);
}

type Call = (run: (auth: Auth) => Promise<unknown>) => Promise<unknown>;

function callsOf(client: Client, call: Call): Api {
  return {
    create: async ({ type, id }, card, uuid) => {
      const data = { receive_id: id, msg_type: "interactive", content: JSON.stringify(card), uuid };
      const answer = await call((auth) =>
        client.im.v1.message.create({ params: { receive_id_type: type }, data }, auth),
      );
      const { message_id, chat_id } = read(created, answer).data;
      return { platform: "feishu", conversation: chat_id, message: message_id };
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
