import type { WorkspaceTransaction } from "#db/workspace.ts";

/** A workspace and a client, or a transaction, that is scoped to it. A handler's `ctx` is one; so is `{ ...ctx, db: tx }`. */
export type Scope = { readonly db: WorkspaceTransaction; readonly workspaceId: string };
