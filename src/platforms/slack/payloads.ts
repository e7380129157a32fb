import { z } from "zod";

/**
 * What is read of Slack's payloads, and no more: everything else in them may change without being noticed here.
 * https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/apis/events-api
 */
const sender = {
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  /** Text in commands, a boolean elsewhere. */
  is_enterprise_install: z.union([z.boolean(), z.string()]).nullish(),
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
};

const place = {
  channel: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  message: z
    .object({ ts: z.string(), thread_ts: z.string().optional(), text: z.string().optional() })
    .optional(),
  response_url: z.string().optional(),
};

const stateValue = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_user: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
});
const stateValues = z.record(z.string(), z.record(z.string(), stateValue));
export type StateValue = z.infer<typeof stateValue>;
export type StateValues = z.infer<typeof stateValues>;

const view = z.object({
  id: z.string(),
  type: z.string().optional(),
  hash: z.string().optional(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  app_installed_team_id: z.string().nullish(),
  state: z.object({ values: stateValues }).nullish(),
});

export const command = z.object({
  command: z.string(),
  text: z.string().default(""),
  team_id: z.string(),
  enterprise_id: z.string().optional(),
  is_enterprise_install: z.string().optional(),
  channel_id: z.string(),
  user_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
});

export const interaction = z.discriminatedUnion("type", [
  z.object({
    ...sender,
    ...place,
    type: z.literal("block_actions"),
    trigger_id: z.string(),
    container: z.object({ type: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
    view: view.optional(),
    actions: z
      .array(
        z.object({
          type: z.string(),
          action_id: z.string(),
          action_ts: z.string().default(""),
          value: z.string().optional(),
        }),
      )
      .min(1),
  }),
  z.object({ ...sender, type: z.literal("view_submission"), trigger_id: z.string().optional(), view }),
  z.object({
    ...sender,
    type: z.literal("block_suggestion"),
    action_id: z.string(),
    value: z.string().default(""),
    view: view.optional(),
  }),
  z.object({ ...sender, type: z.literal("shortcut"), callback_id: z.string(), trigger_id: z.string() }),
  z.object({
    ...sender,
    ...place,
    type: z.literal("message_action"),
    callback_id: z.string(),
    trigger_id: z.string(),
  }),
]);
export type Interaction = z.infer<typeof interaction>;
export type InteractionOf<T extends Interaction["type"]> = Extract<Interaction, { readonly type: T }>;

const posted = {
  channel: z.string(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  subtype: z.string().optional(),
  text: z.string().default(""),
  ts: z.string(),
  thread_ts: z.string().optional(),
  /** Of a file in a shared channel only the id may be told. https://docs.slack.dev/reference/objects/file-object */
  files: z
    .array(z.object({ id: z.string(), name: z.string().nullish(), size: z.number().optional() }))
    .optional(),
};

const happening = z.discriminatedUnion("type", [
  z.object({ ...posted, type: z.literal("message"), channel_type: z.string().optional() }),
  z.object({ ...posted, type: z.literal("app_mention") }),
  z.object({
    type: z.literal("app_home_opened"),
    user: z.string(),
    channel: z.string().optional(),
    tab: z.string().optional(),
  }),
  z.object({
    type: z.literal("member_joined_channel"),
    user: z.string(),
    channel: z.string(),
    inviter: z.string().optional(),
  }),
  z.object({
    type: z.literal("team_join"),
    user: z.object({ id: z.string(), is_bot: z.boolean().optional() }),
  }),
  z.object({ type: z.literal("app_uninstalled") }),
  z.object({
    type: z.literal("tokens_revoked"),
    tokens: z.object({ bot: z.array(z.string()).optional() }).optional(),
  }),
]);
export type Happening = z.infer<typeof happening>;

export const envelope = z.object({
  type: z.literal("event_callback"),
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event_id: z.string(),
  authorizations: z
    .array(
      z.object({
        team_id: z.string().nullish(),
        enterprise_id: z.string().nullish(),
        user_id: z.string().nullish(),
        is_bot: z.boolean().nullish(),
        is_enterprise_install: z.boolean().nullish(),
      }),
    )
    .nullish(),
  event: happening,
});
export type Envelope = z.infer<typeof envelope>;

/** What `draw-button.ts` puts into a button's value. */
export const buttonPayload = z.record(z.string(), z.string());
