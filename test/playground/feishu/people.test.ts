import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { record, records } from "#playground/feishu/json.ts";
import { button, card, refusal, type Stage, sendCard, startStage } from "./app.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => await stage.close());

describe("the directory", () => {
  const user = (id: string) =>
    stage.api.contact.user.get({ path: { user_id: id }, params: { user_id_type: "open_id" } });

  it("tells of a person what the scopes allow", async () => {
    expect((await user("ou_zhang")).data?.user).toMatchObject({
      open_id: "ou_zhang",
      name: "张三",
      email: "zhangsan@example.com",
      leader_user_id: "ou_li",
      status: { is_resigned: false },
    });
    stage.feishu.scopes.delete("contact:user.email:readonly");
    stage.feishu.scopes.delete("contact:user.department:readonly");
    const bare = record((await user("ou_zhang")).data?.user);
    expect(bare).toMatchObject({ name: "张三" });
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(["email"]));
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(["leader_user_id"]));
    expect(await refusal(user("ou_none"))).toMatchObject({ http: 400, code: 41012 });
  });

  it("finds people by e-mail, and leaves unknown ones without an id", async () => {
    const found = await stage.api.contact.user.batchGetId({
      params: { user_id_type: "open_id" },
      data: { emails: ["lisi@example.com", "nobody@example.com"] },
    });
    expect(found.data?.user_list).toEqual([
      { email: "lisi@example.com", user_id: "ou_li" },
      { email: "nobody@example.com" },
    ]);
  });

  it("knows groups and their members", async () => {
    const chat = await stage.api.im.chat.get({ path: { chat_id: "oc_east" } });
    expect(chat.data).toMatchObject({ name: "华东组", chat_mode: "group", user_count: "2" });
    const first = await stage.api.im.chatMembers.get({
      path: { chat_id: "oc_east" },
      params: { page_size: 1 },
    });
    expect(first.data).toMatchObject({ has_more: true, member_total: 2, items: [{ member_id: "ou_zhang" }] });
    const next = { page_size: 1, page_token: first.data?.page_token ?? "" };
    const second = await stage.api.im.chatMembers.get({ path: { chat_id: "oc_east" }, params: next });
    expect(second.data).toMatchObject({ has_more: false, items: [{ member_id: "ou_li", name: "李四" }] });
    expect(await refusal(stage.api.im.chat.get({ path: { chat_id: "oc_none" } }))).toMatchObject({
      code: 232006,
    });
  });

  it("tells of the tenant and the bot", async () => {
    expect((await stage.api.tenant.tenant.query()).data?.tenant?.tenant_key).toBe(stage.feishu.tenantKey);
    const info = await stage.api.request({ method: "GET", url: "/open-apis/bot/v3/info" });
    expect(info).toMatchObject({ code: 0, bot: { open_id: stage.feishu.botOpenId, app_name: "Genjin" } });
  });
});

describe("an ephemeral card", () => {
  const send = (data: object) =>
    stage.api.request({ method: "POST", url: "/open-apis/ephemeral/v1/send", data });
  const draft = {
    chat_id: "oc_east",
    open_id: "ou_zhang",
    msg_type: "interactive",
    card: card([button("好")]),
  };

  it("is seen by one member only, can be pressed, and deleted", async () => {
    const sent = record(record(await send(draft))["data"]);
    const person = stage.feishu.client("ou_zhang");
    expect(person.messages().at(-1)).toMatchObject({ ephemeral: true, buttons: ["好"], in: "oc_east" });
    expect(stage.feishu.client("ou_li").messages()).toEqual([]);
    expect((await person.press("好")).status).toBe(200);
    const path = { message_id: String(sent["message_id"]) };
    const patch = stage.api.im.message.patch({ path, data: { content: JSON.stringify(card([])) } });
    expect(await refusal(patch)).toMatchObject({ code: 230001 });
    const gone = await stage.api.request({
      method: "POST",
      url: "/open-apis/ephemeral/v1/delete",
      data: path,
    });
    expect(gone).toMatchObject({ code: 0 });
    expect(person.messages()).toEqual([]);
  });

  it("is refused in direct chats, to outsiders, to people offline and when broken", async () => {
    const direct = { ...draft, chat_id: stage.feishu.directChat("ou_zhang").chatId };
    expect(await refusal(send(direct))).toMatchObject({ http: 200, code: 300070 });
    stage.feishu.addUser({ name: "外人", openId: "ou_out" });
    expect(await refusal(send({ ...draft, open_id: "ou_out" }))).toMatchObject({ code: 300070 });
    const user = stage.feishu.users.get("ou_zhang");
    if (user) user.online = false;
    expect(await refusal(send(draft))).toMatchObject({ code: 300070 });
    expect(await refusal(send({ ...draft, open_id: "ou_li", card: { schema: "1.0" } }))).toMatchObject({
      code: 300060,
    });
  });
});

