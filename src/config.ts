import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { z } from "zod";
import { locales } from "#chat/locale.ts";

/** Every setting of the process, checked once. `undefined` platforms are not configured. */
export type Config = {
  readonly port: number;
  readonly databaseUrl: string | undefined;
  /** Where the platforms reach this process, without a trailing slash. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly secret: string | undefined;
  readonly defaultTz: string;
  readonly defaultLocale: "zh" | "en";
  readonly slack: SlackConfig | undefined;
  readonly feishu: FeishuConfig | undefined;
};

export type SlackConfig = {
  readonly signingSecret: string;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
};

export type FeishuConfig = {
  readonly appId: string;
  readonly appSecret: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
  readonly domain: string | undefined;
};

/** Every problem of the environment at once, one line each. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "ConfigError";
    this.problems = problems;
  }
}

/** An empty variable, as `.env.example` leaves them, is an absent one. */
const text = z
  .string()
  .trim()
  .transform((value) => (value === "" ? undefined : value))
  .optional();
const url = (protocols: RegExp, example: string) =>
  text.refine(
    (value) => value === undefined || (URL.canParse(value) && protocols.test(value)),
    `must be a URL such as ${example}`,
  );
const httpUrl = (example: string) => url(/^https?:/, example);

const environment = z.object({
  PORT: text
    .transform((value) => Number(value ?? 3000))
    .pipe(z.int("must be a port number").min(0).max(65_535)),
  DATABASE_URL: url(/^postgres(ql)?:/, "postgresql://user:password@host:5432/genjin"),
  LOG_LEVEL: text.pipe(z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info")),
  GENJIN_SECRET: text.refine(
    (value) => value === undefined || value.length >= 32,
    "must have at least 32 characters",
  ),
  DEFAULT_TZ: text
    .pipe(z.string().default("Asia/Shanghai"))
    .refine(isTimeZone, "must be an IANA time zone such as Asia/Shanghai"),
  DEFAULT_LOCALE: text.pipe(z.enum(locales).default("zh")),
  PUBLIC_URL: httpUrl("https://genjin.example.com"),
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: text.refine(
    (value) => value === undefined || value.startsWith("xoxb-"),
    "must be a bot token (xoxb-...)",
  ),
  SLACK_API_URL: httpUrl("https://slack.com/api/"),
  FEISHU_APP_ID: text.refine(
    (value) => value === undefined || /^cli_[0-9a-zA-Z]+$/.test(value),
    "must be an app id (cli_...)",
  ),
  FEISHU_APP_SECRET: text,
  FEISHU_ENCRYPT_KEY: text,
  FEISHU_VERIFICATION_TOKEN: text,
  FEISHU_DOMAIN: httpUrl("https://open.feishu.cn"),
  FEISHU_MODE: text.pipe(z.enum(["webhook"], "only webhook is available in this version").default("webhook")),
});
type Environment = z.infer<typeof environment>;

const required = {
  slack: { name: "Slack", variables: ["SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN"] },
  feishu: {
    name: "Feishu",
    variables: ["FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_ENCRYPT_KEY", "FEISHU_VERIFICATION_TOKEN"],
  },
} as const satisfies Record<
  string,
  { readonly name: string; readonly variables: readonly (keyof Environment)[] }
>;

/** Whoever sets one of these expects a way of connecting that is not there yet. */
const notYet = ["SLACK_APP_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"] as const;

export type Variables = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError naming every problem. */
export function readConfig(): Config {
  return parseConfig(readVariables());
}

/** The environment; a `.env` file beside the process fills what it lacks. */
export function readVariables(): Variables {
  return { ...readDotEnv(), ...process.env };
}

/** Without a platform's credentials the playground runs. */
export function hasPlatform(config: Config): boolean {
  return (config.slack ?? config.feishu) !== undefined;
}

/** @throws ConfigError naming every problem. */
export function parseConfig(variables: Variables): Config {
  const parsed = environment.safeParse(variables);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) ?? [];
  const problems = [...wrong, ...problemsTogether(variables)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return {
    port: env.PORT,
    databaseUrl: env.DATABASE_URL,
    publicUrl: env.PUBLIC_URL?.replace(/\/$/, ""),
    logLevel: env.LOG_LEVEL,
    secret: env.GENJIN_SECRET,
    defaultTz: env.DEFAULT_TZ,
    defaultLocale: env.DEFAULT_LOCALE,
    slack: slackOf(env),
    feishu: feishuOf(env),
  };
}

/** What is wrong with the variables beside one another. A platform has all of its variables or none. */
function problemsTogether(variables: Variables): string[] {
  const isGiven = (name: string) => (variables[name] ?? "").trim() !== "";
  const missing = Object.values(required).flatMap(({ name, variables: wanted }) => {
    const absent = wanted.filter((variable) => !isGiven(variable));
    if (absent.length === wanted.length) return [];
    return absent.map((variable) => `${variable} is missing: ${name} needs ${wanted.join(", ")}`);
  });
  const isReal = Object.values(required).some(({ variables: wanted }) => wanted.every(isGiven));
  const secret =
    "GENJIN_SECRET is required with real credentials: set it to 32 or more random characters, e.g. from `openssl rand -hex 32`";
  return [
    ...missing,
    ...(isReal && !isGiven("GENJIN_SECRET") ? [secret] : []),
    ...notYet.filter(isGiven).map((name) => `${name} cannot be used in this version`),
  ];
}

function slackOf(env: Environment): SlackConfig | undefined {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken } = env;
  if (signingSecret === undefined || botToken === undefined) return undefined;
  return { signingSecret, botToken, apiUrl: env.SLACK_API_URL };
}

function feishuOf(env: Environment): FeishuConfig | undefined {
  const { FEISHU_APP_ID: appId, FEISHU_APP_SECRET: appSecret } = env;
  const { FEISHU_ENCRYPT_KEY: encryptKey, FEISHU_VERIFICATION_TOKEN: verificationToken } = env;
  if (
    appId === undefined ||
    appSecret === undefined ||
    encryptKey === undefined ||
    verificationToken === undefined
  )
    return undefined;
  return { appId, appSecret, encryptKey, verificationToken, domain: env.FEISHU_DOMAIN };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readDotEnv(): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(".env", "utf8"));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
