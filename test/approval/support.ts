import { v7 as uuid } from "uuid";
import { z } from "zod";
import { askApproval, type NewApproval } from "#approval/ask-approval.ts";
import { findApproval, shownKey } from "#approval/stored.ts";
import type { ApprovalDecision, ApprovalKind } from "#chat/approval.ts";
import { value } from "#chat/text.ts";
import { settingsOf } from "#directory/settings.ts";
import { type Colleague, newOffice } from "../features/support.ts";
import type { TestDatabase } from "../support/database.ts";

/** A day as the column of an absence holds it. */
export function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

const snapshot = z.object({ title: z.string(), phone: z.string() });

/** A kind for tests: what is decided on is a thing with a title and a phone, kept here. */
export function newKind(changes: Partial<ApprovalKind> = {}) {
  const things = new Map<string, { title: string; phone: string }>();
  const decisions: ApprovalDecision[] = [];
  const kind: ApprovalKind = {
    kind: "test.grade",
    roles: ["manager"],
    outcomes: () => ["A", "B", "C"].map((grade) => ({ value: grade, label: `Grade ${grade}` })),
    facts: async (_scope, subjectId) => {
      const thing = things.get(subjectId);
      return thing && { snapshot: { ...thing }, key: JSON.stringify(thing) };
    },
    describe: ({ masked }, approval) => {
      const { title, phone } = snapshot.parse(approval.snapshot);
      const fields = masked ? [] : [{ label: "Phone", value: value(phone) }];
      return { title, line: value(title), fields, reasons: ["clear need"] };
    },
    decided: async ({ db, workspaceId, now }, decision) => {
      decisions.push(decision);
      const { subjectId, outcome } = decision;
      await db.auditEntry.create({
        data: { workspaceId, id: uuid(), action: `graded.${outcome}`, at: now, subjectId, details: {} },
      });
    },
    after: async () => ({ decider: { buttons: [] }, asker: { buttons: [] }, topics: [] }),
    ...changes,
  };
  return { kind, things, decisions };
}

/** An office with a rep, a manager and a director above, and a kind to be decided on. */
export async function newApprovals(database: TestDatabase, changes: Partial<ApprovalKind> = {}) {
  const { kind, things, decisions } = newKind(changes);
  const office = await newOffice(database, [{ name: "test", approvals: [kind] }]);
  const director = await office.colleague({ name: "董总", roles: ["director"] });
  const manager = await office.colleague({
    name: "王经理",
    roles: ["manager"],
    managerId: director.personId,
  });
  const rep = await office.colleague({ name: "李雷", managerId: manager.personId });
  const scope = { db: office.db, workspaceId: office.workspaceId };
  const ask = async (by: Colleague, more: Partial<NewApproval> & { title?: string } = {}) => {
    const { title = "远大集团", ...rest } = more;
    const subjectId = uuid();
    things.set(subjectId, { title, phone: "13800000000" });
    const settings = await settingsOf(database, office.workspaceId);
    const asked = {
      kind,
      subjectId,
      requestedById: by.personId,
      proposal: "A",
      now: office.clock.now,
      settings,
    };
    const approvalId = await office.db.$transaction((db) =>
      askApproval({ ...scope, db }, { ...asked, ...rest }),
    );
    return { approvalId, subjectId };
  };
  const find = (id: string) => office.db.approval.findFirstOrThrow({ where: { id } });
  const seats = async (approvalId: string) => {
    const rows = await office.db.approvalSeat.findMany({
      where: { approvalId },
      orderBy: { askedAt: "asc" },
    });
    return rows.map(({ personId }) => personId);
  };
  /** From one day to another, the last included, with somebody who stands in. Nobody is told of it by this. */
  const away = (who: Colleague, delegate: Colleague | undefined, days: readonly [string, string]) =>
    change(who, {
      ...{ awayFrom: midnight(days[0]), awayUntil: midnight(days[1]) },
      delegateId: delegate?.personId ?? null,
    });
  const change = (who: Colleague, data: object) =>
    office.db.person.updateMany({ where: { id: who.personId }, data });
  /** Presses "approve" as on the card that somebody was shown. */
  const approve = async (who: Colleague, approvalId: string) => {
    const approval = await findApproval(scope, approvalId);
    const key = approval === undefined ? "" : shownKey(approval);
    return office.press(who, "approval.approve", { approvalId, key });
  };
  return {
    ...{ office, kind, things, decisions, director, manager, rep, scope, ask, find, seats },
    ...{ away, change, approve },
  };
}
