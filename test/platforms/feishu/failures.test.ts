import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { direct, failureOf, feishuAt, listen, message } from "./outgoing.ts";
import { createStage, type Stage } from "./stage.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
});
afterAll(async () => {
  await stage.stop();
});

describe("a failure", () => {
  it.each([
    [{ code: 99991400 }, "rate-limited", "99991400"],
    [{ code: 230020 }, "rate-limited", "230020"],
    [{ code: 230002 }, "forbidden", "230002"],
    [{ code: 230006 }, "forbidden", "230006"],
    [{ code: 99991672 }, "forbidden", "99991672"],
    [{ code: 230025 }, "rejected", "230025"],
    [{ code: 230031 }, "rejected", "230031"],
    [{ code: 230025, status: 200 }, "rejected", "230025"],
    [{ code: 424242 }, "unknown", "424242"],
    [{ status: 502 }, "unknown", "502"],
  ] as const)("%j is %s", async (fault, failure, code) => {
    stage.feishu.failNext("POST /open-apis/im/v1/messages", fault);
    expect(await failureOf(stage.parts.port.send(message(stage, direct)))).toMatchObject({ failure, code });
  });

  it("by the rate limit says when to come back", async () => {
    const busy = await createStage({ limits: { enabled: true, perApi: 1, perUser: 100 } });
    const to = { ...message(stage, direct), tenant: busy.feishu.appId };
    await busy.parts.port.send(to);
    const failure = await failureOf(busy.parts.port.send({ ...to, deliveryId: "another" }));
    expect(failure).toMatchObject({ failure: "rate-limited", code: "99991400", retryAfterMs: 1000 });
    await busy.stop();
  });

  it("of the person: resigned, out of range or with the bot stopped is forbidden", async () => {
    const gone = stage.feishu.addUser({ name: "走了", resigned: true });
    const failure = await failureOf(
      stage.parts.port.send(message(stage, { type: "direct", userId: gone.openId })),
    );
    expect(failure).toMatchObject({ failure: "forbidden", code: "230029" });
  });

  it("carries neither token nor message, wherever it is looked at", async () => {
    for (const fault of [{ code: 230001 }, { loseResponse: true }, { status: 500 }]) {
      stage.feishu.failNext("POST /open-apis/im/v1/messages", fault);
      const error = await failureOf(stage.parts.port.send(message(stage, direct)));
      expect(`${JSON.stringify(error)} ${error.stack} ${error.cause}`).not.toMatch(
        /Bearer|t-[0-9a-f]{8}|远大/,
      );
    }
  });

  it("is forbidden for another app's tenant: ids mean nothing there", async () => {
    expect(
      await failureOf(stage.parts.port.send({ ...message(stage, direct), tenant: "cli_other" })),
    ).toMatchObject({ failure: "forbidden" });
  });

  it("to connect is unreachable: nothing can have been sent", async () => {
    const { port } = feishuAt(stage, "http://127.0.0.1:9");
    const failure = await failureOf(port.send({ ...message(stage, direct), tenant: stage.feishu.appId }));
    expect(failure).toMatchObject({ failure: "unreachable", code: "ECONNREFUSED" });
  });

  it("of a gateway, which answers without a code, may have been sent", async () => {
    const gateway = createServer((_, response) => response.writeHead(502).end("<html>Bad Gateway</html>"));
    const { port } = feishuAt(stage, await listen(gateway));
    const failure = await failureOf(port.profile(stage.feishu.appId, "ou_li"));
    expect(failure).toMatchObject({ failure: "unknown", code: "http-502" });
    gateway.close();
  });

  it("to answer ends after 5 seconds, and may have been sent", async () => {
    const silent = createServer(() => undefined);
    const domain = await listen(silent);
    const startedAt = performance.now();
    const failure = await failureOf(
      feishuAt(stage, domain).port.send({ ...message(stage, direct), tenant: stage.feishu.appId }),
    );
    expect(failure.failure).toBe("unknown");
    expect(performance.now() - startedAt).toBeLessThan(6000);
    silent.closeAllConnections();
    silent.close();
  }, 10_000);
});

describe("the token", () => {
  it("is asked for once by calls that wait for it together, and kept", async () => {
    const fresh = feishuAt(stage, stage.feishu.domain).port;
    const before = stage.calls("tenant_access_token").length;
    await Promise.all([1, 2, 3].map(async () => await fresh.send(message(stage, direct))));
    await fresh.send(message(stage, direct));
    expect(stage.calls("tenant_access_token").length).toBe(before + 1);
  });

  it("that the platform refuses is renewed once, and the call is made", async () => {
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { code: 99991663 });
    const before = stage.calls("tenant_access_token").length;
    await stage.parts.port.send(message(stage, direct));
    expect(stage.calls("tenant_access_token").length).toBe(before + 1);
    stage.feishu.failNext("POST /open-apis/im/v1/messages", { code: 99991663, times: 2 });
    expect(await failureOf(stage.parts.port.send(message(stage, direct)))).toMatchObject({
      failure: "forbidden",
      code: "99991663",
    });
  });
});
