import type { webApi } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createSlackEmulator, type SlackEmulator } from "#playground/slack/emulator.ts";
import { refused, webClient } from "./bolt-app.ts";

let slack: SlackEmulator;
let web: webApi.WebClient;

beforeAll(async () => {
  slack = createSlackEmulator({
    botToken: "xoxb-test",
    rateLimits: "off",
    users: [
      { id: "U1", name: "li", realName: "李雷", email: "Li@example.com", tz: "Asia/Shanghai" },
      { id: "U2", name: "han" },
    ],
    channels: [
      { id: "C1", name: "sales", members: ["U1"] },
      { id: "C2", name: "elsewhere", withBot: false },
      { id: "G1", name: "board", kind: "private", withBot: false },
    ],
  });
  await slack.start();
  web = webClient(slack);
});
afterAll(() => slack.stop());
beforeEach(() => {
  slack.settings.rateLimits = "off";
  slack.settings.tokenState = "active";
});

describe("who may call", () => {
  test("names the bot to a valid token only", async () => {
    expect(await web.auth.test()).toMatchObject({ user_id: slack.botUserId, team_id: slack.team.id });
    expect(await refused(webClient(slack, "xoxb-forged").auth.test())).toMatchObject({
      error: "invalid_auth",
    });
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: "POST" });
    expect(await bare.json()).toEqual({ ok: false, error: "not_authed" });
    slack.settings.tokenState = "token_revoked";
    expect(await refused(web.auth.test())).toMatchObject({ error: "token_revoked" });
  });

  test("names the missing scope and those that were granted", async () => {
    const { scopes } = slack.settings;
    slack.settings.scopes = ["users:read", "channels:history"];
    expect(await refused(web.chat.postMessage({ channel: "C1", text: "x" }))).toMatchObject({
      error: "missing_scope",
      needed: "chat:write",
      provided: "users:read,channels:history",
    });
    expect(await refused(web.users.lookupByEmail({ email: "li@example.com" }))).toMatchObject({
      needed: "users:read.email",
    });
    const channel = await refused(web.conversations.history({ channel: "U1" }));
    expect(channel).toMatchObject({ error: "missing_scope", needed: "im:history" });
    const { user } = await web.users.info({ user: "U1" });
    expect(user?.profile?.email).toBeUndefined();
    slack.settings.scopes = scopes;
  });

  test("does not know methods that do not exist", async () => {
    expect(await refused(web.apiCall("chat.shout"))).toMatchObject({ error: "unknown_method" });
    expect(await web.apiCall("api.test", { foo: "bar" })).toMatchObject({ ok: true, args: { foo: "bar" } });
  });
});

describe("messages", () => {
  test("takes JSON bodies as well as forms", async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: "POST",
      headers: { authorization: "Bearer xoxb-test", "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify({ channel: "C1", blocks: [{ type: "divider" }] }),
    });
    expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [{ type: "divider" }] } });
  });

  test("posts to a person by opening the direct channel, with timestamps that only grow", async () => {
    const first = await web.chat.postMessage({ channel: "U1", text: "one" });
    const second = await web.chat.postMessage({ channel: "U1", text: "two" });
    expect(first.channel).toMatch(/^D/);
    expect(second.channel).toBe(first.channel);
    expect(Number(second.ts)).toBeGreaterThan(Number(first.ts));
    const seen = slack.client("U1").messages({ in: first.channel ?? "" });
    expect(seen.map((message) => message.text)).toEqual(["one", "two"]);
  });

  test.each([
    ["an unknown channel", { channel: "C9", text: "x" }, "channel_not_found"],
    ["a private channel without the bot", { channel: "G1", text: "x" }, "channel_not_found"],
    ["a public channel without the bot", { channel: "C2", text: "x" }, "not_in_channel"],
    ["nothing to say", { channel: "C1", text: " " }, "no_text"],
    ["blocks that are not JSON", { channel: "C1", blocks: "[{" }, "invalid_blocks_format"],
    ["blocks that are no list", { channel: "C1", blocks: "{}" }, "invalid_blocks_format"],
    ["a reply to nothing", { channel: "C1", text: "x", thread_ts: "1.2" }, "cannot_reply_to_message"],
    ["metadata without a type", { channel: "C1", text: "x", metadata: "{}" }, "invalid_metadata_schema"],
    ["no channel", { text: "x" }, "invalid_arguments"],
  ])("refuses %s", async (_what, args, error) => {
    expect(await refused(web.apiCall("chat.postMessage", args))).toMatchObject({ ok: false, error });
  });

  test("refuses an archived channel", async () => {
    const channel = slack.addChannel({ name: "old" });
    channel.archived = true;
    expect(await refused(web.chat.postMessage({ channel: channel.id, text: "x" }))).toMatchObject({
      error: "is_archived",
    });
  });

  test("says where an invalid block is, in Slack's words", async () => {
    const text = { type: "mrkdwn", text: "x".repeat(3001) } as const;
    const call = web.chat.postMessage({ channel: "C1", text: "x", blocks: [{ type: "section", text }] });
    expect(await refused(call)).toMatchObject({
      error: "invalid_blocks",
      response_metadata: {
        messages: [
          expect.stringContaining("must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
          expect.stringContaining("/blocks/0/text/text"),
        ],
      },
    });
  });

  test("cuts text at 40,000 characters", async () => {
    const { message } = await web.chat.postMessage({ channel: "C1", text: "𠮷".repeat(40_001) });
    expect([...(message?.text ?? "")].length).toBe(40_000);
  });

  test("changes and deletes only the bot's own messages", async () => {
    const li = slack.client("U1");
    slack.settings.events = [];
    await li.say("mine", { in: "sales" });
    const { id } = li.messages({ in: "sales" }).at(-1) ?? { id: "" };
    expect(await refused(web.chat.update({ channel: "C1", ts: id, text: "yours" }))).toMatchObject({
      error: "cant_update_message",
    });
    expect(await refused(web.chat.delete({ channel: "C1", ts: id }))).toMatchObject({
      error: "cant_delete_message",
    });
    expect(await refused(web.chat.update({ channel: "C1", ts: "1.2", text: "x" }))).toMatchObject({
      error: "message_not_found",
    });
  });

  test("removes the blocks of a message that is updated with text alone", async () => {
    const { ts = "" } = await web.chat.postMessage({
      channel: "C1",
      text: "x",
      blocks: [{ type: "divider" }],
    });
    await web.chat.update({ channel: "C1", ts, text: "only words" });
    const { messages } = await web.conversations.history({
      channel: "C1",
      latest: ts,
      inclusive: true,
      limit: 1,
    });
    expect(messages?.[0]).toMatchObject({ text: "only words", edited: { user: slack.botUserId } });
    expect(messages?.[0]?.blocks).toBeUndefined();
    expect(await refused(web.chat.update({ channel: "C1", ts, text: "x".repeat(4001) }))).toMatchObject({
      error: "msg_too_long",
    });
    await web.chat.delete({ channel: "C1", ts });
    expect(
      slack
        .client("U1")
        .messages()
        .some((message) => message.id === ts),
    ).toBe(false);
  });

  test("shows an ephemeral message to one person and keeps it from history and updates", async () => {
    const { message_ts: ts = "" } = await web.chat.postEphemeral({ channel: "C1", user: "U1", text: "psst" });
    expect(slack.client("U1").messages().at(-1)).toMatchObject({ id: ts, ephemeral: true });
    const { messages } = await web.conversations.history({ channel: "C1" });
    expect(messages?.some((message) => message.ts === ts)).toBe(false);
    expect(await refused(web.chat.update({ channel: "C1", ts, text: "x" }))).toMatchObject({
      error: "message_not_found",
    });
    expect(await refused(web.chat.postEphemeral({ channel: "C1", user: "U2", text: "x" }))).toMatchObject({
      error: "user_not_in_channel",
    });
    expect(
      await refused(web.chat.postEphemeral({ channel: "C1", user: "U1", text: "长".repeat(1334) })),
    ).toMatchObject({ error: "msg_too_long" });
  });

  test("gives a reaction once", async () => {
    const { ts = "" } = await web.chat.postMessage({ channel: "C1", text: "x" });
    await web.reactions.add({ channel: "C1", timestamp: ts, name: "eyes" });
    expect(await refused(web.reactions.add({ channel: "C1", timestamp: ts, name: "eyes" }))).toMatchObject({
      error: "already_reacted",
    });
  });
});

