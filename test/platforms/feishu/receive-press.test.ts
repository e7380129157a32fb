import { describe, expect, it } from "vitest";
import { chatEvent } from "#chat/event.ts";
import type { Form } from "#chat/form.ts";
import type { Deed } from "#platforms/feishu/receive-press.ts";
import { renderForm } from "#platforms/feishu/render-form.ts";
import { callbackValue, partsOf, pressables } from "#playground/feishu/card-parts.ts";
import { record } from "#playground/feishu/json.ts";
import { receive } from "./dispatch.ts";
import { secrets } from "./requests.ts";

function pressed(action: object): object {
  return {
    operator: { open_id: "ou_1a", tenant_key: "t" },
    token: "c-1",
    action,
    host: "im_message",
    context: { open_message_id: "om_9", open_chat_id: "oc_9" },
  };
}

async function deed(action: object): Promise<Deed | undefined> {
  const received = await receive("card.action.trigger", pressed(action));
  return received?.type === "press" ? received.deed : undefined;
}

describe("a press", () => {
  it("of a button is an action on that very card, keyed by the event id, in no conversation", async () => {
    const action = { tag: "button", value: { id: "todo.done", payload: { todoId: "1" } } };
    const received = await receive("card.action.trigger", pressed(action));
    const card = { platform: "feishu", conversation: "oc_9", message: "om_9" };
    expect(received).toMatchObject({ type: "press", token: "c-1", card, key: "e1" });
    expect(received?.type === "press" && received.deed).toEqual({
      type: "action",
      event: {
        type: "action",
        platform: "feishu",
        tenant: secrets.appId,
        key: "e1",
        userId: "ou_1a",
        actionId: "todo.done",
        payload: { todoId: "1" },
        on: card,
      },
    });
  });

  it("of anything we did not draw does nothing", async () => {
    expect(await deed({ tag: "button", value: "text" })).toEqual({ type: "nothing" });
    expect(await deed({ tag: "checker", value: { box: "methods" }, checked: true })).toEqual({
      type: "nothing",
    });
    expect(await deed({ tag: "button" })).toEqual({ type: "nothing" });
  });
});

const form: Form = {
  id: "follow-up.log",
  title: "记跟进",
  submit: "保存",
  cancel: "算了",
  payload: { draftId: "d1" },
  fields: [
    { name: "summary", label: "内容", type: "multiline" },
    { name: "amount", label: "金额", type: "number", min: 0, max: 1_000_000 },
    { name: "method", label: "方式", type: "select", options: [{ value: "visit", label: "拜访" }] },
    {
      name: "customer",
      label: "客户",
      type: "search",
      required: true,
      source: "customers",
      suggestions: [{ value: "c1", label: "远大" }],
    },
    { name: "owner", label: "负责人", type: "person" },
    { name: "on", label: "日期", type: "date" },
    { name: "next", label: "下次", type: "datetime" },
    {
      name: "tags",
      label: "标签",
      type: "checkboxes",
      required: true,
      options: [
        { value: "a", label: "A" },
        { value: "b__c", label: "B" },
      ],
    },
  ],
};
const origin = { platform: "feishu", conversation: "oc_0", message: "om_0" } as const;
const complete = { customer: "c1", tags__a: true, tags__b__c: true };

/** What the button of a drawn form carries. */
function carried(label: string): unknown {
  const parts = partsOf(record(renderForm(form, { locale: "zh", on: origin })));
  const found = pressables(parts).find((part) => part.label === label);
  return callbackValue(found?.element ?? {});
}

async function submitted(form_value: object): Promise<Deed | undefined> {
  return await deed({ tag: "button", value: carried("保存"), form_value });
}

describe("a submitted form", () => {
  it("gives every kind of field back, with the message it was opened from", async () => {
    const read = await submitted({
      ...complete,
      summary: "聊了 价格",
      amount: "１，５００.5",
      method: "visit",
      customer__typed: "",
      owner: "ou_2",
      on: "2026-11-23 +0800",
      next: "2026-11-24 09:30 +0800",
    });
    expect(read).toMatchObject({
      type: "form",
      title: "记跟进",
      event: {
        type: "form",
        formId: "follow-up.log",
        payload: { draftId: "d1" },
        on: origin,
        values: {
          summary: { type: "text", text: "聊了 价格" },
          amount: { type: "number", number: 1500.5 },
          method: { type: "option", value: "visit" },
          customer: { type: "option", value: "c1" },
          owner: { type: "person", userId: "ou_2" },
          on: { type: "date", date: "2026-11-23" },
          next: { type: "datetime", local: "2026-11-24 09:30" },
          tags: { type: "options", values: ["a", "b__c"] },
        },
      },
    });
    expect(read?.type === "form" && chatEvent.parse(read.event)).toBeTruthy();
  });

  // A process died after it had saved a form and before it answered; the person pressed again and had it twice.
  it("has the key of the card it stands on, so that pressing again after a failure saves it once", async () => {
    expect(await submitted(complete)).toMatchObject({ event: { key: "om_9:follow-up.log" } });
  });

  it("leaves out what was left empty", async () => {
    const read = await submitted({ ...complete, summary: "  ", amount: "", on: null });
    expect(read?.type === "form" && Object.keys(read.event.values)).toEqual(["customer", "tags"]);
  });

  it("prefers the words typed beside a search to the option that was preset", async () => {
    const read = await submitted({ ...complete, customer__typed: "新客户" });
    expect(read).toMatchObject({ event: { values: { customer: { type: "typed", text: "新客户" } } } });
  });

  it("that the client could not check is asked again: no number, out of range, nothing chosen", async () => {
    expect(await submitted({ ...complete, amount: "五十万" })).toEqual({
      type: "invalid",
      errors: { amount: "金额：请填数字" },
    });
    expect(await submitted({ ...complete, amount: "-1" })).toEqual({
      type: "invalid",
      errors: { amount: "金额：应在 0 – 1000000 之间" },
    });
    expect(await submitted({ tags__a: false })).toEqual({
      type: "invalid",
      errors: { customer: "客户：必填", tags: "标签：必填" },
    });
  });

  it("that is cancelled says which one", async () => {
    expect(await deed({ tag: "button", value: carried("算了") })).toEqual({
      type: "cancel",
      title: "记跟进",
      locale: "zh",
    });
  });
});
