import { request as httpRequest } from "node:http";
import { z } from "zod";
import type { FeishuEmulator } from "#playground/feishu/emulator.ts";
import type { Stage } from "./stage.ts";

type Raw = {
  readonly path: string;
  readonly method?: string;
  /** Sent one after the other, without saying how long they are together. */
  readonly chunks: readonly string[];
  /** Without, the request is never ended. */
  readonly isEnded?: boolean;
};

/** A request that no emulator would make; resolves with its status. */
export function sendRaw({ origin }: Stage, { path, method = "POST", chunks, isEnded = true }: Raw) {
  return new Promise<number>((resolve, reject) => {
    const headers = { "content-type": "application/json" };
    const request = httpRequest(`${origin}${path}`, { method, headers, agent: false }, (response) => {
      response.resume();
      request.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on("error", reject);
    for (const chunk of chunks) request.write(chunk);
    if (isEnded) request.end();
  });
}

const envelope = z.looseObject({
  header: z.looseObject({ event_id: z.string() }),
  event: z.looseObject({}),
});
export type FeishuBody = z.infer<typeof envelope>;

/** The last thing of this name that Feishu delivered, as it was before it was encrypted. */
export function lastBody({ log }: FeishuEmulator, name = "im.message.receive_v1"): FeishuBody {
  const entry = log.findLast((one) => one.kind === "delivery" && one.name === name);
  return z.object({ body: envelope }).parse(entry?.request).body;
}

/** The last message again, with other words and ids. */
export function anotherMessage(feishu: FeishuEmulator, words: string): FeishuBody {
  const { header, event, ...rest } = lastBody(feishu);
  const id = `om_${words.replaceAll(/\W/g, "")}${Date.now()}`;
  const message = { ...z.looseObject({}).parse(event["message"]), message_id: id };
  return {
    ...rest,
    header: { ...header, event_id: id },
    event: { ...event, message: { ...message, content: JSON.stringify({ text: words }) } },
  };
}
