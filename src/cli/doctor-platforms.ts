import type { DoctorTexts } from "#cards/shared/doctor.ts";
import { DeliveryError, type PlatformPort } from "#chat/port.ts";
import { createApi } from "#platforms/feishu/api.ts";
import { missingScopes } from "#platforms/feishu/missing-scopes.ts";
import { createPort } from "#platforms/feishu/send.ts";
import { checkToken } from "#platforms/slack/check.ts";
import { createClients } from "#platforms/slack/clients.ts";
import type { Config, FeishuConfig, SlackConfig } from "#src/config.ts";
import { type Finding, note, ok, problem } from "./finding.ts";

const names = { slack: "Slack", feishu: "Feishu" } as const;

/** Credentials, scopes, the addresses to paste, and whether our clock agrees with the platform's. */
export async function checkPlatforms(
  t: DoctorTexts,
  config: Config,
  now: () => Date,
): Promise<readonly Finding[]> {
  const { slack, feishu, publicUrl } = config;
  if (slack === undefined && feishu === undefined) return [note("Slack, Feishu", t.noPlatform)];
  const found = await Promise.all([
    slack === undefined ? [note(names.slack, t.notConfigured)] : checkSlack(t, slack),
    feishu === undefined ? [note(names.feishu, t.notConfigured)] : checkFeishu(t, feishu, now),
  ]);
  const addresses =
    publicUrl === undefined ? [note("PUBLIC_URL", t.noPublicUrl)] : addressesIn(t, config, publicUrl);
  return [...found.flat(), ...addresses, ...(await checkClock(t, config, now))];
}

async function checkSlack(t: DoctorTexts, slack: SlackConfig): Promise<readonly Finding[]> {
  const clients = createClients({ apiUrl: slack.apiUrl, token: async () => slack.botToken });
  return [judged(t, names.slack, await checkToken(clients.apiWith(slack.botToken)))];
}

async function checkFeishu(
  t: DoctorTexts,
  feishu: FeishuConfig,
  now: () => Date,
): Promise<readonly Finding[]> {
  const { appId, appSecret, domain } = feishu;
  const options = { appId, appSecret, ...(domain !== undefined && { domain }) };
  const checked = await createPort(createApi(options, now), appId).check();
  if (!checked.ok) return [judged(t, names.feishu, checked)];
  const missing = await missingScopes(options, now).catch((error: unknown) => {
    if (error instanceof DeliveryError) return error;
    throw error;
  });
  if (missing instanceof DeliveryError) {
    return [judged(t, names.feishu, checked), note(names.feishu, t.scopesUnknown(missing.code))];
  }
  const lacking = missing.length === 0 ? [] : [problem(names.feishu, t.scopesMissing(missing.join(", ")))];
  return [judged(t, names.feishu, checked), ...lacking];
}

function judged(t: DoctorTexts, name: string, checked: Awaited<ReturnType<PlatformPort["check"]>>): Finding {
  return checked.ok ? ok(name, t.connected(checked.tenant)) : problem(name, checked.problem);
}

function addressesIn(t: DoctorTexts, { slack, feishu }: Config, publicUrl: string): readonly Finding[] {
  return [
    ...(slack === undefined ? [] : [note(names.slack, t.paste(t.slackPlaces, `${publicUrl}/slack/events`))]),
    ...(feishu === undefined
      ? []
      : [note(names.feishu, t.paste(t.feishuPlaces, `${publicUrl}/feishu/events`))]),
  ];
}

const askWithinMs = 3000;
/** A tenth of what the platforms' signatures allow. */
const driftMaxMs = 30_000;

/** Every answer over HTTP tells the time. Nothing is said where the platform cannot be asked: that was told above. */
async function checkClock(
  t: DoctorTexts,
  { slack, feishu }: Config,
  now: () => Date,
): Promise<readonly Finding[]> {
  const url =
    slack === undefined
      ? (feishu?.domain ?? "https://open.feishu.cn")
      : (slack.apiUrl ?? "https://slack.com/api/");
  const answer = await fetch(url, { method: "HEAD", signal: AbortSignal.timeout(askWithinMs) }).catch(
    () => undefined,
  );
  const theirs = Date.parse(answer?.headers.get("date") ?? "");
  if (Number.isNaN(theirs)) return [];
  const driftMs = Math.abs(now().getTime() - theirs);
  return [
    driftMs > driftMaxMs ? problem(t.clock, t.offBy(Math.round(driftMs / 1000))) : ok(t.clock, t.inTime),
  ];
}
