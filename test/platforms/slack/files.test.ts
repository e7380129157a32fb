import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { DeliveryError, fileBytesMax } from "#chat/port.ts";
import { type Bench, calls, startBench } from "./harness.ts";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.stop());

const list = { name: "线索.csv", bytes: Buffer.from("公司\n华为\n") };

async function sent(file = list, text?: string) {
  const before = bench.host.stored.length;
  await bench.slack.client("U1").sendFile(file, text === undefined ? {} : { text });
  const event = bench.host.stored[before];
  if (event?.type !== "message") throw new Error("no message came");
  return event;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  return error instanceof DeliveryError ? `${error.failure} ${error.code}` : "no failure";
}

async function download(file = list) {
  const { tenant, files: [first] = [] } = await sent(file);
  if (first === undefined) throw new Error("no file came");
  return { first, run: () => bench.parts.port.downloadFile(tenant, first) };
}

it("a file in the direct chat comes with its name and size, its words beside it", async () => {
  const event = await sent(list, "请导入");
  expect(event).toMatchObject({ text: "请导入", conversation: { kind: "direct" } });
  expect(event.files).toMatchObject([{ name: "线索.csv", sizeBytes: list.bytes.length }]);
  expect((await sent()).text).toBe("");
});

it("is fetched byte by byte with the bot's token", async () => {
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
  expect((await (await download({ name: "x.bin", bytes })).run()).equals(bytes)).toBe(true);
});

it("that was deleted is gone", async () => {
  const { first, run } = await download();
  const stored = bench.slack.world.store.files.get(first.file);
  if (stored !== undefined) stored.deleted = true;
  expect(await codeOf(run())).toBe("rejected file-gone");
  expect(await codeOf(bench.parts.port.downloadFile("T0PLAYGRND", { file: "F404" }))).toBe(
    "rejected file-gone",
  );
});

it("that is too large is not fetched", async () => {
  const { run } = await download({ name: "x.csv", bytes: Buffer.alloc(fileBytesMax + 1, "x") });
  expect(await codeOf(run())).toBe("rejected file-too-large");
});

it("is not taken for Slack's page to sign in", async () => {
  const { run } = await download();
  const { scopes } = bench.slack.settings;
  bench.slack.settings.scopes = scopes.filter((scope) => scope !== "files:read");
  expect(await codeOf(run())).toBe("forbidden missing_scope");
  bench.slack.settings.scopes = scopes;
});

it("at another service's address is left alone, for our token is Slack's", async () => {
  const { first, run } = await download();
  const { origin } = bench.slack.world;
  bench.slack.world.origin = "https://files.slack.com.evil.example";
  expect(await codeOf(run())).toBe("rejected file-gone");
  bench.slack.world.origin = origin;
  expect(first.file).toMatch(/^F/);
});

it("a file of ours stands in the person's chat, with its words as they are", async () => {
  const to = { type: "direct", userId: "U2" } as const;
  const comment = "3 rows <!channel> & more";
  const common = { tenant: "T0PLAYGRND", deliveryId: "d1", file: list };
  await bench.parts.port.sendFile({ ...common, to, comment });
  const seen = bench.slack.client("U2").messages().at(-1);
  expect(seen?.text).toContain(comment);
  expect(bench.slack.client("U2").files(seen?.id ?? "")).toEqual([list]);
});

it("goes to the direct chat where the person wrote in a channel, and into the thread of a direct one", async () => {
  const common = { tenant: "T0PLAYGRND", deliveryId: "d2", file: list };
  const group = { id: "C1", kind: "group" } as const;
  await bench.parts.port.sendFile({
    ...common,
    to: { type: "conversation", conversation: group, userId: "U1" },
  });
  expect(bench.slack.client("U1").messages().at(-1)?.in).toMatch(/^D/);
  const direct = { id: (await sent()).conversation?.id ?? "", kind: "direct", thread: "1.2" } as const;
  await bench.parts.port.sendFile({
    ...common,
    to: { type: "conversation", conversation: direct, userId: "U1" },
  });
  expect(calls(bench.slack, "files.completeUploadExternal").at(-1)).toMatchObject({ thread_ts: "1.2" });
});

it("says how sending failed", async () => {
  const to = { type: "direct", userId: "U2" } as const;
  const send = () => bench.parts.port.sendFile({ tenant: "T0PLAYGRND", deliveryId: "d3", to, file: list });
  bench.slack.failNext("files.getUploadURLExternal", { retryAfterS: 7 });
  expect(await codeOf(send())).toBe("rate-limited ratelimited");
  bench.slack.failNext("files.completeUploadExternal", { error: "missing_scope" });
  expect(await codeOf(send())).toBe("forbidden missing_scope");
});

it("the pretend Slack refuses what Slack refuses: a person for a channel, other bytes than announced", async () => {
  const { apiUrl } = bench.slack;
  const call = async (method: string, body: Record<string, string>) => {
    const headers = { authorization: "Bearer xoxb-test" };
    const request = { method: "POST", headers, body: new URLSearchParams(body) };
    return (await fetch(apiUrl + method, request)).json();
  };
  const place = await call("files.getUploadURLExternal", { filename: "a.csv", length: "3" });
  const { upload_url: url, file_id: id } = z
    .object({ upload_url: z.url(), file_id: z.string() })
    .parse(place);
  expect((await fetch(url, { method: "POST", body: "four" })).status).toBe(404);
  expect((await fetch(url, { method: "POST", body: "abc" })).status).toBe(200);
  const files = JSON.stringify([{ id }]);
  expect(await call("files.completeUploadExternal", { files, channel_id: "U1" })).toMatchObject({
    error: "channel_not_found",
  });
});
