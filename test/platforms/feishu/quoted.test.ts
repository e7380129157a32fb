import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { withQuoted } from "#platforms/feishu/quoted.ts";
import { log } from "#src/log.ts";
import { createStage, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(async () => {
  await stage.stop();
});
beforeEach(() => {
  stage.host.stored.length = 0;
  stage.host.storing = async () => undefined;
});

const typed = {
  ...({ type: "message", platform: "feishu", tenant: "cli_1", key: "om_2", userId: "ou_li" } as const),
  ...{ text: "线索", messageId: "om_2", answers: "om_1" },
};

describe("a message that answers another", () => {
  it("is kept with the words of the other", async () => {
    await stage.li.say("远大集团 王总 13800001234 想要报价");
    const asked = stage.li.messages().at(-1)?.id ?? "";
    await stage.li.reply(asked, "线索");
    expect(stage.host.stored.at(-1)).toMatchObject({
      ...{ type: "message", text: "线索", quoted: "远大集团 王总 13800001234 想要报价" },
    });
    expect(stage.host.stored.at(-1)).not.toHaveProperty("answers");
    expect(stage.host.stored[0]).not.toHaveProperty("quoted");
  });

  it("is kept without the bot's name where the other called it, and with everybody else's", async () => {
    const { chatId } = stage.feishu.addChat({ name: "华东组", members: ["ou_li", "ou_wang"] });
    await stage.li.say("云深科技 @王经理 13800001234 想要报价", { in: chatId });
    const asked = stage.li.messages().at(-1)?.id ?? "";
    await stage.li.reply(asked, "线索");
    expect(stage.host.stored.at(-1)).toMatchObject({
      ...{ type: "message", text: "线索", quoted: "云深科技 王经理 13800001234 想要报价" },
    });
  });

  it("is kept without them where they cannot be had, and says so in the log without a word of it", async () => {
    const warn = vi.spyOn(log, "warn").mockImplementation(() => undefined);
    const away = { message: () => Promise.reject(new Error("away")) };
    const { answers: _, ...event } = typed;
    expect(await withQuoted({ ...stage, api: away }, typed)).toEqual(event);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it("is kept without them where they come too late for the platform", async () => {
    const { answers: _, ...event } = typed;
    const slow = { message: () => new Promise<undefined>(() => undefined) };
    const startedAt = performance.now();
    expect(await withQuoted({ ...stage, api: slow }, typed)).toEqual(event);
    expect(performance.now() - startedAt).toBeLessThan(2500);
  });

  it("that was recalled, or is a picture, is kept without words", async () => {
    const recalled = {
      message: async () => ({ msg_type: "text", deleted: true, body: { content: "gone" } }),
    };
    const picture = { message: async () => ({ msg_type: "image", body: { content: '{"image_key":"i"}' } }) };
    for (const api of [recalled, picture])
      expect(await withQuoted({ ...stage, api }, typed)).not.toHaveProperty("quoted");
  });
});
