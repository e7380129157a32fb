import type { ApprovalScope } from "#chat/approval.ts";
import { withoutContacts } from "#chat/clean-text.ts";
import { recordAudit } from "#directory/audit.ts";
import type { StoredApproval } from "./stored.ts";

type Happened = {
  readonly action:
    | "approval.approved"
    /** Otherwise than was agreed on until then. */
    | "approval.changed"
    | "approval.returned"
    | "approval.answered"
    /** The facts moved: those of `undoneIds` had agreed to others. */
    | "approval.moved";
  readonly personId?: string;
  readonly outcome?: string;
  /** What somebody wrote. */
  readonly words?: { readonly [what in "reason" | "question" | "answer"]?: string | undefined };
  readonly onBehalfOfId?: string | undefined;
  readonly undoneIds?: readonly string[];
};

/** Keeps who decided, asked or answered what, when and on what facts; a later one does not write over it. */
export async function noteApproval(
  scope: ApprovalScope & { readonly now: Date },
  approval: StoredApproval,
  happened: Happened,
): Promise<void> {
  const { id: approvalId, kind, level, proposal, factsKey, noted: facts, subjectId } = approval;
  const { action, personId, words = {}, ...more } = happened;
  const said = Object.entries(words).map(([what, text]) => [what, text && withoutContacts(text)]);
  await recordAudit(scope, {
    ...{ action, at: scope.now, subjectId, ...(personId !== undefined && { personId }) },
    details: {
      ...{ approvalId, kind, level, proposal, factsKey, facts },
      ...defined({ ...more, ...Object.fromEntries(said) }),
    },
  });
}

function defined(details: object) {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}
