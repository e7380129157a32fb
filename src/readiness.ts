import type { PlatformPort } from "#chat/port.ts";
import type { Database } from "#db/client.ts";
import { pendingMigrations } from "#db/migrate.ts";
import type { Check } from "./http/health.ts";

/** What `/readyz` looks at: database reachable, migrations applied, platforms connected. */
export function readinessChecks(
  database: Database,
  ports: readonly PlatformPort[],
  problemOf: (port: PlatformPort) => string | undefined,
): Check[] {
  return [
    {
      name: "database",
      run: async () => {
        const pending = await pendingMigrations(database.pool);
        return pending.length === 0 ? undefined : `migrations not applied: ${pending.join(", ")}`;
      },
    },
    ...ports.map((port) => ({ name: port.platform, run: async () => problemOf(port) })),
  ];
}
