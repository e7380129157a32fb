import { EventDispatcher } from "@larksuiteoapi/node-sdk";
import { type Received, receivers } from "#platforms/feishu/receive.ts";
import { envelope } from "./requests.ts";

const quiet = () => undefined;
const logger = { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet };
const dispatcher = new EventDispatcher({ logger }).register(receivers);

/** Through the real dispatcher, as in production. */
export async function receive(eventType: string, event: object): Promise<Received | undefined> {
  return await dispatcher.invoke(envelope(eventType, event, { event_id: "e1" }), { needCheck: false });
}
