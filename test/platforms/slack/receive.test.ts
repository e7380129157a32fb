import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readText } from "#platforms/slack/read-text.ts";
import { receive } from "#platforms/slack/receive.ts";

const common = { team: { id: "T1" }, user: { id: "U1" }, enterprise: null, is_enterprise_install: false };

function happened(event: object, outer: object = {}) {
  const authorizations = [{ team_id: "T1", enterprise_id: null, user_id: "UBOT", is_bot: true }];
  const body = { type: "event_callback", team_id: "T1", event_id: "Ev1", authorizations, event, ...outer };
  return receive(body, "r1")?.event;
}

function received(body: Readonly<Record<string, unknown>>) {
  return receive({ ...common, ...body }, "r1");
}

const direct = { type: "message", channel_type: "im", channel: "D1", user: "U1", ts: "1.1" };

test("a line in the direct chat is a message under its channel and time, the same for every delivery", () => {
  expect(happened({ ...direct, text: "跟进 A &amp; B" })).toEqual({
    type: "message",
    platform: "slack",
    tenant: "T1",
    key: "D1:1.1",
    userId: "U1",
    conversation: { id: "D1", kind: "direct" },
    text: "跟进 A & B",
    messageId: "1.1",
  });
});

test("a mention is cut off, wherever it stands", () => {
  const mention = { ...direct, type: "app_mention", channel: "C1" };
  expect(happened({ ...mention, text: "<@UBOT> log met Li" })).toMatchObject({ text: "log met Li" });
  expect(happened({ ...mention, text: "hi <@UBOT|genjin> help" })).toMatchObject({ text: "hi help" });
  expect(happened({ ...mention, text: "<@UBOT>" })).toMatchObject({
    text: "",
    conversation: { id: "C1", kind: "group" },
  });
});

test("a line in a thread is answered in that thread", () => {
  expect(happened({ ...direct, text: "x", thread_ts: "0.9" })).toMatchObject({
    conversation: { thread: "0.9" },
  });
});

test.each([
  ["its own message", { ...direct, user: "UBOT", text: "x" }],
  ["another bot's", { ...direct, bot_id: "B1", text: "x" }],
  ["an edit", { ...direct, subtype: "message_changed", text: "x" }],
  ["a deletion", { ...direct, subtype: "message_deleted", text: "x" }],
  ["an empty line", { ...direct, text: " " }],
  ["a line in a channel that mentions nobody", { ...direct, channel_type: "channel", text: "x" }],
  ["an unknown event", { type: "emoji_changed" }],
  ["a bot that joins the workspace", { type: "team_join", user: { id: "U9", is_bot: true } }],
  ["somebody else who joins a channel", { type: "member_joined_channel", user: "U1", channel: "C1" }],
  ["the revoked token of a user", { type: "tokens_revoked", tokens: { oauth: ["U1"] } }],
  ["a tab that does not exist", { type: "app_home_opened", user: "U1", tab: "about" }],
])("%s is ignored", (_name, event) => {
  expect(happened(event)).toBeUndefined();
});

test("a file sent with words is a message of those words", () => {
  expect(happened({ ...direct, subtype: "file_share", text: "card of Li" })).toMatchObject({
    text: "card of Li",
  });
});

test.each([
  [
    { type: "app_home_opened", user: "U1", channel: "D1", tab: "home" },
    { type: "home", key: "Ev1" },
  ],
  [
    { type: "app_home_opened", user: "U1", channel: "D1", tab: "messages" },
    { type: "met", conversation: { id: "D1", kind: "direct" } },
  ],
  [
    { type: "team_join", user: { id: "U9" } },
    { type: "met", userId: "U9" },
  ],
  [
    { type: "member_joined_channel", user: "UBOT", channel: "C1", inviter: "U2" },
    { type: "met", userId: "U2", conversation: { id: "C1", kind: "group" } },
  ],
  [{ type: "app_uninstalled" }, { type: "uninstalled", key: "Ev1" }],
  [{ type: "tokens_revoked", tokens: { bot: ["UBOT"] } }, { type: "uninstalled" }],
])("%o is told", (event, told) => {
  expect(happened(event)).toMatchObject(told);
});

