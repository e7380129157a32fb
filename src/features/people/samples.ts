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
import { type PersonFormView, peopleList, personForm } from "#cards/people/list.ts";
import { type SettingsCardView, settingsCard, settingsForm } from "#cards/people/settings.ts";
import { commonTimeZones } from "#cards/people/time-zones.ts";
import { roleNames } from "#cards/shared/roles.ts";
import { type Role, roles } from "#chat/actor.ts";
import type { Sample } from "#chat/feature.ts";
import type { Locale } from "#chat/locale.ts";

const personId = "01890a5d-ac96-774b-bcce-b302099a8057";
const longName = "欧阳建国 Alexander Konstantinopoulos <!channel> <at id=all></at> ".repeat(8);
const allRoles = (locale: Locale) => Object.values(roleNames[locale]);

const settings: SettingsCardView = {
  locale: "zh",
  tz: "Asia/Shanghai",
  workingHours: ["09:00", "18:00"],
  quietHours: ["21:00", "08:00"],
  digestAt: "08:45",
  roles: [],
  isAdmin: false,
  hasNoAdmin: false,
};

const person: PersonFormView = {
  personId,
  name: "李雷",
  isPending: false,
  page: 1,
  roles: [],
  teams: [],
  colleagues: [],
};

const held: readonly Role[] = ["senior_rep"];
const options = Array.from({ length: 120 }, (_, index) => ({
  value: `${personId}${index}`,
  label: longName,
}));
const crowd = Array.from({ length: 60 }, (_, index) => ({
  personId,
  name: `${index} ${longName}`,
  status: "active" as const,
  roles,
  team: longName,
}));

/** Every card and form of the feature, at its shortest and its longest. */
export const peopleSamples: readonly Sample[] = [
  { name: "hello", make: hello },
  { name: "first-admin", make: firstAdmin },
  { name: "now-admin", make: nowAdmin },
  { name: "admin-taken", make: (locale) => adminTaken(locale, { admin: "韩梅梅", isIn: false }) },
  { name: "admin-taken-in", make: (locale) => adminTaken(locale, { admin: "韩梅梅", isIn: true }) },
  { name: "waiting", make: (locale) => waiting(locale, { admins: ["韩梅梅"], isNew: true }) },
  {
    name: "waiting-still",
    make: (locale) => waiting(locale, { admins: ["甲", "乙", "丙", "丁"], isNew: false }),
  },
  { name: "waiting-for-nobody", make: (locale) => waiting(locale, { admins: [], isNew: true }) },
  { name: "account-closed", make: accountClosed },
  { name: "welcome", make: (locale) => welcome(locale, { name: "李雷", roles: [] }) },
  {
    name: "welcome-long",
    make: (locale) => welcome(locale, { name: longName, roles: allRoles(locale), manager: longName }),
  },
  { name: "admit", make: (locale) => admitRequest(locale, { personId, name: "李雷" }) },
  {
    name: "admit-long",
    make: (locale) =>
      admitRequest(locale, {
        ...{ personId, name: longName, email: "li.lei@example.com", platform: "feishu", manager: longName },
      }),
  },
  {
    name: "admitted",
    make: (locale) => admitDone(locale, { name: "李雷", roles: ["销售专员"], by: "韩梅梅" }),
  },
  {
    name: "admitted-before",
    make: (locale) => admitDone(locale, { name: "李雷", roles: ["销售专员"], by: "" }),
  },
  { name: "admit-postponed", make: (locale) => admitPostponed(locale, { personId, name: longName }) },
  { name: "settings", make: (locale) => settingsCard(locale, settings) },
  {
    name: "settings-long",
    make: (locale) =>
      settingsCard(locale, {
        ...settings,
        ...{
          tz: "America/Argentina/ComodRivadavia",
          quietHours: ["00:00", "00:00"],
          roles: allRoles(locale),
        },
        ...{ team: longName, manager: longName, isAdmin: true, hasNoAdmin: true },
      }),
  },
  {
    name: "settings-form",
    make: (locale) => settingsForm(locale, { ...settings, timeZones: commonTimeZones(locale) }),
  },
  {
    name: "people",
    make: (locale) =>
      peopleList(locale, {
        ...{ count: 1, page: 1, pages: 1 },
        people: [{ personId, name: "李雷", status: "pending", roles: [] }],
      }),
  },
  {
    name: "people-long",
    make: (locale) => peopleList(locale, { count: 900, page: 2, pages: 15, people: crowd }),
  },
  { name: "person-form", make: (locale) => personForm(locale, person) },
  {
    name: "person-form-long",
    make: (locale) =>
      personForm(locale, {
        ...person,
        ...{ name: longName, isPending: true, roles: held, teams: options, colleagues: options },
        ...{ team: { value: personId, label: longName }, manager: { value: personId, label: longName } },
      }),
  },
];
