import { request as httpRequest } from "node:http";
import { z } from "zod";
import type { FeishuEmulator } from "#playground/feishu/emulator.ts";
import type { PlatformName, Stage } from "./stage.ts";
import type { PersonKey } from "./stage-cast.ts";
import { until } from "./stage-watch.ts";

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

type Forged = {
  readonly by?: PersonKey;
  /** Ids that the button never had; the others stay. */
  readonly payload?: Readonly<Record<string, string>>;
  readonly actionId?: string;
};

/**
 * The last press again, as if somebody else had pressed, or a button with other ids: signed, and a new one to the
 * program. Resolves with the words with which it was answered.
 */
export async function pressLike(stage: Stage, platform: PlatformName, forged: Forged = {}): Promise<string> {
  return platform === "slack" ? pressLikeOnSlack(stage, forged) : pressLikeOnFeishu(stage, forged);
}

const slackPress = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  actions: z.tuple([z.looseObject({ action_id: z.string(), value: z.string() })]),
});
const ids = z.record(z.string(), z.string());
let presses = 0;

async function pressLikeOnSlack(
  { slack, accountOf }: Stage,
  { by, payload, actionId }: Forged,
): Promise<string> {
  const last = slack.log.findLast(({ name, status }) => name === "block_actions" && status === 200);
  const { user, actions, ...rest } = slackPress.parse(last?.request);
  const [action] = actions;
  const id = by === undefined ? user.id : accountOf(by, "slack");
  const value = JSON.stringify({ ...ids.parse(JSON.parse(action.value)), ...payload });
  presses += 1;
  const press = {
    ...rest,
    trigger_id: `forged.${presses}`,
    response_url: slack.responseUrl(id),
    user: { ...user, id },
    actions: [{ ...action, action_ts: `${presses}.0`, action_id: actionId ?? action.action_id, value }],
  };
  const answered = slack.log.length;
  const body = new URLSearchParams({ payload: JSON.stringify(press) }).toString();
  const { status } = await slack.deliverRaw({ body, contentType: "application/x-www-form-urlencoded" });
  if (status !== 200) return `HTTP ${status}`;
  const answer = await until("the answer to a forged press", () =>
    slack.log.slice(answered).find(({ name }) => name === "response_url"),
  );
  return JSON.stringify(answer.request);
}

const feishuPress = z.object({
  body: z.looseObject({
    header: z.looseObject({}),
    event: z.looseObject({
      operator: z.looseObject({}),
      action: z.looseObject({ value: z.object({ id: z.string(), payload: ids }) }),
    }),
  }),
});

async function pressLikeOnFeishu(stage: Stage, { by, payload, actionId }: Forged): Promise<string> {
  const pressed = stage.feishu.log.filter(({ name }) => name === "card.action.trigger");
  const last = pressed.findLast(({ request }) => feishuPress.safeParse(request).success);
  const { header, event, ...rest } = feishuPress.parse(last?.request).body;
  const { operator, action } = event;
  presses += 1;
  const value = { id: actionId ?? action.value.id, payload: { ...action.value.payload, ...payload } };
  return deliverPress(stage, {
    ...rest,
    header: { ...header, event_id: `forged${presses}` },
    event: {
      ...event,
      operator: { ...operator, ...(by && { open_id: stage.accountOf(by, "feishu") }) },
      action: { ...action, value },
    },
  });
}

type ForgedForm = {
  readonly by: PersonKey;
  readonly formId: string;
  readonly payload: Readonly<Record<string, string>>;
  /** By field name: its type in the language of forms, and what the client would send. */
  readonly values: Readonly<Record<string, readonly [type: string, value: string]>>;
};

/** A submission on Feishu of a form that nobody was shown; resolves with the words with which it was answered. */
export async function submitLike(stage: Stage, forged: ForgedForm): Promise<string> {
  const { header, event, ...rest } = lastBody(stage.feishu, "card.action.trigger");
  const { by, formId, payload, values } = forged;
  const entries = Object.entries(values);
  const fields = Object.fromEntries(entries.map(([name, [type]]) => [name, { type, label: name }]));
  presses += 1;
  return deliverPress(stage, {
    ...rest,
    header: { ...header, event_id: `forged${presses}` },
    event: {
      ...event,
      operator: { open_id: stage.accountOf(by, "feishu") },
      context: { open_message_id: `om_forged${presses}`, open_chat_id: "oc_forged" },
      action: {
        tag: "button",
        value: { form: formId, title: "forged", payload, fields, locale: "zh" },
        form_value: Object.fromEntries(
          entries.map(([name, [type, value]]) =>
            type === "checkboxes" ? [`${name}__${value}`, true] : [name, value],
          ),
        ),
      },
    },
  });
}

async function deliverPress({ feishu }: Stage, body: object): Promise<string> {
  const { status, body: answer } = await feishu.deliverRaw({ body, name: "forged" });
  return status === 200 ? answer : `HTTP ${status}`;
}
