import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { DeliveryError, fileBytesMax } from "#chat/port.ts";
import { createStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage.stop());

const list = { name: "线索 (一).csv", bytes: Buffer.from("公司\n华为\n") };

async function sent(file = list) {
  const before = stage.host.stored.length;
  await stage.li.sendFile(file);
  const event = stage.host.stored[before];
  if (event?.type !== "message") throw new Error("no message came");
  const [first] = event.files ?? [];
  if (first === undefined) throw new Error("no file came");
  return { event, first, fetch: () => stage.parts.port.downloadFile(event.tenant, first) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof DeliveryError ? `${error.failure} ${error.code}` : "no failure";
}

function send(deliveryId: string, comment?: string) {
  const to = { type: "direct", userId: stage.li.userId } as const;
  const words = comment === undefined ? {} : { comment };
  return stage.parts.port.sendFile({ tenant: stage.feishu.appId, deliveryId, to, file: list, ...words });
}

it("a file in the direct chat comes with its name, and with no words", async () => {
  const { event, first } = await sent();
  expect(event).toMatchObject({ text: "", conversation: { kind: "direct" } });
  expect(first).toMatchObject({ name: list.name, message: event.messageId });
});

it("is fetched byte by byte", async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
  const { fetch } = await sent({ name: "x.bin", bytes });
  expect((await fetch()).equals(bytes)).toBe(true);
});

it("whose message was taken back is gone", async () => {
  const { event, fetch } = await sent();
  await stage.li.recall(event.messageId);
  expect(await codeOf(fetch())).toBe("rejected file-gone");
});

it("that is too large is not taken in", async () => {
  const { fetch } = await sent({ name: "x.csv", bytes: Buffer.alloc(fileBytesMax + 1, "x") });
  expect(await codeOf(fetch())).toBe("rejected file-too-large");
});

it("without the scope is refused in so many words", async () => {
  const { fetch } = await sent();
  stage.feishu.scopes.delete("im:message:readonly");
  expect(await codeOf(fetch())).toBe("forbidden 99991672");
  stage.feishu.scopes.add("im:message:readonly");
});

it("a file of ours stands in the person's chat under its name, after its words", async () => {
  await send("019ab000-0000-7000-8000-000000000001", "3 rows <at id=all></at>");
  const [words, file] = stage.li.messages().slice(-2);
  expect(words?.text).toBe("3 rows ＜at id=all>＜/at>");
  expect(file?.text).toBe(list.name);
  expect(stage.li.files(file?.id ?? "")).toEqual([list]);
});

it("comes once for a delivery that is tried again", async () => {
  const before = stage.li.messages().length;
  stage.feishu.failNext("POST /open-apis/im/v1/messages", { loseResponse: true });
  expect(await codeOf(send("019ab000-0000-7000-8000-000000000002"))).toMatch(/^unknown/);
  await send("019ab000-0000-7000-8000-000000000002");
  expect(stage.li.messages()).toHaveLength(before + 1);
});

it("an expired token is renewed for files as well", async () => {
  stage.feishu.failNext("/im/v1/files", { code: 99991663 });
  const { fetch } = await sent();
  stage.feishu.failNext("/resources/", { code: 99991663 });
  expect(await fetch()).toEqual(list.bytes);
  expect(await codeOf(send("019ab000-0000-7000-8000-000000000003"))).toBe("no failure");
});

it("says how sending failed", async () => {
  stage.feishu.failNext("/im/v1/files", { code: 99991400 });
  expect(await codeOf(send("019ab000-0000-7000-8000-000000000004"))).toBe("rate-limited 99991400");
  stage.feishu.failNext("/im/v1/files", { status: 502 });
  expect(await codeOf(send("019ab000-0000-7000-8000-000000000005"))).toMatch(/^unknown/);
});

it("the pretend Feishu refuses what Feishu refuses: no file, an empty one, a key of nobody", async () => {
  const upload = async (form: FormData) => {
    const { domain } = stage.feishu;
    const headers = { authorization: `Bearer ${stage.feishu.world.tokens.at(-1)?.token}` };
    const answer = await fetch(`${domain}/open-apis/im/v1/files`, { method: "POST", headers, body: form });
    return z.object({ code: z.number() }).parse(await answer.json()).code;
  };
  const form = (file: string | Blob) => {
    const made = new FormData();
    made.append("file_type", "stream");
    made.append("file_name", "a.csv");
    made.append("file", file);
    return made;
  };
  expect(await upload(form("words alone"))).toBe(234001);
  expect(await upload(form(new Blob([])))).toBe(234010);
  expect(await upload(form(new Blob(["a"])))).toBe(0);
});