test("an organisation-wide installation is one tenant", () => {
  const authorizations = [{ team_id: null, enterprise_id: "E1", is_enterprise_install: true }];
  expect(happened({ ...direct, text: "x" }, { authorizations })).toMatchObject({ tenant: "E1" });
  const shortcut = { type: "shortcut", callback_id: "follow-up.log", trigger_id: "t1" };
  const org = { team: null, enterprise: { id: "E1" }, is_enterprise_install: true };
  expect(received({ ...shortcut, ...org })?.event.tenant).toBe("E1");
});

test("in a shared channel the tenant is the installation's team, not the sender's", () => {
  expect(happened({ ...direct, text: "x" }, { team_id: "TOTHER" })).toMatchObject({ tenant: "T1" });
});

test("a command is a line, its key the trigger that Slack gives once", () => {
  const body = {
    command: "/genjin",
    text: "log met <@U2|han> at &lt;ACME&gt;",
    team_id: "T1",
    is_enterprise_install: "false",
    channel_id: "C1",
    user_id: "U1",
    trigger_id: "t1",
    response_url: "https://hooks.example/1",
  };
  expect(receive(body, "r1")).toEqual({
    event: {
      type: "command",
      platform: "slack",
      tenant: "T1",
      key: "t1",
      userId: "U1",
      conversation: { id: "C1", kind: "group" },
      text: "log met @han at <ACME>",
    },
    reach: { from: "command", triggerId: "t1", responseUrl: "https://hooks.example/1" },
  });
});

const press = {
  type: "block_actions",
  trigger_id: "t1",
  response_url: "https://hooks.example/1",
  channel: { id: "C1" },
  container: { type: "message", is_ephemeral: false },
  message: { ts: "5.5", thread_ts: "5.0" },
  actions: [
    { type: "button", action_id: "follow-up.undo#2", action_ts: "9.9", value: '{"followUpId":"f1"}' },
  ],
};

test("a press says which button of which message, its key the same for the same press only", () => {
  expect(received(press)).toEqual({
    event: {
      type: "action",
      platform: "slack",
      tenant: "T1",
      key: "t1:9.9:follow-up.undo#2",
      userId: "U1",
      conversation: { id: "C1", kind: "group", thread: "5.0" },
      actionId: "follow-up.undo",
      payload: { followUpId: "f1" },
      on: { platform: "slack", conversation: "C1", message: "5.5" },
    },
    reach: { from: "message", triggerId: "t1", responseUrl: "https://hooks.example/1" },
  });
});

test("a press on an ephemeral message refers to no message, for Slack keeps none", () => {
  const ephemeral = { ...press, message: undefined, container: { type: "message", is_ephemeral: true } };
  expect(received(ephemeral)).toMatchObject({ event: { on: undefined }, reach: { from: "ephemeral" } });
});

test("a press on the Home tab has no conversation", () => {
  const home = { ...press, channel: undefined, message: undefined, view: { id: "V1", type: "home" } };
  expect(received(home)).toMatchObject({ event: { conversation: undefined }, reach: { from: "home" } });
});

test.each([
  ["a button that opens an address", { type: "button", action_id: "open-url#0", action_ts: "1" }],
  ["a choice that is not submitted yet", { type: "static_select", action_id: "x", action_ts: "1" }],
])("%s is not an event", (_name, action) => {
  expect(received({ ...press, actions: [action] })).toBeUndefined();
});

test("a payload that cannot be read is empty, so that the card is called out of date", () => {
  const actions = [{ type: "button", action_id: "a.b#0", action_ts: "1", value: "{" }];
  expect(received({ ...press, actions })?.event).toMatchObject({ payload: {} });
});

