import { draftKey } from "../shared/drafts.ts";
import type { Conversation } from "../wire.ts";

/** Under what the line is kept that a person has begun in a conversation. */
export function composerKey(user: string, { kind, id }: Pick<Conversation, "kind" | "id">): string {
  return draftKey(user, kind === "direct" ? "direct" : id, "composer");
}
