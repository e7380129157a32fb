import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlatformPort, Profile } from "#chat/port.ts";
import { failureOf, feishuAt, listen } from "./outgoing.ts";
import { createStage, type Stage } from "./stage.ts";

let stage: Stage;
let port: PlatformPort;
let body: object = {};

/** Says what the pretend Feishu never says: mailboxes of the company, accounts not activated, bots switched off. */
const server = createServer((request, response) => {
  const isToken = request.url?.includes("tenant_access_token") === true;
  const answer = isToken ? { code: 0, tenant_access_token: "t-1", expire: 7200 } : { code: 0, ...body };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
});

beforeAll(async () => {
  stage = await createStage();
  port = feishuAt(stage, await listen(server)).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stage.stop();
});

async function profileOf(user: object): Promise<Profile> {
  body = { data: { user } };
  return await port.profile(stage.feishu.appId, "ou_1a");
}

describe("profile", () => {
  it("prefers the mailbox that the company issued", async () => {
    const user = { name: "李雷", email: "li@private.example", enterprise_email: "Li@yuanda.example" };
    expect(await profileOf(user)).toEqual({ name: "李雷", email: "li@yuanda.example" });
  });

  it("has no address for an account that nobody has activated: nobody has shown that it is theirs", async () => {
    const user = { name: "李雷", email: "li@yuanda.example", status: { is_activated: false } };
    expect(await profileOf(user)).toEqual({ name: "李雷" });
  });

  it("without scopes for name, address and manager is the account's id", async () => {
    expect(await profileOf({})).toEqual({ name: "ou_1a" });
    expect(await profileOf({ name: "李雷", email: "", leader_user_id: "" })).toEqual({ name: "李雷" });
  });

  it("in an answer of another shape is a failure, not a person without a name", async () => {
    expect(await failureOf(profileOf([]))).toMatchObject({ failure: "unknown", code: "unreadable-answer" });
  });
});

describe("check", () => {
  it("says what to do about a bot that is not active", async () => {
    body = { bot: { open_id: "ou_bot", activate_status: 1 } };
    expect(await port.check()).toMatchObject({
      ok: false,
      problem: expect.stringContaining("publish a version"),
    });
    body = { bot: { open_id: "ou_bot", activate_status: 2 } };
    expect(await port.check()).toMatchObject({ ok: true, botUserId: "ou_bot" });
  });
});
