import type { App, types } from "@slack/bolt";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Bench, startBench, until } from "./bolt-app.ts";

const plain = (text: string) => ({ type: "plain_text", text }) as const;
const mrkdwn = (text: string) => ({ type: "mrkdwn", text }) as const;

let bench: Bench;

function followUpBot(app: App): void {
  app.command("/genjin", async ({ command, ack, client, respond }) => {
    if (command.text === "log") {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: logForm });
      return;
    }
    if (command.text === "team") {
      await ack();
      await respond({ response_type: "in_channel", text: `for <@${command.user_id}>` });
      return;
    }
    await ack(`you typed: ${command.text}`);
  });
  app.view("log", async ({ ack, view, client, body }) => {
    const summary = view.state.values["summary"]?.["text"]?.value ?? "";
    if (summary === "went well") {
      await ack({ response_action: "errors", errors: { summary: "What exactly went well?" } });
      return;
    }
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: "Saved", blocks: savedCard(summary) });
  });
  app.action("undo", async ({ ack, respond }) => {
    await ack();
    await respond({ replace_original: true, text: "Taken back" });
  });
  app.options("customer", async ({ ack, options }) => {
    await ack({ options: [{ text: plain(`${options.value} Steel`), value: "c1" }] });
  });
  app.message("hello", async ({ say }) => {
    await say("hi");
  });
  app.event("app_mention", async ({ event, say }) => {
    await say({ text: `mentioned: ${event.text}`, thread_ts: event.ts });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: "home", blocks: [{ type: "header", text: plain("My day") }] },
    });
  });
  app.shortcut("log_it", async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: logForm });
  });
}

const logForm: types.ModalView = {
  type: "modal",
  callback_id: "log",
  title: plain("Log a follow-up"),
  submit: plain("Save"),
  close: plain("Cancel"),
  blocks: [
    {
      type: "input",
      block_id: "summary",
      label: plain("What was said"),
      element: { type: "plain_text_input", action_id: "text", multiline: true, max_length: 50 },
    },
    {
      type: "input",
      block_id: "who",
      optional: true,
      label: plain("Customer"),
      element: { type: "external_select", action_id: "customer", min_query_length: 2 },
    },
    {
      type: "input",
      block_id: "how",
      label: plain("Method"),
      element: {
        type: "static_select",
        action_id: "method",
        initial_option: { text: plain("Visit"), value: "visit" },
        options: [
          { text: plain("Visit"), value: "visit" },
          { text: plain("Phone"), value: "phone" },
        ],
      },
    },
    {
      type: "input",
      block_id: "next",
      optional: true,
      label: plain("Next"),
      element: { type: "datetimepicker", action_id: "at" },
    },
  ],
};

function savedCard(summary: string) {
  const text = mrkdwn(`*Saved*: ${summary}`);
  const undo = { type: "button", action_id: "undo", text: plain("Undo"), value: "f1" } as const;
  return [{ type: "section", text } as const, { type: "actions", elements: [undo] } as const];
}

beforeAll(async () => {
  bench = await startBench({}, followUpBot);
});
afterAll(() => bench.stop());

test("a command's answer in the response is seen by the person alone", async () => {
  const li = bench.slack.client("U1");
  const outcome = await li.command("a < b");
  expect(outcome.status).toBe(200);
  expect(li.messages().at(-1)).toMatchObject({ text: "you typed: a < b", ephemeral: true, from: "bot" });
  expect(bench.slack.client("U2").messages()).toEqual([]);
});

