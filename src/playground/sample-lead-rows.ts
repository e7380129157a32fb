import { v7 as uuid } from "uuid";
import { cleanName, nameParts } from "#directory/customer-name.ts";
import { armedClock } from "#directory/leads/clock.ts";
import { gradeOf } from "#domain/grading.ts";
import { phoneKeyOf } from "#domain/lead.ts";
import { firstContactDueAt } from "#domain/lead-clock.ts";
import { plannedMoment } from "#domain/moment.ts";
import { defaultPolicy } from "#domain/policy.ts";
import type { SampleLead } from "./sample-leads.ts";
import {
  calendar,
  contactAt,
  dayOf,
  type Making,
  personOf,
  type SampleMember,
  sourceKey,
} from "./sample-making.ts";

const hourMs = 3_600_000;
/** What waits for its grade was registered so long ago. */
const waitingMs = hourMs / 2;
/** Before a lead was contacted, ended or left its owner it was the owner's for so many working days. */
const heldDays = { contacted: 2, converted: 5, disqualified: 2, pooled: 10 } as const;

export type LeadsAt = Making & {
  /** Ids of the customers that leads became, by name. */
  readonly customers: ReadonlyMap<string, string>;
};

type Told = LeadsAt & {
  readonly sample: SampleLead;
  readonly number: number;
  readonly by: SampleMember;
  readonly boss: SampleMember;
};

/** A lead as it is now, who had it, what was said to it, and a first contact that is late. */
export function sampleLeadRows(at: LeadsAt, sample: SampleLead, number: number) {
  const by = personOf(at, sample.by);
  const told = { ...at, sample, number, by, boss: managerOf(at, by) };
  const common = { workspaceId: at.workspaceId, leadId: uuid() };
  const state = stateOf(told);
  const facts = { ...factsOf(told), ...state };
  const { firstContactDueAt: dueAt, status } = facts;
  const person = status === "nurturing" ? told.boss : by;
  return {
    row: {
      ...{ workspaceId: common.workspaceId, id: common.leadId, ...facts },
      ...armedClock(facts, at.now, { person, calendar, policy: defaultPolicy }),
    },
    handovers: handovers(told).map((handover) => ({ ...common, id: uuid(), ...handover })),
    breaches:
      status === "assigned" && dueAt !== null && dueAt <= at.now
        ? [{ ...common, dueAt, ownerId: by.id }]
        : [],
    followUps: contacts(told).map((contact) => ({ ...common, id: uuid(), ...contact })),
  };
}

/** The nearest manager upward, who approves grades. */
function managerOf(at: Making, { managerId }: SampleMember): SampleMember {
  const above = [...at.people.values()].find(({ id }) => id === managerId);
  if (above === undefined) throw new Error("nobody of the sample team approves grades");
  return above.roles.includes("manager") ? above : managerOf(at, above);
}

function factsOf(told: Told) {
  const { sample, by, now } = told;
  const { phone, email, contact, answers, source, need, late = 0 } = sample;
  const company = cleanName(sample.company);
  const registeredAt = sample.ago === 0 ? new Date(now.getTime() - waitingMs) : agoAt(told, sample.ago);
  return {
    ...{ company, companyCore: nameParts(company).core, contactName: contact[0], contactTitle: contact[1] },
    ...{ phone: phone ?? null, phoneKey: phone === undefined ? null : (phoneKeyOf(phone) ?? null) },
    ...{ email: email ?? null, source, need, ...answers },
    ...{ registeredAt, registeredById: by.id, isLate: late > 0 },
    acquiredAt: late > 0 ? agoAt(told, sample.ago + late) : new Date(registeredAt.getTime() - waitingMs),
    sourceKey: sourceKey("lead", told.number),
  };
}

function agoAt({ by, ...at }: Told, days: number): Date {
  return contactAt(at, by, days);
}

