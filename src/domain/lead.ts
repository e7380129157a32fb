import type { Grade } from "./grading.ts";

export const leadStatuses = [
  "registered",
  "grading",
  "assigned",
  "contacted",
  "nurturing",
  "pooled",
  "converted",
  "disqualified",
] as const;
export type LeadStatus = (typeof leadStatuses)[number];

/** Where leads come from; a workspace may write its own word beside these. */
export const leadSources = [
  "exhibition",
  "website",
  "referral",
  "advertising",
  "community",
  "content",
  "partner",
  "outreach",
  "dealer",
  "other",
] as const;
export type LeadSource = (typeof leadSources)[number];

/** Has somebody who must act: the first contact is owed or made. */
export function isOwned(status: LeadStatus): boolean {
  return status === "assigned" || status === "contacted";
}

/** Somebody talks to its people and logs that: until it is given to anybody, whoever registered it. */
export function takesContacts(status: LeadStatus): boolean {
  return status !== "pooled" && !isEnded(status);
}

/** Nothing happens to it by itself any more. */
export function isEnded(status: LeadStatus): boolean {
  return status === "converted" || status === "disqualified";
}

/**
 * Digits that are the same however a phone is written: without the country, and without the 0 that is dialled before an
 * area inside of it. `undefined` for what cannot be a phone.
 */
export function phoneKeyOf(phone: string): string | undefined {
  const digits = phone
    .normalize("NFKC")
    .replace(/\D/g, "")
    .replace(/^00/, "")
    .replace(/^86(?=\d{10,})/, "")
    .replace(/^0(?=[1-9]\d{9,})/, "");
  return digits.length < 5 ? undefined : digits;
}

/** Whose work an approved lead is that nobody owns: the first where there is one of them, else the second. */
const repsFor = {
  A: ["senior_rep", "rep"],
  B: ["rep", "senior_rep"],
  C: ["rep", "senior_rep"],
} as const satisfies Record<Grade, readonly string[]>;
/** Where a company has no rep, leads are the work of those who lead. */
const leaders = ["supervisor", "manager"] as const;

export type Candidate = {
  readonly personId: string;
  readonly roles: readonly string[];
  /** Leads that he or she must act on. */
  readonly openLeads: number;
  /** When the last lead was given; absent for never. */
  readonly lastGivenAt?: Date;
  /** Today is a day of an absence. */
  readonly isAway?: boolean;
};

/** The rep whose turn it is; `undefined` where there is no rep. Who is away is left out unless all are. */
export function nextOwner(grade: Grade, candidates: readonly Candidate[]): Candidate | undefined {
  return nextOf(repsFor[grade], candidates);
}

/** Whose turn it is where there is no rep; `undefined` where nobody leads a team either. */
export function nextLeader(candidates: readonly Candidate[]): Candidate | undefined {
  return nextOf(leaders, candidates);
}

function nextOf(roles: readonly string[], candidates: readonly Candidate[]): Candidate | undefined {
  const present = candidates.filter(({ isAway }) => isAway !== true);
  for (const among of [present, candidates]) {
    for (const role of roles) {
      const next = leastLoaded(among.filter((candidate) => isA(role, candidate)));
      if (next !== undefined) return next;
    }
  }
  return undefined;
}

/** A senior rep is no rep, whatever else is noted. */
function isA(role: string, { roles }: Candidate): boolean {
  return roles.includes(role) && !(role === "rep" && roles.includes("senior_rep"));
}

/** Among equals whoever waits longest. */
function leastLoaded(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted(
    (a, b) =>
      a.openLeads - b.openLeads ||
      (a.lastGivenAt?.getTime() ?? 0) - (b.lastGivenAt?.getTime() ?? 0) ||
      a.personId.localeCompare(b.personId),
  )[0];
}

const msPerDay = 86_400_000;

/** When somebody who lost a lead may take it out of the public pool again; `undefined` who never lost it. */
export function claimAgainAt(
  lostAt: Date | undefined,
  { claimCoolDownDays }: { readonly claimCoolDownDays: number },
): Date | undefined {
  return lostAt && new Date(lostAt.getTime() + claimCoolDownDays * msPerDay);
}

/** The claims, of somebody's so far, for which there can be no other now; `undefined` where there can. */
export function claimsInTheWay(
  claims: readonly Date[],
  policy: { readonly claimsMax: number; readonly claimsWithinDays: number },
  now: Date,
): readonly Date[] | undefined {
  const from = now.getTime() - policy.claimsWithinDays * msPerDay;
  const recent = claims.filter((at) => at.getTime() > from);
  return recent.length >= policy.claimsMax ? recent : undefined;
}
