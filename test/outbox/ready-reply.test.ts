import { describe, expect, it } from "vitest";
import type { ChatEvent } from "#chat/event.ts";
import type { Form } from "#chat/form.ts";
import { ask, invalid, nothing, say, toast, update } from "#chat/reply.ts";
import { keyOfReply, laneOfReply, readReply, readyReply, storeReply } from "#outbox/ready-reply.ts";
import { card } from "./support.ts";

const common = { platform: "feishu", tenant: "cli_1", key: "k1", userId: "ou_1" } as const;
const message: ChatEvent = {
  ...common,
  type: "message",
  conversation: { id: "oc_1", kind: "group", thread: "om_1" },
  text: "hi",
  messageId: "om_1",
};
const press: ChatEvent = { ...message, type: "action", actionId: "x", payload: {} };
const on = { platform: "feishu", conversation: "oc_1", message: "om_2" } as const;
const english = async () => "en" as const;
const form: Form = { id: "f", title: "T", submit: "S", cancel: "C", payload: {}, fields: [] };

describe("a reply that is delivered later", () => {
  it.each([
    {
      promise: "a card goes where the person wrote",
      event: message,
      reply: say(card("a")),
      to: { type: "conversation", userId: "ou_1" },
    },
    {
      promise: "without a conversation it goes to the person",
      event: { ...common, type: "shortcut", shortcutId: "s" } as const,
      reply: say(card("a")),
      to: { type: "direct", userId: "ou_1" },
    },
    {
      promise: "the Home tab's is its content",
      event: { ...common, type: "home" } as const,
      reply: say(card("a")),
      to: { type: "home", userId: "ou_1" },
    },
    {
      promise: "a changed card stays the same message",
      event: { ...press, on },
      reply: update(card("a")),
      to: { type: "message", ref: on },
    },
    {
      promise: "of a changed view and a question besides, the question is kept",
      event: { ...press, on },
      reply: { ...update(card("view")), besides: card("a") },
      to: { type: "conversation" },
    },
    {
      promise: "a changed card without a message is a new one",
      event: press,
      reply: update(card("a")),
      to: { type: "conversation" },
    },
  ])("$promise", async ({ event, reply, to }) => {
    const ready = await readyReply(event, reply, english);
    expect(ready?.to).toMatchObject(to);
    expect(ready?.content).toEqual({ type: "card", card: card("a") });
  });

  it("makes a card of a notice and of what is wrong with a form", async () => {
    const noticed = await readyReply(press, toast("Done", "success"), english);
    expect(noticed?.content).toEqual({ type: "card", card: { title: "Done", tone: "success", body: [] } });
    const wrong = await readyReply(press, invalid({ a: "No date", b: "No name" }), english);
    expect(wrong?.content).toMatchObject({ card: { title: "No date", tone: "warning" } });
    expect(JSON.stringify(wrong?.content)).toContain("No name");
  });

  it("keeps a form with the button that asks again and the person's language", async () => {
    const reopen = { id: "command.run", payload: { command: "log" } };
    const ready = await readyReply(message, { ...ask(form), type: "ask", form, reopen }, english);
    expect(ready?.content).toEqual({ type: "form", form, reopen, locale: "en" });
    expect(await readyReply(message, ask(form), english)).toBeUndefined();
  });

  it("says nothing where there is nothing to say", async () => {
    expect(await readyReply(message, nothing, english)).toBeUndefined();
    expect(await readyReply(message, { type: "options", options: [] }, english)).toBeUndefined();
  });

  it("comes back from the row as it went in", async () => {
    const list = { type: "list", items: [{ text: [] }], more: 3, moreText: "… {count}" } as const;
    const ready = await readyReply(message, say({ ...card("a"), body: [list] }), english);
    if (ready === undefined) throw new Error("nothing to say");
    const back = readReply(JSON.parse(JSON.stringify(storeReply(ready, message))));
    expect(back).toEqual({ ...ready, userId: message.userId });
    expect(() => readReply({})).toThrow();
  });

  it("has the lane of its conversation and one key per event", async () => {
    const ready = await readyReply(message, say(card("a")), english);
    if (ready === undefined) throw new Error("nothing to say");
    expect(laneOfReply(message, ready)).toBe("feishu:cli_1:oc_1");
    expect(keyOfReply(message)).toBe("reply:feishu:cli_1:k1");
  });
});
