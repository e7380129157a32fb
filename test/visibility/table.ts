import { v7 as uuid } from "uuid";
import { date, datetime, type Office, option, text } from "../features/support.ts";
import { leadLines } from "./lead-table.ts";
import { form, type Line, line, of, press } from "./line.ts";
import { secret } from "./record.ts";

/** Owner, collaborator and who is above them see all of a customer, and may change it. */
const seen = "s s s s s s . . . .";
const changed = "w w w w w w . . . .";
const both = "b b b b b b . . . .";
const nobody = ". . . . . . . . . .";
/** To-dos, drafts and one's own records are nobody else's. */
const ownerSees = "s . . . . . . . . .";
const ownerChanges = "w . . . . . . . . .";
const ownerBoth = "b . . . . . . . . .";
const adminChanges = ". . . . . w . . . .";
/** One's own settings. */
const everybody = "w w w w w w w w w w";

const tomorrow = { at: datetime("2026-09-15 10:00") };

/**
 * Owner, helper (collaborator), supervisor, manager, director, admin · peer, other supervisor, legal, service.
 * `.` nothing · `s` sees what is confidential · `w` changes a record · `b` both. Written by hand: who may is what the
 * rules say, not what the program does.
 */
export const table: Readonly<Record<string, Line>> = {
  "command customer.show": line(seen, { text: ({ name }) => `客户 ${name}` }),
  "action customer.open": press(seen, "customerId"),
  "action customer.history": press(seen, "customerId"),
  "action customer.edit": press(seen, "customerId"),
  "form customer.edit": line(both, {
    payload: ({ customerId }) => ({ customerId, version: "1" }),
    values: ({ name }) => ({ name: text(name), notes: text("neu") }),
  }),
  "action customer.create-form": line(nobody),
  "form customer.create": line(nobody, { values: () => ({ name: text(`Neu ${uuid()}`) }) }),
  "action customer.add-contact": press(nobody, "customerId"),
  "action customer.edit-contact": press(seen, "contactId"),
  "form customer.contact": form(both, { name: text("Neuer") }, "customerId"),
  "action customer.ask-owner": press(seen, "customerId"),
  "action customer.add-collaborator": line(changed, {
    payload: ({ customerId }, { people }) => ({ customerId, personId: people.legal.personId }),
  }),

  "command follow-up.log": line(changed, { text: ({ name }) => `跟进 ${name}：今天打了电话` }),
  "action follow-up.log-for": press(nobody, "customerId"),
  "form follow-up.log": line(changed, {
    values: ({ customerId }) => ({
      customer: option(customerId),
      content: text("电话"),
      method: option("phone"),
    }),
  }),
  "action follow-up.edit": press(ownerSees, "followUpId"),
  "form follow-up.edit": line(ownerBoth, {
    payload: ({ followUpId }) => ({ followUpId, version: "1" }),
    values: () => ({ occurredOn: date("2026-09-14"), feedback: text(secret) }),
  }),
  "action follow-up.undo": press(ownerBoth, "followUpId"),
  "action follow-up.again": press(ownerSees, "followUpId"),
  "action follow-up.snooze": line(ownerChanges, {
    payload: ({ followUpId }) => ({ followUpId, until: "hour" }),
    before: ({ followUpId }, { office }) => planFor(office, followUpId),
  }),
  "action follow-up.draft-for": line(ownerBoth, { payload: of("draftId", "customerId") }),
  "action follow-up.draft-for-lead": line(ownerBoth, { payload: of("draftId", "leadId") }),
  "action follow-up.draft-create": press(ownerSees, "draftId"),
  "action follow-up.draft-form": press(ownerSees, "draftId"),
  "action follow-up.draft-log": press(ownerSees, "draftId"),
  "action follow-up.draft-drop": press(nobody, "draftId"),
  "shortcut follow-up.log": line(nobody),
  "shortcut follow-up.from-message": line(nobody, { text: ({ name }) => `${name}：今天打了电话` }),

  "command todo.line": line(ownerSees, { text: () => "待办" }),
  "action todo.list": line(ownerSees, { payload: () => ({ page: "1" }) }),
  "action todo.add-for": press(nobody, "customerId"),
  "form todo.add": line(changed, {
    values: ({ customerId }) => ({ title: text("etwas"), customer: option(customerId) }),
  }),
  "action todo.done": press(ownerBoth, "todoId"),
  "action todo.cancel": press(ownerBoth, "todoId"),
  "action todo.reopen": line(ownerBoth, {
    payload: of("todoId"),
    before: ({ todoId }, { office }) => close(office, todoId),
  }),
  "action todo.told": line(ownerBoth, {
    payload: ({ todoId }) => ({ todoId, told: "yes" }),
    before: ({ todoId }, { office }) => close(office, todoId),
  }),
  "action todo.snooze": line(ownerBoth, { payload: ({ todoId }) => ({ todoId, until: "hour" }) }),
  "action todo.snooze-form": press(ownerSees, "todoId"),
  "form todo.snooze": form(ownerBoth, tomorrow, "todoId"),
  "action todo.change-time": press(ownerSees, "todoId"),
  "form todo.change-time": form(ownerBoth, tomorrow, "todoId"),
  "action todo.hand-over": press(ownerSees, "todoId"),
  "form todo.hand-over": line(ownerBoth, {
    payload: of("todoId"),
    values: (_, { people }) => ({ person: { type: "person", userId: people.legal.from.userId } }),
  }),
  "action todo.decline": line(ownerBoth, {
    payload: of("todoId"),
    before: async ({ todoId }, { office, people }) => {
      await office.db.todo.updateMany({ where: { id: todoId }, data: { handedById: people.peer.personId } });
      return {};
    },
  }),

  "command my-day.today": line(ownerSees, { text: () => "今天" }),
  // How many are overdue with whom, and no words of theirs.
  "command team.day": line(nobody, { text: () => "团队" }),
  "command help": line(nobody, { text: () => "帮助" }),

  "command people.settings": line(nobody, { text: () => "设置" }),
  "action people.edit-settings": line(nobody),
  "form people.settings": line(everybody, {
    values: () => ({
      ...{ language: option("zh"), timeZone: option("Asia/Shanghai"), workingHours: text("09:00-18:00") },
      ...{ quietHours: text("21:00-08:00"), digestAt: text("08:45") },
    }),
  }),
  "action people.list": line(nobody, { payload: () => ({ page: "1" }) }),
  "action people.edit": line(nobody, { payload: ({ newcomerId }) => ({ personId: newcomerId, page: "1" }) }),
  "form people.person": line(adminChanges, {
    payload: ({ newcomerId }) => ({ personId: newcomerId, page: "1" }),
    values: () => ({ roles: { type: "options", values: ["rep"] } }),
  }),
  "action people.admit": line(adminChanges, {
    payload: ({ newcomerId }) => ({ personId: newcomerId, role: "rep" }),
  }),
  "action people.not-now": line(nobody, { payload: ({ newcomerId }) => ({ personId: newcomerId }) }),
  // There is an admin, and they are in.
  "action people.become-admin": line(nobody),
  "action people.join": line(nobody),

  ...leadLines,
};

async function planFor({ db, clock }: Office, followUpId: string): Promise<Record<string, string>> {
  const nextAt = new Date(clock.now.getTime() + 86_400_000);
  await db.followUp.updateMany({ where: { id: followUpId }, data: { nextAt, nextMethod: "phone" } });
  return {};
}

async function close({ db, clock }: Office, todoId: string): Promise<Record<string, string>> {
  const data = { status: "done", origin: "question", closedAt: clock.now } as const;
  await db.todo.updateMany({ where: { id: todoId }, data });
  return {};
}
