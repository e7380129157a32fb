import axios, { AxiosHeaders, type AxiosRequestConfig, type AxiosResponse, isAxiosError } from "axios";
import { z } from "zod";
import { gatewayError, networkError, refusal } from "./errors.ts";

const callWithinMs = 5000;
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
    post: withBody("POST"),
    put: withBody("PUT"),
    patch: withBody("PATCH"),
  };
}

function refuseFailure({ data, status, headers }: AxiosResponse): void {
  const { code } = answer.safeParse(data).data ?? {};
  if (code === undefined) throw gatewayError(status);
  if (code === 0) return;
  const reset = headers instanceof AxiosHeaders ? headers.get("x-ogw-ratelimit-reset") : undefined;
  throw refusal(code, reset?.toString());
}
