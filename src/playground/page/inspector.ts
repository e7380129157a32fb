import { isRecord } from "../feishu/json.ts";
import type { ClientName, WireLine } from "../web/wire.ts";
import type { Worlds } from "./view.ts";

const linesMax = 200;

/** The last deliveries and API calls of both platforms since `since` (business time), oldest first. */
export function wireLines(worlds: Worlds, since: Date | undefined): readonly WireLine[] {
  const linesOf = (client: ClientName) =>
    worlds[client].log
      .filter(({ at }) => since === undefined || at >= since)
      .slice(-linesMax)
      .map((entry) => ({ client, ...entry, at: entry.at.toISOString(), request: opened(entry.request) }));
  return [...linesOf("slack"), ...linesOf("feishu")]
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .slice(-linesMax);
}

/** A delivery of Feishu is kept as it was sealed, too, which nobody can read. */
function opened(request: unknown): unknown {
  return isRecord(request) && "raw" in request ? request["body"] : request;
}
