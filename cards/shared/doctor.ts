import type { Locale } from "#chat/locale.ts";

const zh = {
  ok: "正常",
  problem: "问题",
  note: "提示",
  configuration: "配置",
  database: "数据库",
  clock: "时钟",
  nodeOld: (version: string, wanted: string) => `Node ${version} 太旧：请装 ${wanted} 或更新的版本`,
  configured: "各项配置都能用",
  restLater: "配置改好之后再查各平台",
  embedded: "内置 PostgreSQL（没有设置 DATABASE_URL）",
  reachable: (version: string) => `连得上，PostgreSQL ${version}`,
  unreachable: (reason: string) => `连不上（${reason}）：检查 DATABASE_URL、网络和数据库服务`,
  tooOld: (version: string) => `PostgreSQL ${version} 太旧：需要 15 或更新的版本`,
  readsChinese: "编码 UTF8，看得懂中文",
  blind: (encoding: string, ctype: string) =>
    `编码 ${encoding}、LC_CTYPE ${ctype} 看不懂中文，客户名会搜不到：请用 CREATE DATABASE ... TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' 新建`,
  migrated: "迁移都已执行",
  pending: (names: string) => `还没执行的迁移：${names}；npm run genjin -- migrate，或者直接 npm start`,
  fresh: "还是空的，npm start 时自动建表",
  connected: (tenant: string) => `凭据有效（${tenant}）`,
  notConfigured: "没有配置",
  noPlatform: "Slack 和飞书都没有配置：npm start 会打开本机演练场",
  scopesMissing: (names: string) => `应用缺权限 ${names}：在开放平台「权限管理」里开通，再发布一个版本`,
  scopesUnknown: (reason: string) => `查不到应用的权限（${reason}）`,
  paste: (what: string, url: string) => `把 ${url} 填到：${what}`,
  slackPlaces: "Slash Commands、Interactivity & Shortcuts（两处）、Event Subscriptions",
  feishuPlaces: "事件与回调 → 事件配置、回调配置（都选「将事件/回调发送至开发者服务器」）",
  noPublicUrl:
    "没有设置 PUBLIC_URL：设成平台访问得到的地址（如 https://genjin.example.com），就能列出要填的网址",
  inTime: "准",
  offBy: (seconds: number) => `差了 ${seconds} 秒：平台的签名超过 300 秒就不认，请打开 NTP 对时`,
  allWell: "没有问题",
  count: (count: number) => `${count} 个问题`,
};

const en: typeof zh = {
  ok: "ok",
  problem: "problem",
  note: "note",
  configuration: "configuration",
  database: "database",
  clock: "clock",
  nodeOld: (version, wanted) => `Node ${version} is too old: install ${wanted} or newer`,
  configured: "every setting can be used",
  restLater: "the platforms are checked once the configuration is right",
  embedded: "the embedded PostgreSQL (DATABASE_URL is not set)",
  reachable: (version) => `reachable, PostgreSQL ${version}`,
  unreachable: (reason) => `cannot be reached (${reason}): check DATABASE_URL, the network and the server`,
  tooOld: (version) => `PostgreSQL ${version} is too old: 15 or newer is needed`,
  readsChinese: "encoding UTF8, sees Chinese text",
  blind: (encoding, ctype) =>
    `with encoding ${encoding} and LC_CTYPE ${ctype} it sees no Chinese text and finds no customer: make another with CREATE DATABASE ... TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
  migrated: "all migrations are applied",
  pending: (names) => `migrations not applied yet: ${names}; npm run genjin -- migrate, or npm start`,
  fresh: "still empty; npm start makes the tables",
  connected: (tenant) => `the credentials work (${tenant})`,
  notConfigured: "not configured",
  noPlatform: "neither Slack nor Feishu is configured: npm start opens the playground on this machine",
  scopesMissing: (names) =>
    `the app lacks the scopes ${names}: grant them in its console under "Permissions & Scopes" and publish a version`,
  scopesUnknown: (reason) => `the app's scopes could not be asked for (${reason})`,
  paste: (what, url) => `paste ${url} into: ${what}`,
  slackPlaces: "Slash Commands, Interactivity & Shortcuts (both fields), Event Subscriptions",
  feishuPlaces:
    "Events & Callbacks: event configuration and callback configuration, each sent to the developer's server",
  noPublicUrl:
    "PUBLIC_URL is not set: set it to where the platforms reach this process (e.g. https://genjin.example.com) to see the addresses to paste",
  inTime: "right",
  offBy: (seconds) =>
    `${seconds} s off: signatures older than 300 s are refused; turn on time synchronisation (NTP)`,
  allWell: "nothing is wrong",
  count: (count) => (count === 1 ? "1 problem" : `${count} problems`),
};

export type DoctorTexts = typeof zh;

/** What `npm run genjin -- doctor` says. */
export const doctorTexts: Readonly<Record<Locale, DoctorTexts>> = { zh, en };
