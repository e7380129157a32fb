import type { Server } from "node:http";
import { z } from "zod";
import { buttons, type Card, text } from "#chat/card.ts";
import type { PlatformParts } from "#chat/host.ts";
import { DeliveryError, type Destination, type OutgoingMessage } from "#chat/port.ts";
import { md } from "#chat/text.ts";
import { createFeishu } from "#platforms/feishu/platform.ts";
import { encryptKey, type Stage } from "./stage.ts";

export const card: Card = {
  title: "已记录",
  tone: "success",
  body: [
    text(md`**客户** ${"远大集团"}`),
    buttons({
      label: "撤销",
      style: "danger",
      action: { id: "follow-up.undo", payload: { followUpId: "f1" } },
    }),
  ],
};
export const direct: Destination = { type: "direct", userId: "ou_li" };

let count = 0;

/** A message of its own delivery; a card where nothing else is said. */
export function message(
  { feishu }: Stage,
  to: Destination,
  more: Partial<OutgoingMessage> = {},
): OutgoingMessage {
  count += 1;
  return {
    tenant: feishu.appId,
    deliveryId: `0190b8a2-7c1e-7000-8000-${String(count).padStart(12, "0")}`,
    to,
    content: { type: "card", card },
    maybeSent: false,
    ...more,
  };
}

export async function failureOf(work: Promise<unknown>): Promise<DeliveryError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DeliveryError)) throw new Error("it did not fail as it should");
  return error;
}

/** Another adapter for the same tenant, with an own token. */
export function feishuAt(
  { feishu, host }: Stage,
  domain: string,
  more: { appId?: string; appSecret?: string } = {},
): PlatformParts {
  const { appId, appSecret, verificationToken } = feishu;
  return createFeishu({ appId, appSecret, encryptKey, verificationToken, domain, ...more }, host);
}

/** Address of a server on this machine. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
}
