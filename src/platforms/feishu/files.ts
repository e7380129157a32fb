import { z } from "zod";
import { DeliveryError, fileBytesMax, fileFaults, type NamedFile } from "#chat/port.ts";
import type { createHttp } from "./http.ts";

/** Files go over our own HTTP: the SDK gives a file from memory no name, and a download neither limit nor time-out. */
export type FileApi = {
  /** The key under which a message shows the file. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/file/create */
  upload(file: NamedFile): Promise<string>;
  /** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message-resource/get */
  download(message: string, file: string): Promise<Buffer>;
};

type Ways = {
  readonly http: ReturnType<typeof createHttp>;
  readonly domain: string;
  withToken<T>(run: (token: string) => Promise<T>): Promise<T>;
};

const uploaded = z.object({ data: z.object({ file_key: z.string() }) });

/** The file is not in the message (any more), the message was taken back, or it cannot be seen. */
const goneCodes: ReadonlySet<string> = new Set(["230110", "234003", "234040"]);
const tooLargeCode = "234037";

export function createFileApi({ http, domain, withToken }: Ways): FileApi {
  return {
    upload: async ({ name, bytes }) => {
      const url = `${domain}/open-apis/im/v1/files`;
      const answer = await withToken((token) => http.upload(url, { token, data: formOf(name, bytes) }));
      const parsed = uploaded.safeParse(answer);
      if (parsed.success) return parsed.data.data.file_key;
      throw new DeliveryError("unknown", { code: "unreadable-answer" });
    },
    download: async (message, file) => {
      const path = `messages/${encodeURIComponent(message)}/resources/${encodeURIComponent(file)}`;
      const url = `${domain}/open-apis/im/v1/${path}`;
      const options = { params: { type: "file" }, bytesMax: fileBytesMax };
      try {
        return await withToken((token) => http.download(url, { ...options, token }));
      } catch (error) {
        throw asFileFault(error);
      }
    },
  };
}

function formOf(name: string, bytes: Buffer): FormData {
  const form = new FormData();
  form.append("file_type", /\.xlsx?$/i.test(name) ? "xls" : "stream");
  form.append("file_name", name);
  form.append("file", new Blob([Uint8Array.from(bytes)]), name);
  return form;
}

function asFileFault(error: unknown): unknown {
  if (!(error instanceof DeliveryError)) return error;
  if (goneCodes.has(error.code)) return new DeliveryError("rejected", { code: fileFaults.gone });
  return error.code === tooLargeCode ? new DeliveryError("rejected", { code: fileFaults.tooLarge }) : error;
}
