import { DeliveryError, type Profile } from "#chat/port.ts";
import type { Api } from "./clients.ts";

/** What Slack knows of an account. https://docs.slack.dev/reference/methods/users.info */
export async function readProfile(api: Api, userId: string): Promise<Profile> {
  const { user } = await api((client) => client.users.info({ user: userId, include_locale: true }));
  if (user === undefined) throw new DeliveryError("unknown", { code: "unreadable_answer" });
  const email = isVouchedFor(user) ? user.profile?.email?.toLowerCase() : undefined;
  const locale = localeOf(user.locale);
  return {
    name: user.profile?.real_name || user.real_name || user.profile?.display_name || user.name || userId,
    ...(email !== undefined && { email }),
    ...(locale !== undefined && { locale }),
    ...(user.tz !== undefined && { tz: user.tz }),
  };
}

type Account = {
  readonly is_email_confirmed?: boolean;
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
};

/** By its e-mail a person is found on the other platform: one that Slack has not checked proves nothing, nor does a guest's. */
function isVouchedFor(user: Account): boolean {
  const isOdd =
    user.is_bot || user.deleted || user.is_restricted || user.is_ultra_restricted || user.is_stranger;
  return user.is_email_confirmed === true && !isOdd;
}

function localeOf(tag: string | undefined): Profile["locale"] {
  if (tag?.startsWith("zh")) return "zh";
  return tag?.startsWith("en") ? "en" : undefined;
}
