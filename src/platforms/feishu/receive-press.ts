import { z } from "zod";
import type { ChatEvent, MessageRef } from "#chat/event.ts";
import type { Locale } from "#chat/locale.ts";
import { cancelValue, readForm, submitValue } from "./read-form.ts";

/** What somebody did on a card, and where. */
export type Press = {
  readonly type: "press";
  /** `event_id`: callbacks are not sent again, but can be replayed. A form is keyed by the card it stands on. */
  readonly key: string;
  readonly tenant: string;
  readonly userId: string;
  /** For updates of the card after the response: 30 minutes, two uses. */
  readonly token: string;
  /** The card that was pressed. */
  readonly card: MessageRef;
  readonly deed: Deed;
};

export type Deed =
  | Action
  | Submission
  /** What the client does not check by itself; the form stays. */
  | { readonly type: "invalid"; readonly errors: Readonly<Record<string, string>> }
  | { readonly type: "cancel"; readonly title: string; readonly locale: Locale }
  /** A component of a form that calls though nothing was submitted. */
  | { readonly type: "nothing" };

export type Action = { readonly type: "action"; readonly event: ChatEvent & { readonly type: "action" } };
export type Submission = {
  readonly type: "form";
  readonly event: ChatEvent & { readonly type: "form" };
  readonly title: string;
};

const press = z.object({
  event_id: z.string(),
  app_id: z.string(),
  operator: z.object({ open_id: z.string() }),
  token: z.string(),
  action: z.object({
    value: z.unknown().optional(),
    form_value: z.record(z.string(), z.unknown()).nullish(),
  }),
  context: z.object({ open_message_id: z.string(), open_chat_id: z.string() }),
});

const buttonValue = z.object({ id: z.string(), payload: z.record(z.string(), z.string()) });

/**
 * `card.action.trigger`. The event names no conversation: the callback does not say whether its chat is a direct
 * one, and what is meant for one person must not land in a group.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication
 */
export function receivePress(data: unknown): Press {
  const { event_id, app_id, operator, token, action, context } = press.parse(data);
  const card = {
    platform: "feishu",
    conversation: context.open_chat_id,
    message: context.open_message_id,
  } as const;
  const common = { platform: "feishu", tenant: app_id, key: event_id, userId: operator.open_id } as const;
  return {
    type: "press",
    key: event_id,
    tenant: app_id,
    userId: operator.open_id,
    token,
    card,
    deed: readDeed(action, common, card),
  };
}

type Common = Pick<ChatEvent, "platform" | "tenant" | "key" | "userId">;

function readDeed(action: z.infer<typeof press>["action"], common: Common, card: MessageRef): Deed {
  const button = buttonValue.safeParse(action.value).data;
  if (button !== undefined) {
    return {
      type: "action",
      event: { ...common, type: "action", actionId: button.id, payload: button.payload, on: card },
    };
  }
  const cancel = cancelValue.safeParse(action.value).data;
  if (cancel !== undefined) return { type: "cancel", title: cancel.cancel, locale: cancel.locale };
  const submit = submitValue.safeParse(action.value).data;
  if (submit === undefined) return { type: "nothing" };
  const read = readForm(submit, action.form_value ?? {});
  if (!read.ok) return { type: "invalid", errors: read.errors };
  const { form: formId, payload, on, title } = submit;
  return {
    type: "form",
    title,
    event: {
      ...common,
      type: "form",
      // The same for a second press on the submit button, which the client invites to when no answer came.
      key: `${card.message}:${formId}`,
      formId,
      payload,
      values: read.values,
      ...(on && { on }),
    },
  };
}
