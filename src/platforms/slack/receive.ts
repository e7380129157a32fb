import type { z } from "zod";
import type { ChatEvent, Conversation, MessageRef } from "#chat/event.ts";
import { assertNever } from "#src/errors.ts";
import { openUrlAction, readActionId } from "./draw-button.ts";
import { type FormOrigin, parseJson, readFormMemory } from "./form-memory.ts";
import type { Body } from "./parse-body.ts";
import type { Interaction, InteractionOf } from "./payloads.ts";
import * as payloads from "./payloads.ts";
import { readForm } from "./read-form.ts";
import { readText } from "./read-text.ts";
import { receiveHappening } from "./receive-happening.ts";

/** What happened, and how Slack lets it be answered. */
export type Received = { readonly event: ChatEvent; readonly reach: Reach };

type Reach = {
  /** Where the person was looking. A global shortcut and a stored event have no such place. */
  readonly from: "command" | "message" | "ephemeral" | "modal" | "home" | "nowhere";
  /** Opens one modal within 3 s. https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
  readonly triggerId?: string | undefined;
  /** Answers without a token: five times within 30 minutes. */
  readonly responseUrl?: string | undefined;
  /** Names of a submitted form's fields: only these blocks can carry an error. */
  readonly fields?: readonly string[];
};

/**
 * One parsed request in the product's words; `undefined` for what is none of our business. `requestId` is the same for
 * every delivery of the same bytes and stands in where Slack gives a thing no id. An event names the bot that it came to, a
 * message shortcut does not: without `botUserId` its words keep the bot's mention.
 */
export function receive(body: Body, requestId: string, botUserId?: string): Received | undefined {
  if (body["type"] === "event_callback") {
    const envelope = payloads.envelope.safeParse(body);
    const event = envelope.success ? receiveHappening(envelope.data) : undefined;
    return event && { event, reach: { from: "nowhere" } };
  }
  if (typeof body["command"] === "string") {
    const command = payloads.command.safeParse(body);
    return command.success ? receiveCommand(command.data) : undefined;
  }
  const interaction = payloads.interaction.safeParse(body);
  return interaction.success ? receiveInteraction(interaction.data, { requestId, botUserId }) : undefined;
}

function receiveCommand(command: z.infer<typeof payloads.command>): Received {
  const isOrg = command.is_enterprise_install === "true" && command.enterprise_id !== undefined;
  return {
    event: {
      type: "command",
      platform: "slack",
      tenant: (isOrg ? command.enterprise_id : undefined) ?? command.team_id,
      key: command.trigger_id,
      userId: command.user_id,
      conversation: conversationOf(command.channel_id),
      text: readText(command.text),
    },
    reach: { from: "command", triggerId: command.trigger_id, responseUrl: command.response_url },
  };
}

type Beside = { readonly requestId: string; readonly botUserId: string | undefined };

function receiveInteraction(payload: Interaction, { requestId, botUserId }: Beside): Received | undefined {
  switch (payload.type) {
    case "block_actions":
      return receiveAction(payload);
    case "view_submission":
      return receiveSubmission(payload);
    case "block_suggestion":
      return receiveSuggestion(payload, requestId);
    case "shortcut":
    case "message_action":
      return receiveShortcut(payload, botUserId);
    default:
      return assertNever(payload);
  }
}

function receiveAction(payload: InteractionOf<"block_actions">): Received | undefined {
  const [action] = payload.actions;
  if (action?.type !== "button") return undefined;
  const actionId = readActionId(action.action_id);
  if (actionId === openUrlAction) return undefined;
  const from = placeOf(payload);
  const origin = originOf(payload, from);
  return {
    event: {
      ...common(payload),
      type: "action",
      key: `${payload.trigger_id}:${action.action_ts}:${action.action_id}`,
      conversation: origin.conversation,
      actionId,
      payload: readPayload(action.value),
      on: origin.on,
    },
    reach: { from, triggerId: payload.trigger_id, responseUrl: payload.response_url },
  };
}

