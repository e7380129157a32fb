import { afterEach, beforeEach, expect, test } from "vitest";
import { type Card, inView, viewKey } from "#chat/card.ts";
import { ask, invalid, nothing, type Reply, say, toast, update } from "#chat/reply.ts";
import { words } from "#platforms/slack/words.ts";
import { type Bench, calls, card, form, startBench } from "./harness.ts";

let bench: Bench;
let replies: Reply[] = [];
const li = () => bench.slack.client("U1");

beforeEach(async () => {
  bench = await startBench();
  replies = [];
  bench.host.handler = (event) => (event.type === "home" ? say(card("Home")) : (replies.shift() ?? nothing));
});
afterEach(() => bench.stop());

/** Sends a card into the direct chat, as the outbox would. */
function sendDirect(...labels: string[]) {
  return send("direct", card("Due", ...labels));
}

function sendHome(shown: Card) {
  return send("home", shown);
}

function send(type: "direct" | "home", shown: Card) {
  return bench.parts.port.send({
    tenant: bench.slack.team.id,
    deliveryId: "d1",
    to: { type, userId: "U1" },
    content: { type: "card", card: shown },
    maybeSent: false,
  });
}

async function press(label: string, ...answers: Reply[]) {
  replies.push(...answers);
  const outcome = await li().press(label);
  await bench.idle();
  return outcome;
}

test("a command is answered in the HTTP body, without a call, for the person alone", async () => {
  replies = [say(card("Help", "More"))];
  const outcome = await li().command("help", { in: "sales" });
  expect(outcome).toMatchObject({ status: 200 });
  expect(li().messages({ in: "sales" })).toMatchObject([{ ephemeral: true, text: "Help\nabout Help\nMore" }]);
  expect(bench.slack.log.filter((entry) => entry.kind === "api")).toEqual([]);
});

test("a command's notice is shown as it stands", async () => {
  replies = [toast("*a* <!channel> :smile:")];
  await li().command("help");
  expect(li().messages()).toMatchObject([{ ephemeral: true, text: "*a* <!channel> :smile:" }]);
});

test("a pressed message becomes the new card, and the toast stands below it", async () => {
  const ref = await sendDirect("Done");
  await press("Done", update(card("Finished"), "Well done"));
  expect(li().messages()).toMatchObject([
    { id: ref.message, text: "Finished\nabout Finished", ephemeral: false },
    { text: "Well done", ephemeral: true },
  ]);
});

test("a pressed message becomes the new card, and what comes besides is a message below it", async () => {
  const ref = await sendDirect("Done");
  await press("Done", { ...update(card("Today")), besides: card("Told?") });
  expect(li().messages()).toMatchObject([
    { id: ref.message, text: "Today\nabout Today" },
    { text: "Told?\nabout Told?", ephemeral: false },
  ]);
});

test("an old ephemeral card is replaced too", async () => {
  replies = [say(card("Help", "More"))];
  await li().command("help", { in: "sales" });
  await press("More", update(card("Changed")));
  expect(li().messages({ in: "sales" })).toMatchObject([{ text: "Changed\nabout Changed" }]);
});

test("pressed in the direct chat, a new card is a lasting message; in a channel it is for the person alone", async () => {
  await sendDirect("More");
  await press("More", say(card("History")));
  expect(li().messages().at(-1)).toMatchObject({ text: "History\nabout History", ephemeral: false });
  replies = [say(card("Help", "Next"))];
  await li().command("help", { in: "sales" });
  await press("Next", say(card("Page 2")));
  expect(li().messages({ in: "sales" }).at(-1)).toMatchObject({
    text: "Page 2\nabout Page 2",
    ephemeral: true,
  });
  expect(bench.slack.client("U2").messages({ in: "sales" })).toEqual([]);
});

test("a form opens from a press, comes back filled, and redraws the message it was opened from", async () => {
  const ref = await sendDirect("Log");
  await press("Log", ask(form));
  expect(li().form()).toMatchObject({ title: "Log a follow-up" });
  replies = [update(card("Logged"))];
  await li().submit({ Content: "met <Li> & Co", At: "2026-11-25" });
  await bench.idle();
  expect(bench.host.answered.at(-1)).toMatchObject({
    type: "form",
    formId: "follow-up.log",
    payload: { customerId: "c1" },
    values: {
      content: { type: "text", text: "met <Li> & Co" },
      at: { type: "datetime", local: "2026-11-25 15:00" },
    },
    on: ref,
  });
  expect(li().form()).toBeUndefined();
  expect(li().messages()).toMatchObject([{ id: ref.message, text: "Logged\nabout Logged" }]);
});

test("a form opened from an ephemeral card replaces that card", async () => {
  replies = [say(card("Which?", "Log"))];
  await li().command("log x", { in: "sales" });
  await press("Log", ask(form));
  replies = [update(card("Logged"))];
  await li().submit({ Content: "x" });
  await bench.idle();
  expect(li().messages({ in: "sales" })).toMatchObject([{ text: "Logged\nabout Logged", ephemeral: true }]);
});

test("a form opened from a command answers where the command was typed", async () => {
  replies = [ask(form)];
  await li().command("log", { in: "sales" });
  await bench.idle();
  replies = [say(card("Logged"))];
  await li().submit({ Content: "x" });
  await bench.idle();
  expect(li().messages({ in: "sales" })).toMatchObject([{ text: "Logged\nabout Logged", ephemeral: true }]);
});

