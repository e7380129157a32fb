import type { IncomingMessage } from "node:http";
import { PageError } from "./answer.ts";

/**
 * Whoever browses the web on this machine must not hand the playground to a page of somebody else: a name that was
 * pointed at 127.0.0.1 shows in `Host`, a request of another page in `Sec-Fetch-Site` and `Origin`.
 * https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 * @throws PageError 403
 */
export function refuseStrangers({ headers, method }: IncomingMessage): void {
  const host = headers.host ?? "";
  if (!/^(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(host)) {
    throw new PageError(403, "the playground is at http://localhost and nowhere else");
  }
  if (method === "GET") return;
  const site = headers["sec-fetch-site"];
  const isElsewhere = site !== undefined && site !== "same-origin" && site !== "none";
  if (isElsewhere || (headers.origin !== undefined && headers.origin !== `http://${host}`)) {
    throw new PageError(403, "only the playground's own page may do this");
  }
  // Forms of other pages can send text without being asked for leave, but not JSON.
  if (headers["content-type"]?.startsWith("application/json") !== true) {
    throw new PageError(415, "send JSON");
  }
}
