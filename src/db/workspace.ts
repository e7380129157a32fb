import type { PrismaClient } from "./generated/client.ts";
import { scopedArguments } from "./workspace-scope.ts";

/**
 * The client as one workspace sees it. Every condition also asks for the workspace, every new row belongs to it,
 * and a raw statement must carry the workspace's id among its values. Rows are written one table at a time with
 * their keys as columns, since what a nested write touches cannot be checked here. Nested reads are free: every
 * foreign key between tables of a workspace holds the workspace (a test reads the catalogue). Tables that all
 * workspaces share can be read.
 *
 * A call that names another workspace, or whose workspace cannot be known, fails with a WorkspaceScopeError.
 */
export function forWorkspace(prisma: PrismaClient, workspaceId: string): WorkspaceClient {
  const clients = clientsOf.get(prisma) ?? new Map<string, WorkspaceClient>();
  clientsOf.set(prisma, clients);
  const known = clients.get(workspaceId);
  if (known !== undefined) return known;
  if (clients.size >= clientsMax) clients.clear();
  const client = extended(prisma, workspaceId);
  clients.set(workspaceId, client);
  return client;
}

/** Every event asks for its workspace's client, most for the same, and making one costs more than asking it. */
const clientsOf = new WeakMap<PrismaClient, Map<string, WorkspaceClient>>();
const clientsMax = 1_000;

function extended(prisma: PrismaClient, workspaceId: string) {
  return prisma.$extends({
    name: "workspace",
    query: {
      $allOperations: async ({ model, operation, args, query }) =>
        query(scopedArguments({ model, operation, workspaceId }, args)),
    },
  });
}

/** What features hold: it reads and writes one workspace. */
export type WorkspaceClient = ReturnType<typeof extended>;

/** The same inside `db.$transaction(async (tx) => ...)`. */
export type WorkspaceTransaction = Parameters<Parameters<WorkspaceClient["$transaction"]>[0]>[0];