function placeOf({ view, container }: InteractionOf<"block_actions">): Reach["from"] {
  if (view !== undefined) return view.type === "home" ? "home" : "modal";
  return container?.is_ephemeral === true ? "ephemeral" : "message";
}

/** An ephemeral message has no reference: Slack does not keep it, and only its response URL changes it. */
function originOf(payload: InteractionOf<"block_actions">, from: Reach["from"]): FormOrigin {
  if (from === "modal") return readFormMemory(payload.view?.private_metadata).origin;
  const { channel, message } = payload;
  if (channel === undefined) return {};
  const conversation = conversationOf(channel.id, message?.thread_ts);
  if (from !== "message" || message === undefined) return { conversation };
  return { conversation, on: messageAt(channel.id, message.ts) };
}

function receiveSubmission(payload: InteractionOf<"view_submission">): Received {
  const { view } = payload;
  const { payload: ids, origin } = readFormMemory(view.private_metadata);
  const values = view.state?.values ?? {};
  return {
    event: {
      ...common(payload),
      type: "form",
      // The same for a second press on the submit button, which Slack invites to after a time-out.
      key: `${view.id}:${view.hash ?? ""}`,
      conversation: origin.conversation,
      formId: view.callback_id ?? "",
      payload: ids,
      values: readForm(values),
      on: origin.on,
    },
    reach: {
      from: origin.fromHome === true ? "home" : "modal",
      triggerId: payload.trigger_id,
      responseUrl: origin.responseUrl,
      fields: Object.keys(values),
    },
  };
}

function receiveSuggestion(payload: InteractionOf<"block_suggestion">, requestId: string): Received {
  const { origin } = readFormMemory(payload.view?.private_metadata);
  return {
    event: {
      ...common(payload),
      type: "options",
      key: requestId,
      conversation: origin.conversation,
      source: payload.action_id,
      query: payload.value,
    },
    reach: { from: "modal" },
  };
}

function receiveShortcut(
  payload: InteractionOf<"shortcut"> | InteractionOf<"message_action">,
  botUserId: string | undefined,
): Received {
  const onMessage = payload.type === "message_action" ? payload : undefined;
  const { channel, message } = onMessage ?? {};
  return {
    event: {
      ...common(payload),
      type: "shortcut",
      key: payload.trigger_id,
      conversation: channel && conversationOf(channel.id, message?.thread_ts),
      shortcutId: payload.callback_id,
      text: message && readText(message.text ?? "", botUserId),
    },
    reach: { from: "nowhere", triggerId: payload.trigger_id, responseUrl: onMessage?.response_url },
  };
}

function common(payload: Interaction) {
  return { platform: "slack" as const, tenant: tenantOf(payload), userId: payload.user.id };
}

/** An organisation-wide installation is one, with one token, for all its workspaces. */
function tenantOf(payload: Interaction): string {
  const isOrg = payload.is_enterprise_install === true || payload.is_enterprise_install === "true";
  const org = isOrg ? payload.enterprise?.id : undefined;
  // A modal in a shared channel may be open in a workspace that is not the app's.
  const home = "view" in payload ? payload.view?.app_installed_team_id : undefined;
  return org ?? home ?? payload.team?.id ?? payload.user.team_id ?? "";
}

function conversationOf(id: string, thread?: string): Conversation {
  return { id, kind: id.startsWith("D") ? "direct" : "group", thread };
}

function messageAt(conversation: string, message: string): MessageRef {
  return { platform: "slack", conversation, message };
}

/** A payload that cannot be read is empty; the handler then says that the card is out of date. */
function readPayload(value: string | undefined): Record<string, string> {
  const parsed = payloads.buttonPayload.safeParse(parseJson(value ?? ""));
  return parsed.success ? parsed.data : {};
}
