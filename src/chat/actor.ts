import type { Platform } from "./event.ts";
import type { Locale } from "./locale.ts";

export const roles = [
  "rep",
  "senior_rep",
  "supervisor",
  "manager",
  "director",
  "legal",
  "service",
  "admin",
] as const;
export type Role = (typeof roles)[number];

/** The person an event comes from, or a message is for. Times are local `HH:mm` in `tz`. */
export type Actor = {
  readonly workspaceId: string;
  readonly personId: string;
  readonly name: string;
  readonly status: "pending" | "active" | "left";
  readonly roles: readonly Role[];
  readonly teamId?: string;
  readonly managerId?: string;
  readonly locale: Locale;
  readonly tz: string;
  readonly workingHours: readonly [string, string];
  readonly quietHours: readonly [string, string];
  readonly digestAt: string;
};

/** An account that belongs to nobody yet, as its platform describes it. */
export type Stranger = {
  readonly workspaceId: string;
  readonly platform: Platform;
  readonly userId: string;
  readonly locale: Locale;
};

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.roles.some((role) => wanted.includes(role));
}
