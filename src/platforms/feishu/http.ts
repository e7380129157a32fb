import axios, {
  AxiosHeaders,
  type AxiosInstance,
  type AxiosRequestConfig,
  type AxiosResponse,
  isAxiosError,
} from "axios";
import { z } from "zod";
import { DeliveryError, fileFaults } from "#chat/port.ts";
import { gatewayError, networkError, refusal } from "./errors.ts";

const callWithinMs = 5000;
/** Of a file of some megabytes, up or down. */
const carryWithinMs = 15_000;
const answer = z.object({ code: z.number() });

/**
 * The SDK's way to the network; what it returns is the body alone. The SDK's own has no time-out, takes HTTP 200 with
 * a code for success, and throws axios errors, which carry the bearer token: here every failure leaves as a
 * `DeliveryError` that holds a code and nothing of the request.
 */
export function createHttp() {
  const http = axios.create({ timeout: callWithinMs, maxRedirects: 0, validateStatus: () => true });
  const request = async (config: AxiosRequestConfig) => {
    const response = await http.request(config).catch((error: unknown) => {
      throw networkError(isAxiosError(error) ? (error.code ?? "network") : "network");
    });
    refuseFailure(response);
    return response.data;
  };
  const without = (method: string) => async (url: string, config?: AxiosRequestConfig) =>
    await request({ ...config, method, url });
  const withBody = (method: string) => async (url: string, data?: unknown, config?: AxiosRequestConfig) =>
    await request({ ...config, method, url, data });
  return {
    request,
    get: without("GET"),
    delete: without("DELETE"),
    head: without("HEAD"),
    options: without("OPTIONS"),
    download: (url: string, options: Download) => download(http, url, options),
    upload: async (url: string, { token, data }: { readonly token: string; readonly data: FormData }) =>
      await request({ ...bearer(token), method: "POST", url, data, timeout: carryWithinMs }),
    post: withBody("POST"),
    put: withBody("PUT"),
    patch: withBody("PATCH"),
  };
}

type Download = {
  readonly token: string;
  readonly params: Readonly<Record<string, string>>;
  readonly bytesMax: number;
};

/** The bytes of a file; a refusal comes as JSON all the same. The SDK's way gives a stream without an end to its time or size. */
async function download(http: AxiosInstance, url: string, options: Download): Promise<Buffer> {
  const { token, params, bytesMax: maxContentLength } = options;
  const limits = { timeout: carryWithinMs, maxContentLength };
  const response = await http
    .request<Buffer>({ ...bearer(token), ...limits, url, params, responseType: "arraybuffer" })
    .catch((error: unknown) => {
      const isTooLarge = isAxiosError(error) && error.message.startsWith("maxContentLength");
      if (isTooLarge) throw new DeliveryError("rejected", { code: fileFaults.tooLarge });
      throw networkError(isAxiosError(error) ? (error.code ?? "network") : "network");
    });
  const { data, status, headers } = response;
  const isJson = String(headers["content-type"]).includes("json");
  // A file may be JSON as well, but then the status is 200 and nothing in it is a refusal.
  if (status !== 200) refuseFailure({ ...response, data: isJson ? parseJson(data) : undefined });
  return data;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function bearer(token: string) {
  return { headers: { Authorization: `Bearer ${token}` } };
}

function refuseFailure({ data, status, headers }: AxiosResponse): void {
  const { code } = answer.safeParse(data).data ?? {};
  if (code === undefined) throw gatewayError(status);
  if (code === 0) return;
  const reset = headers instanceof AxiosHeaders ? headers.get("x-ogw-ratelimit-reset") : undefined;
  throw refusal(code, reset?.toString());
}
