import { z } from "zod";
import { startApp } from "#src/app.ts";
import { parseConfig } from "#src/config.ts";
import { answerParent, cpuMs } from "../processes.ts";
import { countStatements } from "../statements.ts";
import { world } from "../world.ts";

/** The whole program, as `npm start` runs it, in front of platforms that only say yes. */
const given = z.object({ BENCH_DATABASE_URL: z.string(), BENCH_PLATFORM_URL: z.string() }).parse(process.env);
const secret = "a secret of thirty-two characters or more";
const config = parseConfig({
  ...{ PORT: "0", GENJIN_SECRET: secret, DEFAULT_TZ: world.tz, DEFAULT_LOCALE: "en" },
  ...{ SLACK_SIGNING_SECRET: world.signingSecret, SLACK_BOT_TOKEN: world.botToken },
  SLACK_API_URL: `${given.BENCH_PLATFORM_URL}/api/`,
  ...{ FEISHU_APP_ID: world.feishuAppId, FEISHU_APP_SECRET: "an app secret" },
  ...{ FEISHU_ENCRYPT_KEY: world.encryptKey, FEISHU_VERIFICATION_TOKEN: world.verificationToken },
  FEISHU_DOMAIN: given.BENCH_PLATFORM_URL,
});
const statements = countStatements();
const app = await startApp({
  config: { ...config, secret },
  databaseUrl: given.BENCH_DATABASE_URL,
  host: "127.0.0.1",
});
answerParent(
  { port: () => app.port, usage: () => ({ cpuMs: cpuMs(), statements: statements.count() }) },
  app.stop,
);
