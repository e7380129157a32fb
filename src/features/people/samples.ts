import { admitDone, admitPostponed, admitRequest } from "#cards/people/admit.ts";
import {
  accountClosed,
  adminTaken,
  firstAdmin,
  hello,
  nowAdmin,
  waiting,
  welcome,
} from "#cards/people/hello.ts";
import { leaveForm, workReceived } from "#cards/people/leaver.ts";
import { type PersonFormView, peopleList, personForm } from "#cards/people/list.ts";
import { type PolicyValues, policyCard, policyForm, policyGroupNames } from "#cards/people/policy.ts";
import { type SettingsCardView, settingsCard, settingsForm } from "#cards/people/settings.ts";
import { commonTimeZones } from "#cards/people/time-zones.ts";
import { unreachable } from "#cards/people/unreachable.ts";
import { roleNames } from "#cards/shared/roles.ts";
import { roles } from "#chat/actor.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";
import { hostileName, hostileText, longText, many, sampleId, sampleWords } from "#chat/sample-texts.ts";
import { defaultPolicy } from "#domain/policy.ts";

const personId = sampleId(1);
const allRoles = (locale: Locale) => Object.values(roleNames[locale]);

function settings(locale: Locale): SettingsCardView {
  return {
    locale,
    tz: "Asia/Shanghai",
    workingHours: ["09:00", "18:00"],
    quietHours: ["21:00", "08:00"],
    digestAt: "08:45",
    roles: [roleNames[locale].rep],
    isAdmin: false,
    hasNoAdmin: false,
  };
}

function person(locale: Locale): PersonFormView {
  return {
    ...{ personId, name: sampleWords[locale].person, isPending: false, page: 1 },
    ...{ roles: [], teams: [], colleagues: [] },
  };
}

const options = many(150, (number) => ({ value: sampleId(number), label: `${number} ${hostileName}` }));
const crowd = many(60, (number) => ({
  personId: sampleId(number),
  name: `${number} ${hostileName}`,
  status: "active" as const,
  roles,
  team: hostileName,
}));

const cards: readonly Sample[] = [
  { name: "hello", make: hello },
  { name: "first-admin", make: firstAdmin },
  { name: "now-admin", make: nowAdmin },
  {
    name: "admin-taken",
    make: (locale) => adminTaken(locale, { admin: sampleWords[locale].other, isIn: false }),
  },
  { name: "admin-taken-hostile", make: (locale) => adminTaken(locale, { admin: longText, isIn: true }) },
  {
    name: "waiting",
    make: (locale) => waiting(locale, { admins: [sampleWords[locale].other], isNew: true }),
  },
  {
    name: "waiting-hostile",
    make: (locale) => waiting(locale, { admins: many(9, () => hostileName), isNew: false }),
  },
  { name: "waiting-for-nobody", make: (locale) => waiting(locale, { admins: [], isNew: true }) },
  { name: "account-closed", make: accountClosed },
  {
    name: "welcome",
    make: (locale) => welcome(locale, { name: sampleWords[locale].person, roles: [roleNames[locale].rep] }),
  },
  {
    name: "welcome-hostile",
    make: (locale) =>
      welcome(locale, { name: longText, roles: [...allRoles(locale), hostileText], manager: hostileName }),
  },
  {
    name: "admit",
    make: (locale) => admitRequest(locale, { personId, name: sampleWords[locale].person }),
  },
  {
    name: "admit-hostile",
    make: (locale) =>
      admitRequest(locale, {
        ...{ personId, name: hostileName, email: hostileText, platform: "feishu", manager: longText },
      }),
  },
  {
    name: "admitted",
    make: (locale) => {
      const { person: name, other: by } = sampleWords[locale];
      return admitDone(locale, { name, roles: [roleNames[locale].rep], by });
    },
  },
  {
    name: "admitted-before",
    make: (locale) => admitDone(locale, { name: longText, roles: allRoles(locale), by: "" }),
  },
  { name: "admit-postponed", make: (locale) => admitPostponed(locale, { personId, name: hostileName }) },
];

