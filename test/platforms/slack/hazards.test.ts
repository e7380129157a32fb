import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, invalid, type Reply, say, toast, update } from "#chat/reply.ts";
import { type Bench, calls, card, form, startBench } from "./harness.ts";

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());
const li = () => bench.slack.client("U1");

async function sendDirect(...labels: string[]) {
  return bench.parts.port.send({
    tenant: bench.slack.team.id,
    deliveryId: "d1",
    to: { type: "direct", userId: "U1" },
    content: { type: "card", card: card("Due", ...labels) },
    maybeSent: false,
  });
}

/** Answers with the reply after longer than Slack waits for. */
function slowly(reply: Reply) {
  bench.host.handler = async () => {
    await sleep(2700);
    return reply;
  };
}

test("hazard 1: an event delivered three times is kept under one key", async () => {
  await li().say("met Li");
  const [delivery] = bench.slack.log;
  if (delivery === undefined) throw new Error("nothing was delivered");
  await bench.slack.redeliver(delivery, { retryNum: 1 });
  await bench.slack.redeliver(delivery, { exact: true });
  expect(new Set(bench.host.stored.map((event) => event.key)).size).toBe(1);
});

test("hazard 1: a mention told as two events has one key", async () => {
  await li().say("help", { in: "sales" });
  expect(bench.host.stored).toMatchObject([{ type: "message", text: "help" }]);
});

test("hazard 2: an event is accepted only once it is kept; until then Slack sends it again", async () => {
  let tries = 0;
  bench.host.beforeStore = async () => {
    tries += 1;
    if (tries < 3) throw new Error("the database is away");
  };
  expect(await li().say("met Li")).toMatchObject({ status: 503 });
  await bench.slack.settled();
  expect(bench.host.stored).toHaveLength(1);
  expect(tries).toBe(3);
});

test("hazard 2: a command that takes long is acknowledged with a word, and its result follows", async () => {
  slowly(say(card("Report")));
  const outcome = await li().command("team");
  expect(outcome).toMatchObject({ status: 200 });
  expect(outcome.error).toBeUndefined();
  expect(outcome.tookMs).toBeLessThan(2900);
  await bench.idle();
  expect(li().messages()).toMatchObject([
    { text: "正在处理，结果稍后就到。", ephemeral: true },
    { text: "Report\nabout Report", ephemeral: true },
  ]);
});

test("hazard 2: a press that takes long is acknowledged with a word in the person's language", async () => {
  await sendDirect("Done");
  slowly(update(card("Finished")));
  expect((await li().press("Done")).error).toBeUndefined();
  await bench.idle();
  expect(
    li()
      .messages()
      .map((message) => message.text),
  ).toEqual(["Finished\nabout Finished", "正在处理，结果稍后就到。"]);
});

test("hazard 2: a form that takes long closes, and what was wrong with it is told", async () => {
  bench.host.handler = () => ask(form);
  await li().command("log", { in: "sales" });
  await bench.idle();
  slowly(invalid({ content: "too vague" }));
  expect((await li().submit({ Content: "x" })).error).toBeUndefined();
  await bench.idle();
  expect(li().messages({ in: "sales" }).at(-1)).toMatchObject({ text: "too vague", ephemeral: true });
});

test("hazard 2: a reply that Slack does not take is kept for later", async () => {
  await sendDirect("More");
  bench.host.handler = () => say(card("History"));
  bench.slack.failNext("chat.postMessage", { retryAfterS: 30 });
  await li().press("More");
  await bench.idle();
  expect(bench.host.queued).toMatchObject([{ event: { type: "action" }, reply: { type: "say" } }]);
});

test("hazard 2: what is shown only after the acknowledgement is kept before it", async () => {
  await sendDirect("More");
  bench.host.handler = () => say(card("History"));
  const order: string[] = [];
  bench.host.keep = async (_event, reply) => {
    order.push(`kept: ${reply.type}`);
    return {
      perform: async (work) => {
        await acknowledged;
        await work("d2");
      },
    };
  };
  const acknowledged = li()
    .press("More")
    .then(() => order.push("acknowledged"));
  await acknowledged;
  await bench.idle();
  expect(order).toEqual(["kept: say", "acknowledged"]);
  expect(calls(bench.slack, "chat.postMessage").at(-1)).toMatchObject({
    metadata: expect.stringContaining('"d2"'),
  });
});

