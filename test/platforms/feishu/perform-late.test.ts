import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Reply, toast, update } from "#chat/reply.ts";
import { createDesk, type Desk, done } from "./desk.ts";
import { createStage, type Stage, waitUntil } from "./stage.ts";

let stage: Stage;
let desk: Desk;

beforeAll(async () => {
  stage = await createStage();
  desk = createDesk(stage);
});
afterAll(async () => {
  await stage.stop();
});
beforeEach(() => {
  stage.host.answered.length = 0;
  stage.host.queued.length = 0;
});

describe("a press that takes longer than 2.5 seconds", () => {
  const slowly = (reply: Reply) => async () =>
    await new Promise<Reply>((resolve) => setTimeout(() => resolve(reply), 2700));

  it("is answered in time, and the card changes afterwards", async () => {
    const id = await desk.pressAnswered(slowly(update(done)));
    expect(desk.toast()).toBe("正在处理，好了就发给你");
    await waitUntil(() => desk.textOf(id)?.includes("已完成") === true);
    expect(stage.calls("card/update")).toHaveLength(1);
  });

  it("and ends in a notice gets it as a message, for toasts live in the answer only", async () => {
    await desk.pressAnswered(slowly(toast("已经完成过了")));
    await waitUntil(() => stage.li.messages().at(-1)?.text === "已经完成过了");
  });

  it("and cannot be shown any more is kept for later", async () => {
    stage.feishu.failNext("card/update", { code: 300030 });
    await desk.pressAnswered(slowly(update(done)));
    await waitUntil(() => stage.host.queued.length === 1);
    expect(stage.host.queued).toMatchObject([{ reply: { type: "update" } }]);
  });
});