test("a form opens, refuses a vague answer under its field, keeps it open, and closes when saved", async () => {
  const li = bench.slack.client("U1");
  await li.command("/genjin log");
  const form = await until(() => li.form());
  expect(form).toMatchObject({ title: "Log a follow-up", buttons: ["Save", "Cancel"] });
  expect(form.fields).toEqual([
    { label: "What was said", required: true },
    { label: "Customer", required: false },
    { label: "Method", required: true, value: "Visit", options: ["Visit", "Phone"] },
    { label: "Next", required: false },
  ]);
  const empty = await li.submit({});
  expect(empty).toMatchObject({
    status: 0,
    fieldErrors: { "What was said": expect.stringContaining("required") },
  });
  const vague = await li.submit({ "What was said": "went well" });
  expect(vague).toMatchObject({ status: 200, fieldErrors: { "What was said": "What exactly went well?" } });
  expect(li.form()?.fields[0]?.value).toBe("went well");
  expect(await li.search("Customer", "Ba")).toEqual([{ label: "Ba Steel", value: "c1" }]);
  const said = { "What was said": "asked for 3 samples", Method: "Phone" };
  const unknown = await li.submit({ ...said, Customer: "Li" }).catch((error: unknown) => String(error));
  expect(unknown).toContain('no option "Li"; it offers: Li Steel');
  await li.search("Customer", "Ba");
  // The list that stands open is chosen from: "Ba Steel" typed anew would find "Ba Steel Steel".
  const done = await li.submit({ ...said, Customer: "Ba Steel" });
  expect(done).toEqual({ status: 200, tookMs: expect.any(Number) });
  expect(li.form()).toBeUndefined();
  const sent = bench.slack.log.filter((entry) => entry.name === "view_submission").at(-1);
  expect(sent?.request).toMatchObject({
    view: {
      state: {
        values: {
          summary: { text: { type: "plain_text_input", value: "asked for 3 samples" } },
          who: { customer: { type: "external_select", selected_option: { value: "c1" } } },
          how: { method: { type: "static_select", selected_option: { value: "phone" } } },
          next: { at: { type: "datetimepicker", selected_date_time: null } },
        },
      },
    },
  });
  const card = await until(() => li.messages().find((m) => m.buttons.includes("Undo")));
  expect(card).toMatchObject({ text: "Saved: asked for 3 samples\nUndo", ephemeral: false });
  await li.press("Undo");
  const after = await until(() => li.messages().find((m) => m.id === card.id && m.text === "Taken back"));
  expect(after.buttons).toEqual([]);
});

test("a direct message reaches the app, a mention in a channel is answered in its thread", async () => {
  const han = bench.slack.client("U2");
  await han.say("hello");
  await until(() => han.messages().find((m) => m.from === "bot" && m.text === "hi"));
  await han.say("@li <!channel>", { in: "sales" });
  const reply = await until(() => han.messages({ in: "#sales" }).find((m) => m.from === "bot"));
  expect(reply.text).toContain("mentioned: @Genjin @李雷 <!channel>");
});

test("an answer for everybody is seen by everybody in the channel", async () => {
  await bench.slack.client("U1").command("team", { in: "sales" });
  const han = bench.slack.client("U2");
  const seen = await until(() => han.messages({ in: "sales" }).find((m) => m.text === "for @李雷"));
  expect(seen.ephemeral).toBe(false);
});

test("a date with a time fills a date field and the time field after it", async () => {
  const han = bench.slack.client("U2");
  const blocks = (["datepicker", "timepicker"] as const).map((type) => ({
    type: "input" as const,
    block_id: type,
    label: plain(type === "datepicker" ? "Due" : "Due (HH:mm)"),
    element: { type, action_id: "value" },
  }));
  await han.shortcut("log_it");
  const form = await until(() => han.form());
  await bench.app.client.views.update({ view_id: form.id, view: { ...logForm, blocks } });
  const wrong = await han.submit({ "Due (HH:mm)": "2026-03-01 09:30" });
  expect(wrong.fieldErrors).toMatchObject({ "Due (HH:mm)": "Not a time." });
  await han.submit({ Due: "2026-03-01 09:30" });
  expect(bench.slack.log.findLast((entry) => entry.name === "view_submission")?.request).toMatchObject({
    view: {
      state: {
        values: {
          datepicker: { value: { type: "datepicker", selected_date: "2026-03-01" } },
          timepicker: { value: { type: "timepicker", selected_time: "09:30" } },
        },
      },
    },
  });
});

test("the Home tab shows what was published and shortcuts open forms", async () => {
  const han = bench.slack.client("U2");
  await han.openHome();
  expect((await until(() => han.home())).text).toBe("My day");
  await han.shortcut("log_it");
  const form = await until(() => han.form());
  expect(form.title).toBe("Log a follow-up");
  await han.press("Cancel");
  expect(han.form()).toBeUndefined();
});
