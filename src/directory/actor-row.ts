import { type Actor, type Role, roles } from "#chat/actor.ts";
import type { Locale } from "#chat/locale.ts";

/** A person as the bare driver returns it, with the columns of `actorColumns`. */
export type ActorRow = {
  readonly workspace_id: string;
  readonly id: string;
  readonly name: string;
  readonly status: Actor["status"];
  readonly roles: readonly string[];
  readonly team_id: string | null;
  readonly manager_id: string | null;
  readonly locale: string;
  readonly tz: string;
  readonly work_start: string;
  readonly work_end: string;
  readonly quiet_start: string;
  readonly quiet_end: string;
  readonly digest_at: string;
};

/** For `person AS p`. Roles as text: the driver does not know the enum's array type. */
export const actorColumns = `p.id, p.name, p.status, coalesce(p.roles::text[], '{}') AS roles, p.team_id, p.manager_id, p.locale, p.tz,
  p.work_start, p.work_end, p.quiet_start, p.quiet_end, p.digest_at`;

export function toActor(row: ActorRow): Actor {
  return {
    workspaceId: row.workspace_id,
    personId: row.id,
    name: row.name,
    status: row.status,
    roles: row.roles.filter(isRole),
    ...(row.team_id === null ? {} : { teamId: row.team_id }),
    ...(row.manager_id === null ? {} : { managerId: row.manager_id }),
    locale: toLocale(row.locale),
    tz: row.tz,
    workingHours: [row.work_start, row.work_end],
    quietHours: [row.quiet_start, row.quiet_end],
    digestAt: row.digest_at,
  };
}

/** What a column of text holds, as a language; Chinese where it is none of ours. */
export function toLocale(text: string): Locale {
  return text === "en" ? "en" : "zh";
}

function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