describe("reading", () => {
  test("gives metadata in history only when asked", async () => {
    const metadata = { event_type: "sent", event_payload: { key: "todo:1" } };
    const { ts = "" } = await web.chat.postMessage({ channel: "U2", text: "with key", metadata });
    const { channel } = await web.conversations.open({ users: "U2" });
    const id = channel?.id ?? "";
    const asked = await web.conversations.history({ channel: id, include_all_metadata: true });
    expect(asked.messages?.[0]).toMatchObject({ ts, metadata });
    const unasked = await web.conversations.history({ channel: id });
    expect(unasked.messages?.[0]).not.toHaveProperty("metadata");
  });

  test("pages through history newest first, and through a thread oldest first", async () => {
    const { id } = slack.addChannel({ name: "paged", members: ["U1"] });
    const { ts = "" } = await web.chat.postMessage({ channel: id, text: "0" });
    await web.chat.postMessage({ channel: id, text: "reply", thread_ts: ts });
    await web.chat.postMessage({ channel: id, text: "1" });
    await web.chat.postMessage({ channel: id, text: "2" });
    const texts: (string | undefined)[] = [];
    for await (const page of web.paginate("conversations.history", { channel: id, limit: 2 })) {
      if ("messages" in page && Array.isArray(page.messages)) texts.push(...page.messages.map((m) => m.text));
    }
    expect(texts).toEqual(["2", "1", "0"]);
    const thread = await web.conversations.replies({ channel: id, ts });
    expect(thread.messages?.map((message) => message.text)).toEqual(["0", "reply"]);
  });

  test("knows people by id and by e-mail in any case, with locale when asked", async () => {
    const found = await web.users.lookupByEmail({ email: "li@EXAMPLE.com" });
    expect(found.user).toMatchObject({ id: "U1", tz: "Asia/Shanghai", tz_offset: 28_800 });
    expect(found.user).not.toHaveProperty("locale");
    const { user } = await web.users.info({ user: "U1", include_locale: true });
    expect(user).toMatchObject({ real_name: "李雷", profile: { email: "Li@example.com" }, locale: "zh-CN" });
    expect(await refused(web.users.info({ user: "U9" }))).toMatchObject({ error: "user_not_found" });
    expect(await refused(web.users.lookupByEmail({ email: "no@example.com" }))).toMatchObject({
      error: "users_not_found",
    });
    const { members } = await web.users.list({});
    expect(members?.map((member) => member.id)).toEqual([slack.botUserId, "U1", "U2"]);
  });

  test("knows channels, their members, and hides private ones", async () => {
    const { channels } = await web.conversations.list({ types: "public_channel,private_channel" });
    expect(channels?.map((channel) => channel.name)).not.toContain("board");
    expect((await web.conversations.members({ channel: "C1" })).members).toEqual(["U1", slack.botUserId]);
    expect((await web.conversations.info({ channel: "C1" })).channel).toMatchObject({ name: "sales" });
    expect((await web.team.info()).team).toMatchObject({ id: slack.team.id });
  });
});
