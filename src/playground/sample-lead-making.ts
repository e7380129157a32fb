import { askApproval } from "#approval/ask-approval.ts";
import type { WorkspaceTransaction } from "#db/workspace.ts";
import { gradeOf } from "#domain/grading.ts";
import { defaultPolicy } from "#domain/policy.ts";
import { features } from "#features/index.ts";
import { sampleLeadRows } from "./sample-lead-rows.ts";
import { sampleLeads } from "./sample-leads.ts";
import { calendar, type Making } from "./sample-making.ts";

/** The leads with what has happened to them so far. Those that wait for a grade ask for it as their reps would. */
export async function addSampleLeads(tx: WorkspaceTransaction, making: Making): Promise<void> {
  const at = { ...making, customers: await convertedCustomers(tx) };
  const made = sampleLeads.map((sample, number) => sampleLeadRows(at, sample, number));
  await tx.lead.createMany({ data: made.map(({ row }) => row) });
  await tx.leadHandover.createMany({ data: made.flatMap(({ handovers }) => handovers) });
  await tx.leadBreach.createMany({ data: made.flatMap(({ breaches }) => breaches) });
  await tx.followUp.createMany({ data: made.flatMap(({ followUps }) => followUps) });
  for (const { row } of made) await askForGrade(tx, making, row);
}

async function convertedCustomers(tx: WorkspaceTransaction): Promise<ReadonlyMap<string, string>> {
  const names = sampleLeads.filter(({ life }) => life.is === "converted").map(({ company }) => company);
  const rows = await tx.customer.findMany({
    where: { name: { in: names } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [name, id]));
}

type Row = ReturnType<typeof sampleLeadRows>["row"];

async function askForGrade(
  tx: WorkspaceTransaction,
  { workspaceId, now }: Making,
  { id, status, registeredById, urgency, budget, influence }: Row,
): Promise<void> {
  if (status !== "grading" || urgency === undefined || budget === undefined || influence === undefined)
    return;
  const kind = features
    .flatMap(({ approvals = [] }) => approvals)
    .find(({ kind: name }) => name === "lead.grade");
  if (kind === undefined) throw new Error("nobody approves grades");
  const { grade: proposal } = gradeOf({ urgency, budget, influence });
  const settings = { policy: defaultPolicy, calendar };
  const asked = { kind, subjectId: id, requestedById: registeredById, proposal, now, settings };
  await askApproval({ db: tx, workspaceId }, asked);
}
