import { findApproval, shownKey } from "#approval/stored.ts";
import type { FormValues } from "#chat/form.ts";
import { datetime, option, text } from "../features/support.ts";
import type { Company } from "./cast.ts";
import { type Line, line, of } from "./line.ts";
import type { Try } from "./observe.ts";
import type { Records } from "./record.ts";

const seen = "s s s s s s . . . .";
const changed = "w w w w w w . . . .";
const both = "b b b b b b . . . .";
const ownerBoth = "b . . . . . . . . .";
const nobody = ". . . . . . . . . .";

const onLead = (cells: string, values: FormValues = {}) =>
  line(cells, { payload: of("leadId"), values: () => values });
const onNew = (cells: string, values: FormValues = {}): Line =>
  line(cells, { payload: ({ newLeadId }) => ({ leadId: newLeadId, version: "1" }), values: () => values });
const onPooled = (cells: string, what: Try = {}) =>
  line(cells, { payload: ({ pooledId }) => ({ leadId: pooledId }), ...what });
const onApproval = (cells: string, what: Try = {}) => line(cells, { before: askForGrade, ...what });
const onDraft = (cells: string, more: Record<string, string> = {}) =>
  line(cells, { payload: ({ leadDraftId }) => ({ draftId: leadDraftId, ...more }) });
const toPeer = (cells: string) =>
  line(cells, {
    payload: of("leadId"),
    values: (_, { people }) => ({ ...because, person: { type: "person", userId: people.peer.from.userId } }),
  });

const because = { reason: text("weil") };
const answers = { urgency: option("clear"), budget: option("sufficient"), influence: option("influencer") };

