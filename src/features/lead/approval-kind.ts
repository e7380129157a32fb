import { z } from "zod";
import { phoneText } from "#cards/lead/contact-person.ts";
import { gradeReasons } from "#cards/lead/grade.ts";
import { gradeTexts } from "#cards/lead/grade-texts.ts";
import { leadTexts } from "#cards/lead/lead-texts.ts";
import { leadSourceName } from "#cards/shared/lead-words.ts";
import type {
  ApprovalDescription,
  ApprovalFacts,
  ApprovalKind,
  ApprovalReader,
  ApprovalScope,
} from "#chat/approval.ts";
import type { Field } from "#chat/card.ts";
import { withoutContacts } from "#chat/clean-text.ts";
import { md, value } from "#chat/text.ts";
import type { Lead } from "#directory/leads/lead.ts";
import { lockLead } from "#directory/leads/lock-lead.ts";
import { namesOf } from "#directory/people.ts";
import { type GradeAnswers, gradeAnswers, gradeOf, grades } from "#domain/grading.ts";
import { afterGrading } from "./approval-kind-after.ts";
import { gradeDecided } from "./approval-kind-decided.ts";
import { gradeKindName } from "./approval-kind-name.ts";

const text = z.string().optional();
/** The facts that a grade stands on, as they were shown. */
const facts = z.object({
  company: z.string(),
  source: z.string(),
  contactName: text,
  contactTitle: text,
  phone: text,
  email: text,
  wechat: text,
  need: text,
  urgency: z.enum(gradeAnswers.urgency),
  budget: z.enum(gradeAnswers.budget),
  influence: z.enum(gradeAnswers.influence),
});
export type GradeFacts = z.infer<typeof facts>;
const snapshot = facts.extend({
  registeredBy: z.string(),
  /** Facts that changed since it was last asked for. */
  changed: z.array(z.string()).default([]),
});

/** The decision about a lead's grade: nothing is assigned before. */
export const leadGradeKind: ApprovalKind = {
  kind: gradeKindName,
  roles: ["manager", "director"],
  outcomes: (locale) => grades.map((grade) => ({ value: grade, label: gradeTexts[locale].grade(grade) })),
  facts: async (scope, leadId) => (await gradeFacts(scope, [leadId])).get(leadId),
  manyFacts: gradeFacts,
  lock: lockLead,
  describe: (reader, approval) => describe(reader, { ...approval, facts: snapshot.parse(approval.snapshot) }),
  decided: gradeDecided,
  tellsAsker: true,
  after: afterGrading,
};

/** `undefined` while an answer is missing. */
export function factsOf(lead: Lead): GradeFacts | undefined {
  const said = Object.entries(lead).filter(([, fact]) => fact !== null);
  return facts.safeParse(Object.fromEntries(said)).data;
}

/** Of the leads that are graded, by lead. */
async function gradeFacts(
  scope: ApprovalScope,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, ApprovalFacts>> {
  const { db, workspaceId } = scope;
  const leads = await db.lead.findMany({
    where: { workspaceId, id: { in: [...leadIds] }, status: "grading" },
  });
  const registeredBy = [...new Set(leads.map(({ registeredById }) => registeredById))];
  const [names, before] = await Promise.all([namesOf(scope, registeredBy), shownBefore(scope, leadIds)]);
  return new Map(
    leads.flatMap((lead) => {
      const known = factsOf(lead);
      if (known === undefined) return [];
      const shown = before.get(lead.id);
      const changed = shown === undefined ? [] : changedFacts(shown, known);
      const by = names.get(lead.registeredById) ?? "";
      const told = { ...known, registeredBy: by, changed };
      // Who has only typed in what is another's may decide on it.
      const barredIds = [lead.ownerId ?? lead.registeredById];
      const { urgency, budget, influence, source } = known;
      const noted = { urgency, budget, influence, source };
      return [[lead.id, { snapshot: told, key: JSON.stringify(known), barredIds, noted }]];
    }),
  );
}

/** By lead what was asked about last, where that was not decided. */
async function shownBefore(
  { db, workspaceId }: ApprovalScope,
  leadIds: readonly string[],
): Promise<ReadonlyMap<string, GradeFacts>> {
  const asked = await db.approval.findMany({
    where: { workspaceId, subjectId: { in: [...leadIds] }, kind: gradeKindName },
    orderBy: [{ requestedAt: "asc" }, { id: "asc" }],
    select: { subjectId: true, status: true, facts: true },
  });
  const last = new Map(asked.map((one) => [one.subjectId, one]));
  return new Map(
    [...last].flatMap(([leadId, { status, facts: stored }]) => {
      const before = z.object({ snapshot: facts }).safeParse(stored);
      const isDecided = status === "approved" || status === "changed";
      return !isDecided && before.success ? [[leadId, before.data.snapshot]] : [];
    }),
  );
}

/** Names of the facts that are not the same. */
export function changedFacts(before: GradeFacts, now: GradeFacts): (keyof GradeFacts)[] {
  return facts.keyof().options.filter((fact) => before[fact] !== now[fact]);
}

type Described = {
  readonly facts: z.infer<typeof snapshot>;
  readonly proposal: string;
  readonly argument?: string;
};

function describe(
  reader: ApprovalReader,
  { facts: shown, proposal, argument }: Described,
): ApprovalDescription {
  const t = gradeTexts[reader.locale];
  const { locale } = reader;
  const { company, registeredBy, changed } = shown;
  const answers: GradeAnswers = shown;
  const grading = gradeOf(answers);
  const need = openly(reader, shown.need);
  const brief = need === undefined ? "" : ` · ${[...need].slice(0, 60).join("")}`;
  return {
    title: t.approvalTitle(registeredBy, company, proposal),
    line: md`**${company}** · **${proposal}** · ${registeredBy}${brief}`,
    fields: fieldsOf(reader, shown),
    reasons: [
      ...(changed.length === 0
        ? []
        : [t.changedSince(changed.map((fact) => nameOf(locale, fact)).join(t.and))]),
      ...(argument === undefined || grading.grade === proposal ? [] : [t.byRule(grading.grade)]),
      ...gradeReasons(locale, grading),
    ],
  };
}

function nameOf(locale: ApprovalReader["locale"], fact: string): string {
  const names: Readonly<Record<string, string>> = leadTexts[locale].fields;
  return names[fact] ?? fact;
}

/** What somebody wrote, for the reader. */
function openly({ masked }: ApprovalReader, words: string | undefined): string | undefined {
  return masked && words !== undefined ? withoutContacts(words) : words;
}

function fieldsOf(reader: ApprovalReader, shown: Described["facts"]): Field[] {
  const { locale, masked } = reader;
  const t = leadTexts[locale].fields;
  const { contactName, contactTitle, phone, email, wechat } = shown;
  const contact = [contactName, contactTitle].filter((part) => part !== undefined).join(" · ");
  const reach = [
    ...(phone === undefined ? [] : [{ label: t.phone, value: phoneText(phone) }]),
    ...field(t.email, email),
    ...field(t.wechat, wechat),
  ];
  return [
    ...field(t.contactName, openly(reader, contact)),
    ...(masked ? [] : reach),
    ...field(t.source, leadSourceName(locale, shown.source)),
    ...field(t.need, openly(reader, shown.need)),
  ];
}

function field(label: string, words: string | undefined): Field[] {
  return words === undefined || words === "" ? [] : [{ label, value: value(words) }];
}
