import { z } from "zod";
import { DeliveryError, type FileSending, fileBytesMax, fileFaults } from "#chat/port.ts";
import type { Api } from "./clients.ts";
import { failureOf, networkError, statusError } from "./errors.ts";
import { openDirect } from "./send.ts";
import { escapeText } from "./text-object.ts";

/** Uploads a file and shows it, in three calls. https://docs.slack.dev/messaging/working-with-files/#uploading_files */
export async function sendFile(api: Api, { to, file, comment }: FileSending): Promise<void> {
  const isThere = to.type === "conversation" && to.conversation.kind === "direct";
  const thread = isThere ? to.conversation.thread : undefined;
  const known = to.type === "direct" ? to.conversation : undefined;
  // Not a person's id: completeUploadExternal takes channels alone.
  const channel = isThere ? to.conversation.id : (known ?? (await openDirect(api, to.userId)));
  const place = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
  await api((client) =>
    client.files.uploadV2({
      ...place,
      filename: file.name,
      file: file.bytes,
      ...(comment !== undefined && { initial_comment: escapeText(comment) }),
    }),
  );
}

const described = z.object({
  file: z.object({
    size: z.number().optional(),
    is_external: z.boolean().optional(),
    url_private: z.string().optional(),
    url_private_download: z.string().optional(),
  }),
});

/** Codes with which Slack says that a file is not there for us. https://docs.slack.dev/reference/methods/files.info#errors */
const goneCodes: ReadonlySet<string> = new Set(["file_not_found", "file_deleted", "file_not_visible"]);

export type Download = {
  readonly api: Api;
  readonly token: string;
  /** Slack's API, or what stands in for it. */
  readonly apiUrl: string | undefined;
};

/** The bytes of a file that was shared with the bot, asked for with its token. */
export async function downloadFile(download: Download, fileId: string): Promise<Buffer> {
  const { file } = described.parse(await info(download.api, fileId));
  const url = file.url_private_download ?? file.url_private;
  // A file of another service has an address of its own, where our token has no business.
  if (url === undefined || file.is_external === true || !isOfSlack(url, download.apiUrl)) {
    throw new DeliveryError("rejected", { code: fileFaults.gone });
  }
  if ((file.size ?? 0) > fileBytesMax) throw tooLarge();
  return await fetchBytes(url, download.token);
}

async function info(api: Api, fileId: string): Promise<unknown> {
  try {
    return await api((client) => client.files.info({ file: fileId }));
  } catch (error) {
    if (!(error instanceof DeliveryError && goneCodes.has(error.code))) throw error;
    throw new DeliveryError("rejected", { code: fileFaults.gone });
  }
}

function isOfSlack(url: string, apiUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (apiUrl !== undefined && origin === new URL(apiUrl).origin) return true;
  return protocol === "https:" && (hostname === "slack.com" || hostname.endsWith(".slack.com"));
}

const downloadWithinMs = 10_000;

async function fetchBytes(url: string, token: string): Promise<Buffer> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    const signal = AbortSignal.timeout(downloadWithinMs);
    const response = await fetch(url, { headers, signal });
    if (response.status === 404) throw new DeliveryError("rejected", { code: fileFaults.gone });
    if (!response.ok) throw statusError(response.status);
    // Who may not see a file is shown the page to sign in, with a 200.
    if (response.headers.get("content-type")?.startsWith("text/html") === true) {
      throw new DeliveryError(failureOf("missing_scope"), { code: "missing_scope" });
    }
    return await readAtMost(response);
  } catch (error) {
    throw error instanceof DeliveryError ? error : networkError(error);
  }
}

async function readAtMost(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > fileBytesMax) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooLarge(): DeliveryError {
  return new DeliveryError("rejected", { code: fileFaults.tooLarge });
}