/** When somebody was given it; `undefined` where nobody was. */
function givenAt(told: Told): Date | undefined {
  const { life } = told.sample;
  switch (life.is) {
    case "registered":
    case "grading":
    case "nurturing":
      return undefined;
    case "assigned":
      return new Date(told.now.getTime() - life.hoursAgo * hourMs);
    default:
      return agoAt(told, life.ago + heldDays[life.is]);
  }
}

/** All that its timetable is made of. */
function stateOf(told: Told) {
  const { sample, by, boss, now, customers } = told;
  const { life } = sample;
  const state = { ...blank, status: life.is, grade: gradeNow(sample) };
  const assigned = assignment(told);
  switch (life.is) {
    case "registered":
    case "grading":
    case "pooled":
      return state;
    case "nurturing":
      return { ...state, ownerId: boss.id };
    case "assigned":
      return { ...state, ...assigned, ownerId: by.id };
    case "contacted": {
      const next = plannedMoment({ on: dayOf(now, by.tz, life.next.in) }, by);
      const contactedAt = agoAt(told, life.ago);
      return {
        ...{
          ...state,
          ...assigned,
          ownerId: by.id,
          firstContactAt: contactedAt,
          lastFollowUpAt: contactedAt,
        },
        ...{ nextAt: next.at, nextHasTime: next.hasTime, nextMethod: life.next.method },
      };
    }
    case "converted":
      return {
        ...{ ...state, ...assigned, ownerId: by.id, closedAt: agoAt(told, life.ago) },
        customerId: customers.get(sample.company) ?? null,
      };
    case "disqualified":
      return {
        ...state,
        ...assigned,
        ownerId: by.id,
        closedAt: agoAt(told, life.ago),
        closeReason: life.reason,
      };
  }
}

const blank = {
  ...{ ownerId: null, assignedAt: null, firstContactDueAt: null, firstContactAt: null, lastFollowUpAt: null },
  ...{ nextAt: null, nextHasTime: false, nextMethod: null, extendedAt: null },
  ...{ closedAt: null, closeReason: null, customerId: null },
} as const;

/** Approved, for all that are past that. */
function gradeNow({ life, answers }: SampleLead) {
  const isWaiting = life.is === "registered" || life.is === "grading";
  return isWaiting || answers === undefined ? null : gradeOf(answers).grade;
}

function assignment(told: Told) {
  const assignedAt = givenAt(told);
  if (assignedAt === undefined) return {};
  const rules = { person: told.by, calendar, policy: defaultPolicy };
  const grade = gradeNow(told.sample) ?? "B";
  return { assignedAt, firstContactDueAt: firstContactDueAt(grade, assignedAt, rules) };
}

/** Every change of hands, the first first. */
function handovers(told: Told) {
  const { by, boss, sample } = told;
  const { life } = sample;
  const at = givenAt(told);
  const given = { why: "assigned", fromId: null, toId: by.id, byId: boss.id, reason: null };
  const first = at === undefined ? [] : [{ ...given, at }];
  if (life.is === "nurturing") {
    return [{ ...given, why: "nurtured", toId: boss.id, at: agoAt(told, life.ago) }];
  }
  if (life.is !== "pooled") return first;
  const { why, reason = null } = life;
  const byId = why === "handed_back" ? by.id : null;
  return [...first, { why, fromId: by.id, toId: null, byId, reason, at: agoAt(told, life.ago) }];
}

function contacts(told: Told) {
  const { sample, by, now, number } = told;
  const { life } = sample;
  if (life.is !== "contacted") return [];
  const occurredAt = agoAt(told, life.ago);
  return [
    {
      ...{ personId: by.id, method: life.method, content: life.content, occurredAt },
      ...{ occurredOn: new Date(dayOf(now, by.tz, -life.ago)), ourPeople: [], theirPeople: [] },
      ...{ loggedAt: new Date(occurredAt.getTime() + hourMs), sourceKey: sourceKey("lead-contact", number) },
    },
  ];
}