test("hazard 2: what Slack takes in the acknowledgement itself is not kept", async () => {
  bench.host.handler = () => say(card("Help"));
  await li().command("help");
  expect(bench.host.kept).toEqual([]);
});

test("hazard 3: an answer whose response was lost is not posted twice", async () => {
  await sendDirect("More");
  bench.host.handler = () => say(card("History"));
  bench.slack.failNext("chat.postMessage", { loseResponse: true });
  await li().press("More");
  await bench.idle();
  expect(
    li()
      .messages()
      .filter((message) => message.text.startsWith("History")),
  ).toHaveLength(1);
  expect(bench.host.queued).toEqual([]);
});

test("hazard 4: a form opens at once while the outbox is rate limited", async () => {
  await sendDirect("Log");
  bench.host.handler = () => ask(form);
  bench.slack.failNext("chat.postMessage", { retryAfterS: 5 });
  const limited = sendDirect().catch(() => undefined);
  await li().press("Log");
  await bench.idle();
  await limited;
  expect(li().form()).toBeDefined();
});

test.each(["expired_trigger_id", "exchanged_trigger_id", "invalid_arguments"])(
  "hazard 5: a form whose trigger is refused (%s) waits behind a button",
  async (error) => {
    const reopen = { id: "command.run", payload: { command: "log" } };
    bench.host.handler = () => ({ type: "ask", form, reopen });
    bench.slack.failNext("views.open", { error });
    await li().command("log");
    await bench.idle();
    expect(li().messages()).toMatchObject([{ buttons: ["打开表单"] }]);
    await li().press("打开表单");
    await bench.idle();
    expect(li().form()).toBeDefined();
    expect(bench.host.queued).toEqual([]);
  },
);

test("hazard 5: a form that is ready only after the trigger has died is not even tried", async () => {
  slowly({ type: "ask", form, reopen: { id: "command.run", payload: { command: "log" } } });
  await li().command("log");
  await bench.idle();
  expect(calls(bench.slack, "views.open")).toEqual([]);
  expect(li().messages().at(-1)).toMatchObject({ buttons: ["打开表单"] });
});

test("hazard 7: what goes on after the acknowledgement counts as in flight", async () => {
  await sendDirect("More");
  bench.host.handler = () => say(card("History"));
  bench.slack.failNext("chat.postMessage", { delayMs: 300 });
  await li().press("More");
  expect(li().messages()).toHaveLength(1);
  await bench.idle();
  expect(li().messages()).toHaveLength(2);
});

test("hazard 8: every command, button, form and shortcut has a listener, known or not", async () => {
  bench.slack.settings.commands = ["/crm"];
  bench.host.handler = (event) =>
    event.type === "command" ? ask({ ...form, id: "unheard-of" }) : toast("?");
  expect(await li().command("/crm help")).toMatchObject({ status: 200 });
  await bench.idle();
  expect(await li().submit({ Content: "x" })).toMatchObject({ status: 200 });
  expect(await li().shortcut("unheard-of")).toMatchObject({ status: 200 });
  await sendDirect("Unheard of");
  expect(await li().press("Unheard of")).toMatchObject({ status: 200 });
});

test("a failure that nobody expected is told to Slack, which tells the person", async () => {
  bench.host.handler = () => {
    throw new Error("a mistake in the program");
  };
  expect(await li().command("help")).toMatchObject({ status: 503 });
});

test("the front's events tell of people and of the end", async () => {
  await li().openHome();
  await bench.slack.teamJoin({ id: "U5", name: "new" });
  await bench.slack.uninstall();
  expect(bench.host.stored.map((event) => event.type)).toEqual(["home", "met", "uninstalled"]);
  expect(await bench.slack.verifyUrl()).toBe(true);
});
