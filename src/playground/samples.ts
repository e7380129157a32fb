import type { Database } from "#db/client.ts";
export async function addSamples(_database: Database, _workspaceId: string, _now: Date): Promise<void> {}
