import type { types, webApi } from "@slack/bolt";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bench, refused, startBench, until, webClient } from "./bolt-app.ts";

const plain = (text: string) => ({ type: "plain_text", text }) as const;

let bench: Bench;
let web: webApi.WebClient;
/** The trigger of the newest command, and how the app answers the next submission. */
let trigger = "";
let answer: object | undefined;

beforeAll(async () => {
  bench = await startBench({}, (app) => {
    app.command("/genjin", async ({ ack, command }) => {
      trigger = command.trigger_id;
      await ack();
    });
    app.view(/.*/, async ({ ack, body }) => {
      trigger = "trigger_id" in body ? body.trigger_id : trigger;
      await (answer === undefined
        ? ack()
        : ack(Object.assign({ response_action: "clear" } as const, answer)));
    });
    app.action(/.*/, async ({ ack, body }) => {
      trigger = "trigger_id" in body ? body.trigger_id : trigger;
      await ack();
    });
  });
  web = webClient(bench.slack);
});
afterAll(() => bench.stop());
beforeEach(() => {
  answer = undefined;
});

function modal(title: string, more: Partial<types.ModalView> = {}): types.ModalView {
  const element = { type: "plain_text_input", action_id: "text" } as const;
  const blocks: types.ModalView["blocks"] = [
    { type: "input", block_id: "name", label: plain("Name"), element },
    {
      type: "actions",
      block_id: "more",
      elements: [{ type: "button", action_id: "next", text: plain("Next step") }],
    },
  ];
  return { type: "modal", title: plain(title), submit: plain("Save"), close: plain("Back"), blocks, ...more };
}

/** Opens a modal for U1 and gives its id. */
async function open(view: types.ModalView): Promise<string> {
  await bench.slack.client("U1").command("x");
  const opened = await web.views.open({ trigger_id: trigger, view });
  return opened.view?.id ?? "";
}

const li = () => bench.slack.client("U1");

describe("trigger ids", () => {
  test("work once", async () => {
    await open(modal("Once"));
    expect(await refused(web.views.open({ trigger_id: trigger, view: modal("Twice") }))).toMatchObject({
      error: "exchanged_trigger_id",
    });
    expect(await refused(web.views.open({ trigger_id: "1.2.3", view: modal("Never") }))).toMatchObject({
      error: "invalid_trigger_id",
    });
    expect(li().form()?.title).toBe("Once");
  });

  test("expire three seconds after they were sent", async () => {
    await li().command("x");
    const late = trigger;
    await new Promise((resolve) => setTimeout(resolve, 3050));
    expect(await refused(web.views.open({ trigger_id: late, view: modal("Late") }))).toMatchObject({
      error: "expired_trigger_id",
    });
  });
});

describe("the stack", () => {
  test("holds three modals and no more, and going back shows the one below", async () => {
    await open(modal("First"));
    for (const title of ["Second", "Third"]) {
      await li().press("Next step");
      await web.views.push({ trigger_id: trigger, view: modal(title) });
    }
    await li().press("Next step");
    expect(await refused(web.views.push({ trigger_id: trigger, view: modal("Fourth") }))).toMatchObject({
      error: "push_limit_reached",
    });
    await li().press("Back");
    expect(li().form()?.title).toBe("Second");
    await li().submit({ Name: "x" });
    expect(li().form()?.title).toBe("First");
    await li().close();
    expect(li().form()).toBeUndefined();
  });

  test("does not take a push without an open modal", async () => {
    await li().command("x");
    expect(await refused(web.views.push({ trigger_id: trigger, view: modal("x") }))).toMatchObject({
      error: "invalid_trigger_id",
    });
  });
});

describe("updates", () => {
  test("keep what was typed where ids stay, and refuse an old hash", async () => {
    const id = await open(modal("Draft"));
    answer = { response_action: "errors", errors: { name: "Is that all?" } };
    await li().submit({ Name: "Acme" });
    const { view } = await web.views.update({ view_id: id, view: modal("Redrawn") });
    expect(li().form()).toMatchObject({ title: "Redrawn", fields: [{ label: "Name", value: "Acme" }] });
    expect(
      await refused(web.views.update({ view_id: id, hash: "1.old", view: modal("Race") })),
    ).toMatchObject({ error: "hash_conflict" });
    await web.views.update({ view_id: id, hash: view?.hash ?? "", view: modal("Third") });
    await li().close();
    expect(await refused(web.views.update({ view_id: id, view: modal("Gone") }))).toMatchObject({
      error: "not_found",
    });
  });

  test("refuse what Slack's schema refuses, with a pointer into the view", async () => {
    await li().command("x");
    const call = web.views.open({ trigger_id: trigger, view: modal("A title of twenty-five ch") });
    expect(await refused(call)).toMatchObject({
      error: "invalid_arguments",
      response_metadata: {
        messages: [
          expect.stringContaining("must be less than 25 characters [json-pointer:/view/title/text]"),
        ],
      },
    });
  });

  test("keep external ids unique", async () => {
    await open(modal("One", { external_id: "only" }));
    await li().press("Next step");
    const view = modal("Two", { external_id: "only" });
    expect(await refused(web.views.push({ trigger_id: trigger, view }))).toMatchObject({
      error: "duplicate_external_id",
    });
    await web.views.update({ external_id: "only", view: modal("Found") });
    expect(li().form()?.title).toBe("Found");
  });
});

