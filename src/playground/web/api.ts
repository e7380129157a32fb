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

/** The page's server. Every call rejects where the server does not answer with a 2xx. */

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

export const postAct = (act: Act): Promise<ActAnswer> => post("act", act);

export const postClock = (move: ClockMove): Promise<ClockAnswer> => post("clock", move);

/** Hears of changes until the returned function is called; `onOpen` also after each time that the connection was lost. */
export function listen(
  seat: { readonly client: ClientName; readonly user: string },
  hears: { onEvent(event: PageEvent): void; onOpen(): void; onLost(): void },
): () => void {
  const source = new EventSource(`/playground/events?${new URLSearchParams(seat)}`);
  source.onopen = () => hears.onOpen();
  source.onerror = () => hears.onLost();
  source.onmessage = ({ data }) => hears.onEvent(JSON.parse(String(data)));
  return () => source.close();
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

/** The server is this very program, and the types are its own: what it says is trusted. */
async function answerOf(response: Response) {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