describe("reading and urging", () => {
  it("lists a chat page by page, newest first where asked, and reads one message", async () => {
    const ids: string[] = [];
    for (const title of ["一", "二", "三"]) ids.push(await sendCard(stage, card([], title), "oc_east"));
    const params = { container_id_type: "chat", container_id: "oc_east" } as const;
    const page = await stage.api.im.message.list({
      params: { ...params, sort_type: "ByCreateTimeDesc", page_size: 2 },
    });
    expect(records(page.data?.items).map((item) => item["message_id"])).toEqual([ids[2], ids[1]]);
    expect(page.data).toMatchObject({ has_more: true });
    const one = await stage.api.im.message.get({ path: { message_id: ids[0] ?? "" } });
    expect(one.data?.items?.[0]).toMatchObject({
      message_id: ids[0],
      msg_type: "interactive",
      sender: { id: stage.feishu.appId, sender_type: "app" },
    });
    const outside = { ...params, container_id: "oc_none" };
    expect(await refusal(stage.api.im.message.list({ params: outside }))).toMatchObject({ code: 230002 });
  });

  it("urges people about the bot's own message", async () => {
    const id = await sendCard(stage, card([]), "oc_east");
    const urged = await stage.api.im.message.urgentApp({
      path: { message_id: id },
      params: { user_id_type: "open_id" },
      data: { user_id_list: ["ou_li", "ou_none"] },
    });
    expect(urged.data).toMatchObject({ invalid_user_id_list: ["ou_none"] });
    expect(stage.feishu.messages.get(id)?.urgentFor).toEqual(["ou_li"]);
    await stage.feishu.client("ou_li").say("自己的");
    const own = stage.feishu.client("ou_li").messages().at(-1)?.id ?? "";
    const data = { user_id_list: ["ou_li"] };
    const wrong = stage.api.im.message.urgentApp({
      path: { message_id: own },
      params: { user_id_type: "open_id" },
      data,
    });
    expect(await refusal(wrong)).toMatchObject({ code: 230012 });
  });

  it("takes an image and gives its key", async () => {
    const uploaded = await stage.api.im.image.create({
      data: { image_type: "message", image: Buffer.from("not really a picture") },
    });
    expect(uploaded?.image_key).toMatch(/^img_v3_/);
  });

  it("keeps a reply in the thread it opens, and refuses one to a recalled message", async () => {
    const root = await sendCard(stage, card([]), "oc_east");
    const reply = (id: string) =>
      stage.api.im.message.reply({
        path: { message_id: id },
        data: { msg_type: "text", content: '{"text":"细节"}', reply_in_thread: true },
      });
    const first = await reply(root);
    const second = await reply(first.data?.message_id ?? "");
    expect(second.data).toMatchObject({ root_id: root, thread_id: first.data?.thread_id });
    await stage.api.im.message.delete({ path: { message_id: root } });
    expect(await refusal(reply(root))).toMatchObject({ code: 230011 });
  });
});
