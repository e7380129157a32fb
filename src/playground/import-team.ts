import type { Database } from "#db/client.ts";
import { forWorkspace } from "#db/workspace.ts";
import { importPeople } from "#src/cli/import-people.ts";
import { type SamplePerson, sampleTeam } from "./team.ts";

const columns = ["name", "email", "roles", "team", "manager", "language", "time zone"] as const;

/** Brings in those of the sample team who are not there yet; what became of the others since stays. */
export async function importTeam(database: Database, workspaceId: string, now: Date): Promise<void> {
  const db = forWorkspace(database.prisma, workspaceId);
  const where = { status: { in: ["active" as const, "left" as const] } };
  const there = await db.person.findMany({ where, select: { email: true } });
  const known = new Set(there.map(({ email }) => email));
  const missing = sampleTeam.filter(({ email }) => !known.has(email));
  if (missing.length === 0) return;
  const bytes = Buffer.from([columns.join(","), ...missing.map(lineOf)].join("\n"));
  const { problems } = await importPeople(database, { bytes, dryRun: false, now, workspaceId });
  const [first] = problems;
  if (first !== undefined) throw new Error(`the sample team has a mistake: ${first.reason}`);
}

function lineOf({ name, email, role, team = "", manager = "", locale, tz }: SamplePerson): string {
  return [name, email, role, team, manager, locale, tz].join(",");
}
