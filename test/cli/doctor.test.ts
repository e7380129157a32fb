import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import feishuSetup from "#platforms/feishu/setup.json" with { type: "json" };
import slackManifest from "#platforms/slack/manifest.json" with { type: "json" };
import { createFeishuEmulator } from "#playground/feishu/emulator.ts";
import { createSlackEmulator } from "#playground/slack/emulator.ts";
import { doctor } from "#src/cli/doctor.ts";
import { setLogLevel } from "#src/log.ts";
import { testDatabase, testServer } from "#test/support/database.ts";
import { createEmpty, dropDatabase } from "#test/support/database-server.ts";

const database = await testDatabase();
const { serverUrl } = await testServer();
const slackScopes = slackManifest.oauth_config.scopes.bot;
const feishuScopes = feishuSetup.scopes.map(({ name }) => name);
const slack = createSlackEmulator();
const feishu = createFeishuEmulator();

beforeAll(async () => {
  setLogLevel("silent");
  await Promise.all([slack.start(), feishu.start()]);
});
afterAll(() => Promise.all([slack.stop(), feishu.stop()]));
beforeEach(() => {
  slack.settings.scopes = slackScopes;
  feishu.scopes.clear();
  for (const scope of feishuScopes) feishu.scopes.add(scope);
});

function good() {
  return {
    DATABASE_URL: database.url,
    DEFAULT_LOCALE: "en",
    PUBLIC_URL: "https://genjin.example.com/",
    GENJIN_SECRET: "0123456789abcdef0123456789abcdef",
    SLACK_SIGNING_SECRET: slack.settings.signingSecret,
    SLACK_BOT_TOKEN: slack.settings.botToken,
    SLACK_API_URL: slack.apiUrl,
    FEISHU_APP_ID: feishu.appId,
    FEISHU_APP_SECRET: feishu.appSecret,
    FEISHU_ENCRYPT_KEY: "an encrypt key",
    FEISHU_VERIFICATION_TOKEN: "a token",
    FEISHU_DOMAIN: feishu.domain,
  };
}

async function ask(variables: Record<string, string>, now = () => new Date()) {
  const lines: string[] = [];
  const code = await doctor({ variables, now, write: (line) => lines.push(line) });
  const problems = lines.filter((line) => /^\[(problem|问题)\]/.test(line));
  return { code, lines, problems, text: lines.join("\n") };
}

test("finds nothing wrong where all is right, and shows the addresses to paste", async () => {
  const { code, problems, text } = await ask(good());
  expect(problems).toEqual([]);
  expect(code).toBe(0);
  expect(text).toContain("https://genjin.example.com/slack/events");
  expect(text).toContain("https://genjin.example.com/feishu/events");
  expect(text).toMatch(/\[ok\] database: reachable, PostgreSQL \d+/);
  expect(text).toContain("[ok] Slack: the credentials work (T0PLAYGRND)");
  expect(text).toContain(`[ok] Feishu: the credentials work (${feishu.appId})`);
  expect(text).toContain("[ok] clock: right");
});

test("speaks Chinese unless told otherwise", async () => {
  const { DEFAULT_LOCALE: _, ...variables } = good();
  const { text, code } = await ask(variables);
  expect(text).toContain("[正常] 数据库: 迁移都已执行");
  expect(text).toContain("没有问题");
  expect(code).toBe(0);
});

test("tells every problem of the configuration at once, and still looks at the database", async () => {
  const variables = { ...good(), PORT: "99999", SLACK_SIGNING_SECRET: "", GENJIN_SECRET: "" };
  const { code, problems, text } = await ask(variables);
  expect(problems.map((line) => line.split(" ")[2])).toEqual([
    "PORT",
    "SLACK_SIGNING_SECRET",
    "GENJIN_SECRET",
  ]);
  expect(text).toContain("[ok] database: reachable");
  expect(text).toContain("3 problems");
  expect(code).toBe(1);
});

test("says what to do about a database that is not there, not ready, or cannot read Chinese", async () => {
  const nowhere = await ask({ ...good(), DATABASE_URL: "postgres://root@127.0.0.1:1/genjin" });
  expect(nowhere.problems).toEqual([expect.stringMatching(/ECONNREFUSED.*check DATABASE_URL/)]);
  const empty = await createEmpty(serverUrl);
  try {
    const { problems, code } = await ask({ ...good(), DATABASE_URL: empty });
    expect(problems).toEqual([expect.stringContaining("npm run genjin -- migrate")]);
    expect(code).toBe(1);
  } finally {
    await dropDatabase(serverUrl, empty);
  }
  const blind = `genjin_blind_${process.pid}`;
  await database.pool.query(`CREATE DATABASE ${blind} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'`);
  const url = new URL(serverUrl);
  url.pathname = `/${blind}`;
  try {
    const { problems } = await ask({ ...good(), DATABASE_URL: url.href });
    expect(problems[0]).toMatch(/LC_CTYPE C it sees no Chinese text.*C\.UTF-8/);
  } finally {
    await dropDatabase(serverUrl, url.href);
  }
});

test("names the scopes that are missing, on each platform", async () => {
  slack.settings.scopes = slackScopes.filter((scope) => scope !== "users:read.email" && scope !== "im:write");
  feishu.scopes.delete("contact:user.email:readonly");
  const { code, problems } = await ask(good());
  expect(problems).toEqual([
    expect.stringMatching(/Slack: .*im:write, users:read\.email/),
    expect.stringMatching(/Feishu: .*contact:user\.email:readonly.*publish a version/),
  ]);
  expect(code).toBe(1);
});

test("says which credential is refused", async () => {
  const { problems } = await ask({ ...good(), SLACK_BOT_TOKEN: "xoxb-wrong", FEISHU_APP_SECRET: "wrong" });
  expect(problems).toEqual([
    expect.stringMatching(/Slack: .*invalid_auth.*Bot User OAuth Token/),
    expect.stringMatching(/Feishu: .*FEISHU_APP_SECRET is wrong/),
  ]);
});

test("does not despair of a Feishu that tells no scopes", async () => {
  feishu.failNext("application/v6/scopes", { status: 502 });
  const { code, text } = await ask(good());
  expect(text).toMatch(/\[note\] Feishu: the app's scopes could not be asked for/);
  expect(code).toBe(0);
});

test("sees a clock that is off, for which every signature would be refused", async () => {
  const { problems, code } = await ask(good(), () => new Date(Date.now() + 200_000));
  expect(problems).toEqual([expect.stringMatching(/clock: (199|200|201) s off.*NTP/)]);
  expect(code).toBe(1);
});