/** Of leads, approvals, the pool and the ledger. */
export const leadLines: Readonly<Record<string, Line>> = {
  "command lead.line": line(nobody, { text: () => "线索" }),
  "action lead.open": onLead(seen),
  "action lead.history": onLead(seen),
  "action lead.edit": onLead(seen),
  "action lead.more": onLead(seen),
  "form lead.edit": line(both, {
    payload: ({ leadId }) => ({ leadId, version: "1", part: "main" }),
    values: ({ leadId }) => ({ company: text(`Neu ${leadId}`), source: option("website") }),
  }),
  "action lead.grade": onNew(nobody),
  "action lead.submit-grade": onNew(both),
  "form lead.grade": onNew(both, answers),
  "action lead.log-contact": onLead(nobody),
  "form lead.log-contact": onLead(changed, { content: text("angerufen"), method: option("phone") }),
  "action lead.undo-contact": line("w . . . . . . . . .", { payload: of("leadId"), before: logContact }),
  "action lead.plan": onLead(nobody),
  // The plan and the extension are the owner's own; so is handing back, where those above release.
  "form lead.plan": onLead(ownerBoth, { at: datetime("2026-09-15 10:00"), method: option("phone") }),
  "action lead.extend": onLead(nobody),
  "form lead.extend": onLead(ownerBoth, because),
  "action lead.hand-back": onLead(nobody),
  "form lead.hand-back": onLead("w . . . . . . . . .", because),
  "action lead.reassign": onLead(nobody),
  "form lead.reassign": toPeer("w . b b b b . . . ."),
  "action lead.release": onLead(". . w w w w . . . ."),
  "action lead.keep": onLead(". . w w w w . . . ."),
  "action lead.transfer": onLead(nobody),
  "form lead.transfer": toPeer("w . b b b b . . . ."),
  "action lead.disqualify": onLead(nobody),
  "form lead.disqualify": onLead(both, because),
  "action lead.convert": onLead(both),
  "action lead.convert-new": onLead(both),
  "action lead.convert-to": line(both, { payload: of("leadId", "customerId") }),
  "action lead.ask-owner": onLead(seen),
  "action lead.add-collaborator": line(changed, {
    payload: ({ leadId }, { people }) => ({ leadId, personId: people.legal.personId }),
  }),

  "action lead.register": line(nobody),
  "form lead.register": line(nobody, {
    values: ({ leadId }) => ({ company: text(`Neu ${leadId}`), source: option("website") }),
  }),
  "action lead.draft-form": onDraft("s . . . . . . . . ."),
  "action lead.draft-source": onDraft("s . . . . . . . . .", { source: "website" }),
  "action lead.draft-register": onDraft("s . . . . . . . . ."),
  "action lead.draft-drop": onDraft(nobody),
  "shortcut lead.from-message": line(nobody, { text: () => "Neu AG" }),
  // Nurtured leads are their pool's owner's: nobody here has any.
  "action lead.touch": line(nobody, { payload: () => ({ which: "all" }) }),
  "form lead.touch": line(nobody, { payload: () => ({ which: "all" }) }),
  // Without a file there is nothing to import.
  "action lead.import": line(nobody),
  "action lead.import-cancel": line(nobody),
  "action customer.extend": line(nobody, { payload: of("customerId") }),
  "form customer.extend": line("w . . . . . . . . .", { payload: of("customerId"), values: () => because }),

  "command pool.show": line(nobody, { text: () => "公海" }),
  "action pool.turn": line(nobody, { payload: () => ({ page: "1" }) }),
  // Whoever sells may claim, and then it is theirs.
  "action pool.claim": onPooled("w w w w . . w w . ."),
  "action pool.assign": onPooled(nobody),
  "form pool.assign": onPooled(". . . w w w . . . .", {
    values: (_, { people }) => ({ person: option(people.peer.personId) }),
  }),
  "command ledger.show": line(nobody, { text: () => "线索台账" }),
  "action ledger.turn": line(nobody, { payload: () => ({ list: "mine" }) }),
  "action ledger.filter": line(nobody, { payload: () => ({ list: "all" }) }),
  "form ledger.filter": line(nobody, {
    payload: () => ({ list: "all" }),
    values: () => ({ scope: option("all") }),
  }),
  "action ledger.export": line(nobody, { payload: () => ({ list: "all" }) }),

  "command approval.list": onApproval(". . . s . . . . . .", { text: () => "审批" }),
  "action approval.list": onApproval(". . . s . . . . . .", { payload: () => ({ page: "1" }) }),
  "action approval.several": onApproval(". . . s . . . . . .", { payload: () => ({ page: "1" }) }),
  "form approval.several": onApproval(". . . b . . . . . .", {
    payload: () => ({ page: "1" }),
    values: (_records, _company, { approvalId, key }) => ({
      approvals1: { type: "options", values: [`${approvalId}:${key}`] },
    }),
  }),
  // Whoever asked sees how it stands; only the nearest manager decides.
  "action approval.approve": onApproval("s . . b . . . . . ."),
  "action approval.change": onApproval("s . . . . . . . . ."),
  "form approval.change": onApproval("s . . b . . . . . .", {
    values: () => ({ outcome: option("C"), ...because }),
  }),
  "action approval.return": onApproval("s . . . . . . . . ."),
  "form approval.return": onApproval("s . . b . . . . . .", { values: () => ({ question: text("warum") }) }),
  "action approval.open": onApproval("s . . s . . . . . ."),
  "action approval.answer": onApproval("s . . s . . . . . ."),
  "form approval.answer": onApproval("b . . s . . . . . .", {
    before: returnGrade,
    values: () => ({ answer: text("darum") }),
  }),

  "action people.policy": line(nobody),
  "action people.edit-policy": line(nobody, { payload: () => ({ group: "approval" }) }),
  "form people.policy": line(nobody, { payload: () => ({ group: "approval" }) }),
  "action people.leave": line(nobody, { payload: ({ newcomerId }) => ({ personId: newcomerId, page: "1" }) }),
  "form people.leave": line(". . . . . w . . . .", {
    payload: ({ newcomerId }) => ({ personId: newcomerId, page: "1" }),
    values: (_, { people }) => ({ receiver: option(people.peer.personId) }),
  }),
};

/** The owner has asked for the grade of the new lead: it waits for the manager, the nearest who may decide. */
async function askForGrade(
  { newLeadId }: Records,
  { office, people }: Company,
): Promise<Record<string, string>> {
  const payload = { leadId: newLeadId, version: "1" };
  await office.submit(people.owner, "lead.grade", { payload, values: answers });
  const { id } = await office.db.approval.findFirstOrThrow({ where: { subjectId: newLeadId } });
  const approval = await findApproval(office, id);
  return { approvalId: id, key: approval === undefined ? "" : shownKey(approval) };
}

/** The owner has just logged a contact. */
async function logContact({ leadId }: Records, { office, people }: Company): Promise<Record<string, string>> {
  const values = { content: text("angerufen"), method: option("phone") };
  await office.submit(people.owner, "lead.log-contact", { payload: { leadId }, values });
  const { id } = await office.db.followUp.findFirstOrThrow({ where: { leadId } });
  return { followUpId: id };
}

/** The manager has asked back. */
async function returnGrade(records: Records, company: Company): Promise<Record<string, string>> {
  const payload = await askForGrade(records, company);
  const { office, people } = company;
  await office.submit(people.manager, "approval.return", { payload, values: { question: text("warum") } });
  return payload;
}
