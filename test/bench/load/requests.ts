import { randomBytes } from "node:crypto";
import { encrypt, sign } from "#playground/feishu/crypto.ts";
import { slackSignature } from "#playground/slack/sign.ts";
import { customerName, feishuUser, repOf, slackUser, todoId, world } from "../world.ts";

export const kinds = ["log", "help", "today", "done", "feishu"] as const;
export type Kind = (typeof kinds)[number];

/** The n-th request of a kind, signed now, as the bytes of HTTP. No two are alike. */
export function requestOf(kind: Kind, n: number, platformUrl: string): string {
  if (kind === "feishu") return feishuMessage(n);
  return slackForm(kind === "done" ? pressOf(n, platformUrl) : commandOf(kind, n, platformUrl));
}

const contacts = ["Jane", "Peter", "Maria", "Tom", "Alice", "Victor", "Nina"] as const;
const wants = ["a quote", "a sample", "a discount", "the new price list", "a second meeting"] as const;

/** The same customers come round again, with other words each time. */
function lineOf(kind: Exclude<Kind, "feishu" | "done">, n: number): string {
  if (kind !== "log") return kind;
  const name = customerName(n % world.customersCount);
  const contact = contacts[n % contacts.length];
  return `log ${name} called ${contact}, she wants ${wants[n % wants.length]} for ${10 + (n % 90)} machines. Next: call next Tuesday`;
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands */
function commandOf(kind: Exclude<Kind, "feishu" | "done">, n: number, platformUrl: string): string {
  const user = slackUser(repOf(n % world.customersCount));
  return [
    `token=t&team_id=${world.slackTenant}&team_domain=bench&channel_id=D0${user}&channel_name=directmessage`,
    `user_id=${user}&user_name=rep&command=%2Fgenjin&text=${encodeURIComponent(lineOf(kind, n))}`,
    `api_app_id=A0BENCH&is_enterprise_install=false&trigger_id=${idOf(n)}`,
    `response_url=${encodeURIComponent(`${platformUrl}/response`)}`,
  ].join("&");
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
function pressOf(n: number, platformUrl: string): string {
  const index = n % world.todosCount;
  const user = slackUser(repOf(index));
  const payload = {
    ...{ type: "block_actions", api_app_id: "A0BENCH", trigger_id: idOf(n) },
    ...{ team: { id: world.slackTenant }, user: { id: user }, channel: { id: `D0${user}` } },
    ...{ container: { type: "message" }, message: { ts: "1700000000.000100", text: "To-do" } },
    response_url: `${platformUrl}/response`,
    actions: [
      {
        ...{ type: "button", action_id: "todo.done", action_ts: `${n}` },
        value: JSON.stringify({ todoId: todoId(index) }),
      },
    ],
  };
  return `payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function slackForm(body: string): string {
  const timestamp = Math.floor(Date.now() / 1000);
  return http("/slack/events", body, [
    "content-type: application/x-www-form-urlencoded",
    `x-slack-request-timestamp: ${timestamp}`,
    `x-slack-signature: ${slackSignature(world.signingSecret, timestamp, body)}`,
  ]);
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/events/receive */
function feishuMessage(n: number): string {
  const openId = feishuUser(repOf(n));
  const id = idOf(n);
  const event = {
    schema: "2.0",
    header: {
      ...{ event_id: id, event_type: "im.message.receive_v1", create_time: `${Date.now()}` },
      ...{ token: world.verificationToken, app_id: world.feishuAppId, tenant_key: "bench" },
    },
    event: {
      sender: { sender_id: { open_id: openId }, sender_type: "user", tenant_key: "bench" },
      message: {
        ...{ message_id: `om_${id}`, create_time: `${Date.now()}`, chat_id: `oc_${openId}` },
        ...{ chat_type: "p2p", message_type: "text", content: JSON.stringify({ text: "help" }) },
      },
    },
  };
  const body = JSON.stringify({ encrypt: encrypt(JSON.stringify(event), world.encryptKey) });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = id.slice(-12);
  const signature = sign(body, { timestamp, nonce, encryptKey: world.encryptKey });
  return http("/feishu/events", body, [
    "content-type: application/json; charset=utf-8",
    `x-lark-request-timestamp: ${timestamp}`,
    `x-lark-request-nonce: ${nonce}`,
    `x-lark-signature: ${signature}`,
  ]);
}

function http(path: string, body: string, headers: readonly string[]): string {
  const fixed = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  return `${fixed}${headers.join("\r\n")}\r\n\r\n${body}`;
}

const run = randomBytes(6).toString("hex");

/** One that no other request, process or run has. */
function idOf(n: number): string {
  return `${run}.${n}`;
}
