import { objectOf, textAt } from "./shared/json.ts";
import type {
  Act,
  ActAnswer,
  ClientName,
  ClientView,
  ClockAnswer,
  ClockMove,
  PageEvent,
  PlaygroundState,
  SampleView,
  WireLine,
} from "./wire.ts";

/** The page's server. Every call rejects where it does not answer, and with a `Refusal` where it says no. */

export const getState = (): Promise<PlaygroundState> => get("state");

/** `open` is the conversation in front of the person: what stands there is read. */
export const getView = (look: {
  readonly client: ClientName;
  readonly user: string;
  readonly open: string;
}): Promise<ClientView> => get(`view?${new URLSearchParams(look)}`);

/** @param since ISO 8601; lines from then on. */
export const getWire = (since: string): Promise<readonly WireLine[]> =>
  get(`wire?${new URLSearchParams({ since })}`);

export const getSamples = (): Promise<readonly SampleView[]> => get("samples");

export const postAct = (act: Act): Promise<ActAnswer> => post(act.do === "file" ? "file" : "act", act);

/** Where a file of a message can be had by whoever sees the message. `nth` is counted from 0. */
export function fileUrl(of: {
  readonly client: ClientName;
  readonly user: string;
  readonly message: string;
  readonly nth: number;
}): string {
  return `/playground/file?${new URLSearchParams({ ...of, nth: String(of.nth) })}`;
}

export const postClock = (move: ClockMove): Promise<ClockAnswer> => post("clock", move);

export type Listener = {
  onEvent(event: PageEvent): void;
  /** Also after each time that the connection was lost. */
  onOpen(): void;
  onLost?(): void;
};

const listeners = new Set<Listener>();
let source: EventSource | undefined;

/**
 * Hears of changes until the returned function is called. Whoever listens shares one connection: a browser has six for
 * all of its windows.
 */
export function listen(listener: Listener): () => void {
  listeners.add(listener);
  source ??= openEvents();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
  };
}

function openEvents(): EventSource {
  const events = new EventSource("/playground/events");
  events.onopen = () => {
    for (const { onOpen } of listeners) onOpen();
  };
  events.onerror = () => {
    for (const { onLost } of listeners) onLost?.();
  };
  events.onmessage = ({ data }) => {
    for (const { onEvent } of listeners) onEvent(JSON.parse(String(data)));
  };
  return events;
}

async function get(path: string) {
  return answerOf(await fetch(`/playground/${path}`));
}

async function post(path: string, body: unknown) {
  const headers = { "content-type": "application/json" };
  return answerOf(
    await fetch(`/playground/${path}`, { method: "POST", headers, body: JSON.stringify(body) }),
  );
}

/** The server said no, in words. */
export class Refusal extends Error {}

/** The server is this very program, and the types are its own: what it says is trusted. */
async function answerOf(response: Response) {
  const answer = await response.json();
  if (!response.ok) throw new Refusal(textAt(objectOf(answer), "error") ?? String(response.status));
  return answer;
}
