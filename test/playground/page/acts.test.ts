import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import type { MessageView } from "#playground/web/wire.ts";
import { setLogLevel } from "#src/log.ts";
import { until } from "#test/support/stage-watch.ts";
import { labelled, onFeishu, onSlack } from "./places.ts";
import { directOf, idOf, type Visit, visit } from "./visit.ts";

let page: Visit;
beforeAll(async () => {
  setLogLevel("silent");
  page = await visit();
});
beforeEach(() => setLogLevel("silent"));
afterAll(() => page.stop());

describe("on Feishu", () => {
  const who = () => ({ client: "feishu" as const, user: idOf("feishu", "王小明") });

  async function logged(words: string): Promise<MessageView> {
    await page.act({ ...who(), do: "say", text: `跟进 华为 今天拜访了王总，${words}` });
    return page.sees("feishu", "王小明", words);
  }

  test("a line is answered with a card, whose summary stands in the list, unread until it is opened", async () => {
    const card = await logged("看了演示");
    const before = await page.view("feishu", "王小明");
    const [direct] = before.conversations;
    expect(direct).toMatchObject({ kind: "direct", title: "Genjin", unread: 1 });
    expect(direct?.summary).toContain("华为");
    expect(card).toMatchObject({ kind: "card", from: { isBot: true }, raw: { schema: "2.0" } });
    expect(directOf(before)[0]).toMatchObject({
      ...{ kind: "text", raw: "跟进 华为 今天拜访了王总，看了演示", from: { name: "王小明", isBot: false } },
    });
    await page.view("feishu", "王小明", direct?.id);
    expect((await page.view("feishu", "王小明")).conversations[0]?.unread).toBe(0);
  });

  test("a button is pressed by its place, and the card changes; a place that is gone is said to be", async () => {
    const card = await logged("谈了价格");
    const index = onFeishu(card.raw, labelled("撤销"));
    const { outcome } = await page.act({ ...who(), do: "press", message: card.id, element: { index } });
    expect(outcome).toMatchObject({ status: 200 });
    const changed = directOf(await page.view("feishu", "王小明")).find(({ id }) => id === card.id);
    expect(JSON.stringify(changed?.raw)).toContain("已撤销");
    const gone = { ...who(), do: "press" as const, message: card.id, element: { index: [40, 2] } };
    expect(await page.refused(gone)).toBe("422 this card has changed since: that is no longer there");
  });

  test("a form is sent with what the page holds, dates without a zone; what is required is asked for", async () => {
    await page.act({ ...who(), do: "say", text: "跟进" });
    const form = await page.sees("feishu", "王小明", "form_action_type");
    const index = onFeishu(form.raw, (element) => element["form_action_type"] === "submit");
    const submit = { ...who(), do: "submit" as const, message: form.id, element: { index } };
    const empty = await page.act({ ...submit, values: {} });
    expect(Object.values(empty.outcome.fieldErrors ?? {})).toContain("required");
    const names = [...JSON.stringify(form.raw).matchAll(/"name":"(\w+)"/g)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining(["customer", "content"]));
    const values = {
      customer: "华为技术有限公司",
      method: "visit",
      content: "填表记的一次拜访",
      nextOn: "2031-05-06",
    };
    const sent = await page.act({ ...submit, values });
    expect(sent.outcome).toMatchObject({ status: 200 });
    expect(sent.outcome.fieldErrors).toBeUndefined();
    await page.sees("feishu", "王小明", "填表记的一次拜访");
    const [line] = page.playground().seat("feishu", someone("王小明")).messages().slice(-1);
    expect(line?.text).toContain("2031年5月6日");
  });

  test("the bot's menu and opening the chat are told to the bot", async () => {
    expect((await page.act({ ...who(), do: "menu", key: "帮助" })).outcome.status).toBe(200);
    await page.sees("feishu", "王小明", "我能做什么");
    expect((await page.act({ ...who(), do: "enter" })).outcome.status).toBe(200);
    expect(await page.refused({ ...who(), do: "home" })).toContain("Feishu has nothing that does");
  });

  test("a line in a group mentions the bot there, and everybody in the group sees it", async () => {
    const { groups } = z
      .object({ groups: z.array(z.object({ client: z.string(), id: z.string(), title: z.string() })) })
      .parse(await page.get("state"));
    const group = groups.find(({ client, title }) => client === "feishu" && title === "华东组");
    await page.act({ ...who(), do: "say", text: "帮助", in: group?.id ?? "" });
    const view = await page.view("feishu", "李娜");
    const [line] = view.messages[group?.id ?? ""] ?? [];
    expect(line).toMatchObject({ raw: "@Genjin 帮助", from: { name: "王小明" } });
    expect((await page.view("feishu", "Emma Clark")).messages[group?.id ?? ""]).toBeUndefined();
  });
});

