import type { Card } from "#chat/card.ts";
import type { MessageRef } from "#chat/event.ts";
import type { PlatformHost } from "#chat/host.ts";
import {
  type Content,
  DeliveryError,
  type Destination,
  type PlatformPort,
  type Profile,
} from "#chat/port.ts";
import { assertNever } from "#src/errors.ts";
import { log } from "#src/log.ts";
import type { Api, ContactUser, Receiver } from "./api.ts";
import type { FeishuCard } from "./elements.ts";
import { limits } from "./limits.ts";
import { renderCard } from "./render-card.ts";
import { renderForm } from "./render-form.ts";
import { words } from "./words.ts";

/** What was "sent" to a Home tab, which this platform does not have. Updating it does nothing. */
const nowhere: MessageRef = { platform: "feishu", conversation: "", message: "" };

/**
 * The platform as the rest of the program sees it.
 *
 * `maybeSent` needs no look-up: the same `uuid` gives the first message back within an hour, and the outbox tries
 * again sooner than that. What is tried again later than an hour after a lost answer arrives twice; a message of
 * the platform has no field of our own by which the first one could be found.
 * `locale` is that of the few words which the platform says by itself.
 */
export function createPort(
  api: Api,
  appId: string,
  locale: PlatformHost["locale"] = async () => "zh",
): PlatformPort {
  return {
    platform: "feishu",
    send: async ({ tenant, deliveryId, to, content }) => {
      requireTenant(tenant, appId);
      if (to.type === "home") return nowhere;
      const card = drawContent(content);
      if (to.type === "message") {
        await api.patch(to.ref.message, card);
        return to.ref;
      }
      const sent = await api.create(receiverOf(to), card, deliveryId.slice(0, limits.uuid));
      const line = lineInGroup(to);
      if (line !== undefined) {
        const text = words[await locale(tenant, line.saidBy)].answeredPrivately;
        await tellInGroup(api, { ...line, text, uuid: uuidOf("g-", deliveryId) });
      }
      return sent;
    },
    update: async (tenant: string, ref: MessageRef, card: Card) => {
      requireTenant(tenant, appId);
      if (ref.message !== nowhere.message) await api.patch(ref.message, renderCard(card));
    },
    sendFile: async ({ tenant, deliveryId, to, file, comment }) => {
      requireTenant(tenant, appId);
      const receiver = receiverOf(to);
      if (comment !== undefined) await api.sendText(receiver, withoutTags(comment), uuidOf("c-", deliveryId));
      await api.sendFile(receiver, file, uuidOf("f-", deliveryId));
    },
    downloadFile: async (tenant, { file, message }) => {
      requireTenant(tenant, appId);
      return await api.download(message ?? "", file);
    },
    profile: async (tenant, userId) => {
      requireTenant(tenant, appId);
      return describe(await api.user(userId), userId);
    },
    check: async () => await check(api, appId),
  };
}

/** Of one of several messages that a delivery makes. */
function uuidOf(part: string, deliveryId: string): string {
  return `${part}${deliveryId}`.slice(0, limits.uuid);
}

/** The message in a group that is answered in the direct chat. What nobody said (the bot was added) has none. */
function lineInGroup(to: Destination): { readonly messageId: string; readonly saidBy: string } | undefined {
  if (to.type !== "conversation" || to.conversation.kind === "direct") return undefined;
  const { thread } = to.conversation;
  return thread === undefined ? undefined : { messageId: thread, saidBy: to.userId };
}

type Line = { readonly messageId: string; readonly text: string; readonly uuid: string };

/**
 * Who asked in a group would take the bot for mute. Nothing of the answer is in it, for everybody reads it; and it
 * is no reason to send the answer again, for that has arrived.
 */
async function tellInGroup(api: Api, { messageId, text, uuid }: Line): Promise<void> {
  try {
    await api.replyText(messageId, text, uuid);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    log.warn({ code: error.code, failure: error.failure }, "a group was not told where an answer went");
  }
}

/** In a text message `<at user_id="all"></at>` is a mention; nothing else is markup. */
function withoutTags(text: string): string {
  return text.replaceAll("<", "＜");
}

/** Ids of people and chats mean something to one app only. */
function requireTenant(tenant: string, appId: string): void {
  if (tenant !== appId) throw new DeliveryError("forbidden", { code: "another-app" });
}

function drawContent(content: Content): FeishuCard {
  return content.type === "card"
    ? renderCard(content.card)
    : renderForm(content.form, { locale: content.locale });
}

/**
 * In a group the answer goes to the direct chat: cards for one person's eyes exist in ordinary groups only, reach
 * people who are online, and can not be changed afterwards.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/ephemeral-message-card/send
 */
function receiverOf(to: Exclude<Destination, { readonly type: "home" | "message" }>): Receiver {
  switch (to.type) {
    case "direct":
      return { type: "open_id", id: to.userId };
    case "group":
      return { type: "chat_id", id: to.conversation };
    case "conversation":
      return to.conversation.kind === "direct"
        ? { type: "chat_id", id: to.conversation.id }
        : { type: "open_id", id: to.userId };
    default:
      return assertNever(to);
  }
}

/**
 * The company vouches for both addresses: the mailbox it issued, and the one its administrator entered, to which a
 * new member's invitation went. Not for that of an account that nobody has activated.
 */
function describe(user: ContactUser, userId: string): Profile {
  const isActivated = user.status?.is_activated !== false;
  const email = isActivated ? user.enterprise_email || user.email : undefined;
  return {
    name: user.name ?? userId,
    ...(email && { email: email.toLowerCase() }),
    ...(user.leader_user_id && { managerUserId: user.leader_user_id }),
  };
}

/** What to do, by the code of a failed call. */
const advice: Readonly<Record<string, string>> = {
  "10003": "FEISHU_APP_ID is not known: copy it from the app's page in the developer console",
  "10014": "FEISHU_APP_SECRET is wrong: copy it from the app's page in the developer console",
  "99991672": "the app lacks a scope: grant those in src/platforms/feishu/setup.json and publish a version",
};

async function check(api: Api, appId: string): ReturnType<PlatformPort["check"]> {
  try {
    const { openId, isActive } = await api.bot();
    return isActive
      ? { ok: true, tenant: appId, botUserId: openId }
      : {
          ok: false,
          problem: "the bot is not active: enable the bot ability of the app and publish a version",
        };
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    const isNetwork = error.failure === "unreachable" || error.failure === "unknown";
    const otherwise = isNetwork
      ? `Feishu does not answer (${error.code}): check the network and FEISHU_DOMAIN`
      : `Feishu refuses (${error.code}): look the code up in its list of server errors`;
    return { ok: false, problem: advice[error.code] ?? otherwise };
  }
}