const settingsAndPeople: readonly Sample[] = [
  { name: "settings", make: (locale) => settingsCard(locale, settings(locale)) },
  {
    name: "settings-hostile",
    make: (locale) =>
      settingsCard(locale, {
        ...settings(locale),
        ...{ tz: "America/Argentina/ComodRivadavia", quietHours: ["00:00", "00:00"] },
        ...{ roles: allRoles(locale), team: longText, manager: longText, isAdmin: true, hasNoAdmin: true },
      }),
  },
  {
    name: "settings-form",
    make: (locale) =>
      settingsForm(locale, {
        ...settings(locale),
        timeZones: commonTimeZones(locale),
        absence: { colleagues: [] },
      }),
  },
  {
    name: "people",
    make: (locale) => {
      const { person: name, other } = sampleWords[locale];
      return peopleList(locale, {
        ...{ count: 2, page: 1, pages: 1 },
        people: [
          { personId, name, status: "pending", roles: [] },
          { personId: sampleId(2), name: other, status: "active", roles: ["manager"], team: "A" },
        ],
      });
    },
  },
  {
    name: "people-hostile",
    make: (locale) => peopleList(locale, { count: 900, page: 2, pages: 15, people: crowd }),
  },
  { name: "person-form", make: (locale) => personForm(locale, person(locale)) },
  {
    name: "person-form-hostile",
    make: (locale) =>
      personForm(locale, {
        ...person(locale),
        ...{ name: longText, isPending: true, roles: ["senior_rep"], teams: options, colleagues: options },
        team: { value: sampleId(1), label: longText },
        manager: { value: sampleId(2), label: longText },
      }),
  },
];

const { nurtureOwnerId: _, ...leadNumbers } = defaultPolicy.lead;
const policy: PolicyValues = { ...leadNumbers, ...defaultPolicy.approval };
const changedPolicy: PolicyValues = {
  ...policy,
  idleWarningDays: [60, 30, 14, 7, 1],
  nurtureOwnerId: { value: sampleId(1), label: longText },
};
const bounds = () => ({ min: 0, max: 1000 });

const rules: readonly Sample[] = [
  { name: "policy", make: (locale) => policyCard(locale, policy) },
  { name: "policy-hostile", make: (locale) => policyCard(locale, changedPolicy) },
  ...policyGroupNames.map((group) => ({
    name: `policy-form-${group}`,
    make: (locale: Locale) => policyForm(locale, { group, values: policy, colleagues: [], bounds }),
  })),
  {
    name: "policy-form-hostile",
    make: (locale) =>
      policyForm(locale, { group: "pool", values: changedPolicy, colleagues: options, bounds }),
  },
];

const nothing = { leads: 0, customers: 0, todos: 0, plans: 0, approvals: 0 };
const much = { leads: 1200, customers: 340, todos: 56, plans: 7, approvals: 500 };

const leaving: readonly Sample[] = [
  {
    name: "leave-form",
    make: (locale) => {
      const { person: name } = sampleWords[locale];
      return leaveForm(locale, { personId, page: 1, name, left: nothing, colleagues: [] });
    },
  },
  {
    name: "leave-form-hostile",
    make: (locale) =>
      leaveForm(locale, { personId, page: 15, name: longText, left: much, colleagues: options }),
  },
  {
    name: "work-received",
    make: (locale) =>
      workReceived(locale, { from: sampleWords[locale].person, left: { ...nothing, customers: 1 } }),
  },
  { name: "work-received-hostile", make: (locale) => workReceived(locale, { from: longText, left: much }) },
];

const reasons = ["no-account", "forbidden", "rejected", "gave-up", "broken"] as const;
const notReached = reasons.map(
  (reason): Sample => ({
    name: `unreachable-${reason}`,
    make: (locale) =>
      unreachable(locale, {
        personId,
        name: reason === "broken" ? hostileName : sampleWords[locale].person,
        reason,
      }),
  }),
);

/** Every card and form of the feature, at its shortest and at its longest. */
export const peopleSamples: readonly Sample[] = [
  ...cards,
  ...settingsAndPeople,
  ...rules,
  ...leaving,
  ...notReached,
];
