import { v7 as uuid } from "uuid";
import { cleanName, nameParts } from "#directory/customer-name.ts";
import type { Scope } from "#directory/scope.ts";
import type { Settings } from "#directory/settings.ts";
import { dueAt } from "#domain/calendar/deadline.ts";
import type { PersonTime } from "#domain/calendar/quiet.ts";
import type { Grade, GradeAnswers } from "#domain/grading.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import type { ClockRules } from "#domain/lead-clock.ts";
import { armedClock, officeHours, personTimes, whoseClock } from "./clock.ts";

export type NewLead = {
  readonly company: string;
  readonly contactName?: string | undefined;
  readonly contactTitle?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly wechat?: string | undefined;
  /** A key of `leadSources`, or the workspace's own word. */
  readonly source: string;
  readonly need?: string | undefined;
  readonly acquiredAt: Date;
  readonly registeredAt: Date;
  readonly registeredById: string;
  /** Who keeps it until it is graded; who registered it if absent. */
  readonly ownerId?: string | undefined;
  readonly collaboratorIds?: readonly string[];
  readonly answers?: Partial<GradeAnswers> | undefined;
  readonly arguedGrade?: Grade | undefined;
  readonly argument?: string | undefined;
  /** The event or the row of a file that makes it: the same one makes it once. */
  readonly sourceKey: string;
};

export type Registered = { readonly id: string; readonly isNew: boolean };

/** Makes a lead that waits to be graded; the same source key gives the same lead. */
export async function registerLead(scope: Scope, lead: NewLead, settings: Settings): Promise<Registered> {
  const [made] = await registerLeads(scope, [lead], settings);
  if (made === undefined) throw new Error("a lead was not registered");
  return made;
}

/** Makes thousands, in one statement. In the order of the leads; two of the same source key are one. */
export async function registerLeads(
  scope: Scope,
  leads: readonly NewLead[],
  settings: Settings,
): Promise<readonly Registered[]> {
  if (leads.length === 0) return [];
  const times = await personTimes(
    scope,
    leads.flatMap(({ registeredById, ownerId }) => [registeredById, ownerId ?? []].flat()),
  );
  const rulesOf = (id: string): ClockRules => ({
    ...settings,
    person: times.get(id) ?? officeHours(settings),
  });
  const once = new Map(leads.map((lead) => [lead.sourceKey, lead]));
  const rows = [...once.values()].map((lead) => toRow(lead, rulesOf));
  const made = new Set(await insertRows(scope, rows));
  const known = await idsOf(scope, made.size === rows.length ? [] : rows.filter(({ id }) => !made.has(id)));
  const ids = new Map(rows.map(({ sourceKey, id }) => [sourceKey, known.get(sourceKey) ?? id]));
  const seen = new Set<string>();
  return leads.map(({ sourceKey }) => {
    const id = ids.get(sourceKey) ?? "";
    const isNew = made.has(id) && !seen.has(id);
    seen.add(id);
    return { id, isNew };
  });
}

type Row = ReturnType<typeof toRow>;

/** `rulesOf` are those by the hours of a person. */
function toRow(lead: NewLead, rulesOf: (personId: string) => ClockRules) {
  const company = cleanName(lead.company);
  const { answers, ownerId = null } = lead;
  const clock = rulesOf(whoseClock({ ...lead, ownerId }));
  return {
    id: uuid(),
    company,
    companyCore: nameParts(company).core,
    contactName: lead.contactName,
    contactTitle: lead.contactTitle,
    phone: lead.phone,
    phoneKey: lead.phone === undefined ? undefined : phoneKeyOf(lead.phone),
    email: lead.email?.toLowerCase(),
    wechat: lead.wechat,
    source: lead.source,
    need: lead.need,
    acquiredAt: lead.acquiredAt,
    registeredAt: lead.registeredAt,
    registeredById: lead.registeredById,
    collaboratorIds: lead.collaboratorIds ?? [],
    ownerId,
    isLate: isLateRegistration(lead, rulesOf(lead.registeredById)),
    urgency: answers?.urgency,
    budget: answers?.budget,
    influence: answers?.influence,
    arguedGrade: lead.arguedGrade,
    argument: lead.argument,
    ...armedClock({ ...unassigned, registeredAt: lead.registeredAt }, lead.registeredAt, clock),
    sourceKey: lead.sourceKey,
  };
}

const unassigned = {
  ...{ status: "registered" as const, grade: null, assignedAt: null, firstContactDueAt: null },
  ...{ lastFollowUpAt: null, nextAt: null, nextHasTime: false, extendedAt: null },
};

/** Within so many working days of being acquired, by the hours of who registers it. */
export function isLateRegistration(
  { acquiredAt, registeredAt }: { readonly acquiredAt: Date; readonly registeredAt: Date },
  { person, calendar, policy }: Settings & { readonly person: PersonTime },
): boolean {
  const workingDays = policy.lead.registerWithinWorkingDays;
  if (registeredAt <= acquiredAt || workingDays === 0) return registeredAt > acquiredAt;
  return registeredAt > dueAt(acquiredAt, { workingDays }, { ...person, calendar }).at;
}

/** The ids of those that are new. */
async function insertRows({ db, workspaceId }: Scope, rows: readonly Row[]): Promise<string[]> {
  const made = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO lead (workspace_id, id, company, company_core, contact_name, contact_title, phone, phone_key, email,
      wechat, source, need, acquired_at, registered_at, registered_by_id, collaborator_ids, is_late, urgency, budget,
      influence, argued_grade, argument, owner_id, clock_at, clock_step, source_key)
    SELECT ${workspaceId}::uuid, id, company, "companyCore", "contactName", "contactTitle", phone, "phoneKey", email,
      wechat, source, need, "acquiredAt", "registeredAt", "registeredById", "collaboratorIds", "isLate", urgency, budget,
      influence, "arguedGrade", argument, "ownerId", "clockAt", "clockStep", "sourceKey"
    FROM jsonb_to_recordset(${storable(rows)}::jsonb) AS r (
      id uuid, company text, "companyCore" text, "contactName" text, "contactTitle" text, phone text, "phoneKey" text,
      email text, wechat text, source text, need text, "acquiredAt" timestamptz, "registeredAt" timestamptz,
      "registeredById" uuid, "collaboratorIds" uuid[], "isLate" boolean, urgency "need_urgency", budget "lead_budget",
      influence "decision_influence", "arguedGrade" "lead_grade", argument text, "ownerId" uuid, "clockAt" timestamptz,
      "clockStep" text, "sourceKey" text)
    ON CONFLICT (workspace_id, source_key) DO NOTHING RETURNING id`;
  return made.map(({ id }) => id);
}

/** PostgreSQL refuses these in JSON: the character zero, and half of a surrogate pair. */
function storable(rows: readonly Row[]): string {
  return JSON.stringify(rows, (_key, part: unknown) =>
    typeof part === "string" ? part.replace(/[\0\p{Surrogate}]/gu, "\uFFFD") : part,
  );
}

async function idsOf({ db, workspaceId }: Scope, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const found = await db.lead.findMany({
    where: { workspaceId, sourceKey: { in: rows.map(({ sourceKey }) => sourceKey) } },
    select: { id: true, sourceKey: true },
  });
  return new Map(found.map(({ id, sourceKey }) => [sourceKey ?? "", id]));
}