test("where the bot may not speak, the answer comes in the direct chat", async () => {
  replies = [ask(form)];
  await li().command("log", { in: "elsewhere" });
  await bench.idle();
  replies = [say(card("Logged"))];
  await li().submit({ Content: "x" });
  await bench.idle();
  expect(li().messages({ in: "elsewhere" })).toEqual([]);
  expect(li().messages()).toMatchObject([{ text: "Logged\nabout Logged", ephemeral: false }]);
});

test("a refused form stays open with the words at their fields; an error of no field stands at the first", async () => {
  replies = [ask(form)];
  await li().command("log");
  await bench.idle();
  replies = [invalid({ content: "too vague", at: "is past" }), invalid({ "": "not now" })];
  expect(await li().submit({ Content: "x" })).toMatchObject({
    fieldErrors: { Content: "too vague", At: "is past" },
  });
  expect(await li().submit({ Content: "x" })).toMatchObject({ fieldErrors: { Content: "not now" } });
  expect(li().form()).toBeDefined();
});

test("a form may be followed by another in its place", async () => {
  await sendDirect("Log");
  await press("Log", ask(form));
  replies = [ask({ ...form, id: "follow-up.next", title: "What next" })];
  await li().submit({ Content: "x" });
  expect(li().form()).toMatchObject({ title: "What next" });
  replies = [update(card("Logged"))];
  await li().submit({ Content: "y" });
  await bench.idle();
  expect(li().messages()).toMatchObject([{ text: "Logged\nabout Logged" }]);
});

test("a searched field offers what is found and what was typed", async () => {
  bench.host.handler = (event) =>
    event.type === "options" ? { type: "options", options: [{ value: "c1", label: "ACME" }] } : ask(form);
  await li().command("log");
  await bench.idle();
  expect(await li().search("Customer", "acm")).toEqual([
    { label: "ACME", value: "c1" },
    { label: "使用「acm」", value: "typed:acm" },
  ]);
  expect(bench.host.answered.at(-1)).toMatchObject({ type: "options", source: "customer", query: "acm" });
  await li().submit({ Content: "x", Customer: "ACME" });
  expect(bench.host.answered.at(-1)).toMatchObject({ values: { customer: { type: "option", value: "c1" } } });
});

test("the Home tab shows what a press on it has done, and no message is sent", async () => {
  const home = card("Today");
  const [done] = inView("my-day", [
    { label: "Done", action: { id: "todo.done", payload: { todoId: "t1" } } },
  ]);
  const body = done === undefined ? home.body : [{ type: "buttons", buttons: [done] } as const];
  await sendHome({ ...home, body });
  replies = [update(card("Today"), "Finished: call Li")];
  await li().press("Done", { on: "home" });
  await bench.idle();
  expect(bench.host.answered).toMatchObject([
    { type: "action", payload: { [viewKey]: "my-day" } },
    { type: "home" },
  ]);
  expect(JSON.stringify(li().home()?.raw)).toContain("Finished: call Li");
  expect(li().messages()).toEqual([]);
});

// "Approvals" on Home seemed to do nothing: its answer stood in the chat, which nobody on Home sees.
test("the Home tab says where the answer to a press on it is", async () => {
  await sendHome(card("Today", "Approvals"));
  replies = [say(card("Two wait"))];
  await li().press("Approvals", { on: "home" });
  await bench.idle();
  expect(li().messages().at(-1)?.text).toContain("Two wait");
  expect(JSON.stringify(li().home()?.raw)).toContain(words.zh.inMessages);
});

test("a form opened on the Home tab ends there", async () => {
  await sendHome(card("Today", "Log"));
  await press("Log", ask(form));
  expect(bench.host.answered).toHaveLength(1);
  replies = [toast("Saved")];
  await li().submit({ Content: "x" });
  await bench.idle();
  expect(JSON.stringify(li().home()?.raw)).toContain("Saved");
});

test("shortcuts open forms, and a message's words come along", async () => {
  const ref = await sendDirect();
  replies = [ask(form), ask(form)];
  await li().shortcut("follow-up.log");
  await bench.idle();
  expect(li().form()).toMatchObject({ title: "Log a follow-up" });
  await li().messageShortcut("follow-up.from-message", ref.message);
  await bench.idle();
  expect(bench.host.answered.at(-1)).toMatchObject({ shortcutId: "follow-up.from-message" });
  await li().say("ACME wants a quote", { in: "C1" });
  replies = [ask(form)];
  await li().messageShortcut("follow-up.from-message", li().messages().at(-1)?.id ?? "");
  await bench.idle();
  // The bot was called, which is not what was said.
  expect(bench.host.answered.at(-1)).toMatchObject({ text: "ACME wants a quote" });
});

test("a global shortcut's answer comes in the direct chat, for it belongs to no place", async () => {
  replies = [toast("Not allowed", "danger")];
  await li().shortcut("follow-up.log");
  await bench.idle();
  expect(li().messages()).toMatchObject([{ text: "Not allowed" }]);
});

test("in a thread the answer stays in the thread", async () => {
  const { port } = bench.parts;
  const tenant = bench.slack.team.id;
  const root = await port.send({
    tenant,
    deliveryId: "d1",
    to: { type: "direct", userId: "U1" },
    content: { type: "card", card: card("Root") },
    maybeSent: false,
  });
  const conversation = { id: root.conversation, kind: "direct", thread: root.message } as const;
  await port.send({
    tenant,
    deliveryId: "d2",
    to: { type: "conversation", conversation, userId: "U1" },
    content: { type: "card", card: card("Reply") },
    maybeSent: false,
  });
  expect(calls(bench.slack, "chat.postMessage").at(-1)).toMatchObject({ thread_ts: root.message });
});
