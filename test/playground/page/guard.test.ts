import { mkdir, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { features } from "#features/index.ts";
import { startApp } from "#src/app.ts";
import { parseConfig } from "#src/config.ts";
import { setLogLevel } from "#src/log.ts";
import { idOf, type Visit, visit } from "./visit.ts";

let page: Visit;
beforeAll(async () => {
  setLogLevel("silent");
  page = await visit();
  await mkdir(join(page.directory, "assets"));
  await writeFile(join(page.directory, "assets/index-abcd1234.js"), "export {};");
  await writeFile(join(page.directory, "secret.env"), "x");
});
afterAll(() => page.stop());

/** As `fetch`, which would tidy a path and a `Host` up. */
function ask(
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  const { port } = new URL(page.url);
  const method = body === undefined ? "GET" : "POST";
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => {
        text += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

const json = { "content-type": "application/json" };
const home = () => JSON.stringify({ client: "slack", user: idOf("slack", "Emma Clark"), do: "home" });

describe("the page", () => {
  test("is served with nothing from elsewhere allowed, its hashed files for good", async () => {
    const index = await ask("/");
    expect(index).toMatchObject({ status: 200, text: expect.stringContaining("<title>page</title>") });
    expect(index.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": expect.stringMatching(/^default-src 'self';.*frame-ancestors 'none'/),
      "x-content-type-options": "nosniff",
    });
    const script = await ask("/assets/index-abcd1234.js");
    expect(script.headers).toMatchObject({
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

  test.each([
    "/../secret",
    "/assets/../../.secret",
    "/%2e%2e/.secret",
    "/assets/..%2f..%2f.secret",
    "/.secret",
    "//etc/passwd",
    "/playground/",
    "/nothing.html",
  ])("has no %s", async (path) => expect(await ask(path)).toMatchObject({ status: 404 }));

  test("does not take the place of the bot's routes", async () => {
    expect(await ask("/healthz")).toMatchObject({ status: 200 });
    expect(await ask("/slack/events", json, "{}")).toMatchObject({ status: 401 });
  });
});

describe("a page of somebody else", () => {
  test.each(["evil.example", "evil.example:3000", "localhost.evil.example", "127.0.0.1.nip.io", "[::1]"])(
    "that calls this machine %s is refused",
    async (host) => {
      expect(await ask("/", { host })).toMatchObject({ status: 403 });
      expect(await ask("/playground/state", { host })).toMatchObject({ status: 403 });
      expect(await ask("/playground/events", { host })).toMatchObject({ status: 403 });
    },
  );

  test.each([
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:1" },
  ])("cannot act: %o", async (headers) => {
    expect(await ask("/playground/act", { ...json, ...headers }, home())).toMatchObject({ status: 403 });
    const clock = JSON.stringify({ to: "+1h" });
    expect(await ask("/playground/clock", { ...json, ...headers }, clock)).toMatchObject({ status: 403 });
  });

  test("cannot act by a form either", async () => {
    const headers = { "content-type": "text/plain" };
    expect(await ask("/playground/act", headers, home())).toMatchObject({ status: 415 });
  });
});

test("the own page can act, by either name of this machine", async () => {
  const { port } = new URL(page.url);
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
    const headers = { ...json, host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
    expect(await ask("/playground/act", headers, home())).toMatchObject({ status: 200 });
  }
});

test("a body that is too long or no JSON is refused in words", async () => {
  const long = await ask("/playground/act", json, JSON.stringify({ text: "x".repeat(256 * 1024) }));
  expect(long).toMatchObject({ status: 413, text: '{"error":"more than 256 KB"}' });
  expect(await ask("/playground/act", json, "{")).toMatchObject({
    ...{ status: 400, text: '{"error":"the body is not JSON"}' },
  });
});

test("the state has the language of the browser", async () => {
  const locale = async (languages: string) =>
    JSON.parse((await ask("/playground/state", { "accept-language": languages })).text).locale;
  expect(await locale("en-GB,en;q=0.9,zh;q=0.8")).toBe("en");
  expect(await locale("fr,zh-CN;q=0.8")).toBe("zh");
  expect(await locale("fr")).toBe("zh");
});

test("the gallery has every sample of every feature on both platforms in both languages", async () => {
  const count = features.flatMap(({ samples = [] }) => samples).length;
  const samples = JSON.parse((await ask("/playground/samples")).text);
  expect(samples).toHaveLength(count);
  const drawn = {
    zh: { kind: expect.stringMatching(/^(message|modal|card)$/), json: expect.any(Object) },
    en: { kind: expect.stringMatching(/^(message|modal|card)$/), json: expect.any(Object) },
  };
  for (const sample of samples) expect(sample).toMatchObject({ slack: drawn, feishu: drawn });
});

/** Real credentials: the app alone, as `main.ts` starts it then. */
test("without the playground there is no page and none of its routes", async () => {
  const nowhere = "http://127.0.0.1:9";
  const config = parseConfig({
    ...{ PORT: "0", GENJIN_SECRET: "a".repeat(32), SLACK_API_URL: `${nowhere}/api/` },
    ...{ SLACK_SIGNING_SECRET: "s".repeat(32), SLACK_BOT_TOKEN: "xoxb-real" },
  });
  const { secret = "" } = config;
  const app = await startApp({ config: { ...config, secret }, databaseUrl: page.databaseUrl });
  try {
    for (const path of [
      "/",
      "/index.html",
      "/playground/state",
      "/playground/events",
      "/playground/samples",
    ]) {
      expect((await fetch(`http://127.0.0.1:${app.port}${path}`)).status, path).toBe(404);
    }
    const act = await fetch(`http://127.0.0.1:${app.port}/playground/act`, {
      ...{ method: "POST", headers: json, body: home() },
    });
    expect(act.status).toBe(404);
  } finally {
    await app.stop();
  }
});