describe("answers to a submission", () => {
  test("replace the modal, push another, and clear the stack", async () => {
    await open(modal("Start"));
    answer = { response_action: "update", view: modal("Replaced") };
    await li().submit({ Name: "x" });
    expect(li().form()?.title).toBe("Replaced");
    answer = { response_action: "push", view: modal("Pushed") };
    await li().submit({ Name: "x" });
    expect(li().form()?.title).toBe("Pushed");
    answer = { response_action: "clear" };
    await li().submit({ Name: "x" });
    expect(li().form()).toBeUndefined();
  });

  test("show an error to the person when they make no sense, and the modal stays", async () => {
    await open(modal("Stay"));
    answer = { response_action: "errors", errors: { more: "not an input" } };
    expect(await li().submit({ Name: "x" })).toMatchObject({ status: 200, error: "invalid_errors" });
    answer = { response_action: "update", view: modal("", { title: plain("") }) };
    expect(await li().submit({ Name: "x" })).toMatchObject({ error: "invalid_arguments" });
    answer = { response_action: "explode" };
    expect(await li().submit({ Name: "x" })).toMatchObject({ error: "invalid_response_action" });
    expect(li().form()?.title).toBe("Stay");
    expect(li().toasts().at(-1)).toBe('The form failed with the error "invalid_response_action"');
  });

  test("closing is told only where the view asked for it", async () => {
    const closed = () => bench.slack.log.filter((entry) => entry.name === "view_closed").length;
    const before = closed();
    await open(modal("Quiet"));
    await li().press("Back");
    expect(closed()).toBe(before);
    await open(modal("Told", { notify_on_close: true }));
    await li().press("Back");
    expect(closed()).toBe(before + 1);
  });
});

describe("the Home tab", () => {
  test("is published per person, refuses modals, and can be switched off", async () => {
    const view: types.HomeView = { type: "home", blocks: [{ type: "divider" }] };
    const { view: first } = await web.views.publish({ user_id: "U1", view });
    expect(li().home()?.id).toBe(first?.id);
    expect(bench.slack.client("U2").home()).toBeUndefined();
    expect(await refused(web.views.publish({ user_id: "U1", hash: "1.old", view }))).toMatchObject({
      error: "hash_conflict",
    });
    expect(await refused(web.views.publish({ user_id: "U1", view: modal("x") }))).toMatchObject({
      error: "invalid_arguments",
    });
    bench.slack.settings.homeEnabled = false;
    expect(await refused(web.views.publish({ user_id: "U1", view }))).toMatchObject({ error: "not_enabled" });
    bench.slack.settings.homeEnabled = true;
  });
});

test("a person's selects and checkboxes in a message act at once and keep their state", async () => {
  const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
  const options = [option("a"), option("b")];
  const blocks = [
    {
      type: "actions",
      block_id: "pick",
      elements: [
        { type: "static_select", action_id: "one", options },
        { type: "overflow", action_id: "menu", options: [option("undo"), option("edit")] },
      ],
    },
    {
      type: "section",
      block_id: "list",
      text: plain("Tick"),
      accessory: { type: "checkboxes", action_id: "many", options },
    },
  ];
  await web.apiCall("chat.postMessage", { channel: "U1", text: "x", blocks });
  const card = await until(() => li().messages().at(-1));
  expect(card.buttons).toEqual(["UNDO", "EDIT"]);
  await li().press("B", { on: card.id });
  await li().press("A", { on: card.id, nth: 1 });
  await li().press("EDIT");
  const actions = bench.slack.log.filter((entry) => entry.name === "block_actions").slice(-3);
  expect(actions.map((entry) => entry.request)).toMatchObject([
    { actions: [{ type: "static_select", selected_option: { value: "b" } }] },
    { actions: [{ type: "checkboxes", selected_options: [{ value: "a" }] }] },
    {
      actions: [{ type: "overflow", selected_option: { value: "edit" } }],
      state: { values: { pick: { one: { selected_option: { value: "b" } } } } },
    },
  ]);
  await expect(li().press("Nowhere")).rejects.toThrow('there is no button "Nowhere"; in sight:');
});
