import type { Role } from "#chat/actor.ts";
import type { Locale } from "#chat/locale.ts";

/** Somebody with an account on both pretend platforms. */
export type SamplePerson = {
  readonly name: string;
  /** Ties the two accounts and the imported person together. */
  readonly email: string;
  /** Fixed, so that a database that was used before knows its people again. */
  readonly slackId: string;
  readonly role: Role;
  readonly team?: string;
  /** E-mail. */
  readonly manager?: string;
  readonly locale: Locale;
  readonly tz: string;
};

const china = { locale: "zh", tz: "Asia/Shanghai" } as const;
const east = "华东组";
const overseas = "Overseas";

/** Those above come first: an import that reads from the top knows every manager it meets. */
export const sampleTeam: readonly SamplePerson[] = [
  { name: "林国栋", email: "lin@genjin.example", slackId: "U0LIN00001", role: "director", ...china },
  {
    ...{ name: "周立", email: "zhou@genjin.example", slackId: "U0ZHOU0001", role: "manager", ...china },
    manager: "lin@genjin.example",
  },
  {
    ...{ name: "Grace Miller", email: "grace@genjin.example", slackId: "U0GRACE001", role: "manager" },
    ...{ locale: "en", tz: "Asia/Shanghai", team: overseas, manager: "lin@genjin.example" },
  },
  {
    ...{ name: "赵敏", email: "zhao@genjin.example", slackId: "U0ZHAO0001", role: "supervisor", ...china },
    ...{ team: east, manager: "zhou@genjin.example" },
  },
  {
    ...{ name: "陈刚", email: "chen@genjin.example", slackId: "U0CHEN0001", role: "senior_rep", ...china },
    ...{ team: east, manager: "zhao@genjin.example" },
  },
  {
    ...{ name: "王小明", email: "wang@genjin.example", slackId: "U0WANG0001", role: "rep", ...china },
    ...{ team: east, manager: "zhao@genjin.example" },
  },
  {
    ...{ name: "李娜", email: "li@genjin.example", slackId: "U0LINA0001", role: "rep", ...china },
    ...{ team: east, manager: "zhao@genjin.example" },
  },
  {
    ...{ name: "Emma Clark", email: "emma@genjin.example", slackId: "U0EMMA0001", role: "rep" },
    ...{ locale: "en", tz: "Asia/Shanghai", team: overseas, manager: "grace@genjin.example" },
  },
  { name: "孙洁", email: "sun@genjin.example", slackId: "U0SUN00001", role: "legal", ...china },
  {
    ...{ name: "Alex Morgan", email: "alex@genjin.example", slackId: "U0ALEX0001", role: "admin" },
    ...{ locale: "en", tz: "Asia/Shanghai" },
  },
];

/** A group with the bot in it, on both platforms. */
export type SampleGroup = {
  readonly title: string;
  readonly slackId: string;
  readonly members: readonly SamplePerson[];
};

const headOfSales = "zhou@genjin.example";

export const sampleGroups: readonly SampleGroup[] = [
  { title: "销售部", slackId: "C0SALES001", members: sampleTeam },
  { title: east, slackId: "C0EAST0001", members: inTeam(east) },
  { title: overseas, slackId: "C0OVERSEA1", members: inTeam(overseas) },
];

function inTeam(name: string): readonly SamplePerson[] {
  return sampleTeam.filter(({ team, email }) => team === name || email === headOfSales);
}