test("a submitted form comes with its payload and the message it was opened from", () => {
  const on = { platform: "slack", conversation: "D1", message: "5.5" };
  const conversation = { id: "D1", kind: "direct" };
  const view = {
    id: "V1",
    hash: "h1",
    callback_id: "follow-up.log",
    private_metadata: JSON.stringify({ payload: { customerId: "c1" }, origin: { on, conversation } }),
    state: { values: { content: { value: { type: "plain_text_input", value: "met" } } } },
  };
  expect(received({ type: "view_submission", trigger_id: "t1", view })).toMatchObject({
    event: {
      type: "form",
      key: "V1:h1",
      formId: "follow-up.log",
      payload: { customerId: "c1" },
      values: { content: { type: "text", text: "met" } },
      on,
      conversation,
    },
    reach: { from: "modal", fields: ["content"] },
  });
});

test("a searched select asks its source", () => {
  const suggestion = { type: "block_suggestion", action_id: "customer", value: "ac", view: { id: "V1" } };
  const asked = { type: "options", source: "customer", query: "ac", key: "r1" };
  expect(received(suggestion)?.event).toMatchObject(asked);
});

test("shortcuts come with the words of the message they were used on", () => {
  const shortcut = { callback_id: "follow-up.from-message", trigger_id: "t1" };
  const message = { ts: "1.1", text: "call <https://acme.example|ACME>" };
  expect(received({ ...shortcut, type: "shortcut" })?.event).toMatchObject({ key: "t1", text: undefined });
  expect(
    received({ ...shortcut, type: "message_action", channel: { id: "C1" }, message })?.event,
  ).toMatchObject({
    shortcutId: "follow-up.from-message",
    text: "call ACME",
    conversation: { id: "C1", kind: "group" },
  });
});

// "Register a lead" from "<@UBOT> Acme wants a quote" made a lead whose company began with the bot's id.
test("a shortcut on a message that called the bot comes without the call, and with who else was named", () => {
  const message = { ts: "1.1", text: "<@UBOT> ACME wants a quote, ask <@U2>" };
  const body = { ...common, type: "message_action", callback_id: "lead.from-message", trigger_id: "t1" };
  const event = receive({ ...body, channel: { id: "C1" }, message }, "r1", "UBOT")?.event;
  expect(event).toMatchObject({ text: "ACME wants a quote, ask @U2" });
});

test.each([
  ["<@U1|li> and <@U2>", "@li and @U2"],
  ["<#C1|general> <#C2|>", "#general #C2"],
  ["<!here> <!subteam^S1|@sales>", "@here @sales"],
  ["<!date^1^{date}|Monday>", "Monday"],
  ["<https://x.example>", "https://x.example"],
  ["<mailto:a@b.example|a@b.example> <tel:139>", "a@b.example 139"],
  ["3 &lt; 5 &amp;amp; 7 &gt; 5", "3 < 5 &amp; 7 > 5"],
])("%s is read as %s", (sent, words) => {
  expect(readText(sent)).toBe(words);
});

test("the manifest subscribes to what is received and links the shortcuts that exist", () => {
  const manifest: unknown = JSON.parse(
    readFileSync(new URL("../../../src/platforms/slack/manifest.json", import.meta.url), "utf8"),
  );
  expect(manifest).toMatchObject({
    features: {
      slash_commands: [{ command: "/genjin", should_escape: true }],
      shortcuts: [
        { type: "global", callback_id: "follow-up.log" },
        { type: "message", callback_id: "follow-up.from-message" },
        { type: "message", callback_id: "lead.from-message" },
      ],
    },
    settings: {
      event_subscriptions: {
        bot_events: [
          "app_home_opened",
          "app_mention",
          "app_uninstalled",
          "member_joined_channel",
          "message.im",
          "team_join",
          "tokens_revoked",
        ],
      },
    },
  });
});
