import { buttons, type Card, text } from "#chat/card.ts";
import type { Form } from "#chat/form.ts";
import { ask, type Reply } from "#chat/reply.ts";
import { md } from "#chat/text.ts";
import type { Stage } from "./stage.ts";

const open: Card = {
  title: "待办",
  tone: "neutral",
  body: [
    text(md`给远大打电话`),
    buttons({ label: "完成", action: { id: "todo.done", payload: { todoId: "t1" } } }),
  ],
};
export const done: Card = { title: "已完成", tone: "success", body: [text(md`给远大打电话`)] };
export const form: Form = {
  id: "todo.edit",
  title: "改待办",
  submit: "保存",
  cancel: "算了",
  payload: { todoId: "t1" },
  fields: [
    { name: "title", label: "做什么", type: "text", required: true },
    { name: "amount", label: "金额", type: "number" },
  ],
};

export type Desk = ReturnType<typeof createDesk>;

/** Cards in front of Li Lei, and what Li Lei does with them. */
export function createDesk(stage: Stage) {
  let sent = 0;
  /** A card in a chat; groups have such cards too: digests of teams. */
  const show = async (chatId = stage.feishu.directChat("ou_li").chatId): Promise<string> => {
    sent += 1;
    const ref = await stage.parts.port.send({
      tenant: stage.feishu.appId,
      deliveryId: `delivery-${sent}`,
      to: { type: "conversation", userId: "ou_li", conversation: { id: chatId, kind: "direct" } },
      content: { type: "card", card: open },
      maybeSent: false,
    });
    return ref.message;
  };
  const press = async (id: string, reply: Reply | (() => Promise<Reply>)) => {
    stage.host.reply = () => (typeof reply === "function" ? reply() : reply);
    return await stage.li.press("完成", { on: id });
  };
  /** Presses a fresh card; its id. */
  const pressAnswered = async (reply: Reply | (() => Promise<Reply>)): Promise<string> => {
    const id = await show();
    const outcome = await press(id, reply);
    if (outcome.status !== 200) throw new Error(`the press was answered ${outcome.status}`);
    return id;
  };
  /** Opens the form from a card, fills it and submits it; the ids of the card and of the form. */
  const submitAnswered = async (reply: Reply, values: Record<string, string> = { 做什么: "再打一次" }) => {
    const origin = await pressAnswered(ask(form));
    const formId = stage.li.form()?.id ?? "";
    stage.host.reply = () => reply;
    const outcome = await stage.li.submit(values);
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return { origin, formId };
  };
  return {
    show,
    press,
    pressAnswered,
    submitAnswered,
    textOf: (id: string) => stage.li.messages().find((message) => message.id === id)?.text,
    toast: () => stage.li.toasts().at(-1),
  };
}