function someone(name: string) {
  const person = page.playground().people.find((one) => one.name === name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

describe("on Slack", () => {
  const who = () => ({ client: "slack" as const, user: idOf("slack", "Emma Clark") });
  const views = async () =>
    z
      .array(z.object({ id: z.string(), callback_id: z.string(), blocks: z.array(z.unknown()) }))
      .parse((await page.view("slack", "Emma Clark")).views ?? []);

  test("a slash command opens a form, whose search asks the bot, which is refused empty and saved filled", async () => {
    expect((await page.act({ ...who(), do: "command", text: "log" })).outcome.status).toBe(200);
    const view = await until("a form", async () => (await views()).at(-1));
    expect(view.callback_id).toBe("follow-up.log");
    const submit = { ...who(), do: "submit" as const, message: view.id };
    const { outcome } = await page.act({ ...submit, values: {} });
    expect(outcome.fieldErrors).toMatchObject({ Notes: "Please complete this required field." });
    const element = { blockId: "customer", actionId: "customer-or-lead" };
    const { options = [] } = await page.act({
      ...{ ...who(), do: "options", message: view.id, element, query: "acme" },
    });
    expect(JSON.stringify(options)).toContain("Acme Steel Ltd");
    const values = {
      customer: { "customer-or-lead": { type: "external_select", selected_option: options[0] } },
      content: { value: { type: "plain_text_input", value: "Peter agreed to a trial on line two" } },
    };
    const sent = await page.act({ ...submit, values });
    expect(sent.outcome).toEqual({ status: 200, tookMs: expect.any(Number) });
    await page.sees("slack", "Emma Clark", "Peter agreed to a trial");
    expect(await views()).toEqual([]);
    expect(await page.refused({ ...submit, values })).toBe("422 this form is no longer open");
  });

  test("what nobody offered cannot be chosen", async () => {
    await page.act({ ...who(), do: "command", text: "log" });
    const view = await until("a form", async () => (await views()).at(-1));
    const option = { text: { type: "plain_text", text: "Somebody else's" }, value: "x" };
    const values = { customer: { "customer-or-lead": { type: "external_select", selected_option: option } } };
    const refused = await page.refused({ ...who(), do: "submit", message: view.id, values });
    expect(refused).toMatch(/^422 .*has no option "x"/);
    expect((await page.act({ ...who(), do: "close", view: view.id })).outcome.error).toBeUndefined();
    expect(await views()).toEqual([]);
  });

  test("a button is pressed by its ids; pressed on a message that lost it, that is said", async () => {
    await page.act({ ...who(), do: "say", text: "log Acme: called Peter today about spare parts" });
    const message = await page.sees("slack", "Emma Clark", "about spare parts");
    const element = onSlack(message.raw, "Undo");
    const press = { ...who(), do: "press" as const, message: message.id, element };
    expect((await page.act(press)).outcome.status).toBe(200);
    await until("the undone", async () =>
      directOf(await page.view("slack", "Emma Clark")).some(
        ({ id, raw }) => id === message.id && /undone|taken back/i.test(JSON.stringify(raw)),
      ),
    );
    expect(await page.refused(press)).toBe(
      "422 this has changed since: the button or field is no longer there",
    );
  });

  test("the Home tab and a shortcut come to the bot", async () => {
    expect((await page.act({ ...who(), do: "home" })).outcome.status).toBe(200);
    const home = await until(
      "the Home tab",
      async () => (await page.view("slack", "Emma Clark")).home,
      20_000,
    );
    expect(home).toMatchObject({ type: "home" });
    await page.act({ ...who(), do: "shortcut", id: "follow-up.log" });
    await until("a form", async () => (await views()).length === 1);
    const conversations = (await page.view("slack", "Emma Clark")).conversations;
    expect(conversations.map(({ kind, title }) => `${kind} ${title}`)).toEqual([
      "direct Genjin",
      "home Home",
      "group #销售部",
      "group #overseas",
    ]);
  });
});

test("what is no act is refused in words, and so is somebody unknown", async () => {
  const wrong = await page.post("act", { client: "slack", user: "U1", do: "dance" });
  expect({ status: wrong.status, body: await wrong.json() }).toEqual({
    status: 400,
    body: { error: expect.stringContaining("do") },
  });
  expect(await page.refused({ client: "slack", user: "U1", do: "home" })).toBe("422 no such user: U1");
  await expect(page.get("view?client=slack&user=U1")).rejects.toThrow("404");
  await expect(page.get("view?client=teams&user=U1")).rejects.toThrow("400");
});

test("the inspector has what went over the wire, with no sealed bytes", async () => {
  const lines = z
    .array(
      z.object({
        client: z.string(),
        kind: z.string(),
        name: z.string(),
        request: z.unknown(),
        at: z.string(),
      }),
    )
    .parse(await page.get("wire"));
  const names = lines.map(({ client, name }) => `${client} ${name}`);
  expect(names).toContain("feishu im.message.receive_v1");
  expect(names).toContain("slack views.open");
  expect(JSON.stringify(lines)).not.toContain('"encrypt"');
  const last = lines.at(-1)?.at ?? "";
  expect(await page.get(`wire?${new URLSearchParams({ since: last })}`)).toHaveLength(
    lines.filter(({ at }) => at >= last).length,
  );
});

test.each(["slack", "feishu"] as const)("a file is sent and kept on %s by who sees it", async (client) => {
  const user = idOf(client, "王小明");
  const data = Buffer.from("公司,电话\n湖滨酒店,13811113333\n").toString("base64");
  await page.post("file", { client, user, do: "file", name: "线索.csv", data });
  await page.sees(client, "王小明", "线索.csv");
  const sent = directOf(await page.view(client, "王小明")).find(({ files }) => files?.[0] === "线索.csv");
  const kept = (who: string) =>
    fetch(
      `${page.url}/playground/file?${new URLSearchParams({ client, user: who, message: sent?.id ?? "", nth: "0" })}`,
    );
  const answer = await kept(user);
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename*=UTF-8''${encodeURIComponent("线索.csv")}`,
  );
  expect(await answer.text()).toBe("公司,电话\n湖滨酒店,13811113333\n");
  expect((await kept(idOf(client, "李娜"))).ok).toBe(false);
});
