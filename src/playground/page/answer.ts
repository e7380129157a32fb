import type { ServerResponse } from "node:http";

/** What every answer of the page's server carries: nothing from elsewhere, in no frame of somebody else's. */
const guards = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** A refusal in words. */
export class PageError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "PageError";
    this.status = status;
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  answer(response, { status, type: "application/json; charset=utf-8", body: JSON.stringify(body) });
}

export type Answer = {
  readonly status: number;
  readonly type: string;
  /** `no-store` by default. */
  readonly cache?: string;
  /** Name under which a browser keeps it instead of showing it. */
  readonly download?: string;
  readonly body: string | Buffer;
};

export function answer(response: ServerResponse, given: Answer): void {
  const { status, type, cache = "no-store", download, body } = given;
  // https://www.rfc-editor.org/rfc/rfc8187
  const kept = download && { "content-disposition": `attachment; filename*=UTF-8''${encoded(download)}` };
  response.writeHead(status, { ...guards, ...kept, "content-type": type, "cache-control": cache });
  response.end(body);
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** Begins a stream of events that stays open. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export function beginEvents(response: ServerResponse): void {
  response.writeHead(200, { ...guards, "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write("retry: 1000\n\n");
}
