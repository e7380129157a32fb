/** One request to a platform's route, its body read whole within the front's limits. */
export type RawRequest = {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly receivedAt: Date;
};

export type RawResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Runs once the response is out; counted as in flight until it ends. */
  readonly after?: () => Promise<void>;
};

/** An exact path. GET only for pages and health; the platforms' routes are POST. */
export type Route = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly bodyBytesMax: number;
  handle(request: RawRequest): Promise<RawResponse>;
};
