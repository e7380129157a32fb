export type FormPart = {
  readonly name: string;
  /** Only files have one. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
};

/** The parts of a `multipart/form-data` body; none where it is no such. https://www.rfc-editor.org/rfc/rfc7578 */
export function formParts(body: Buffer, contentType: string): readonly FormPart[] {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(contentType)?.[1];
  if (boundary === undefined) return [];
  const mark = Buffer.from(`--${boundary}`);
  const parts: FormPart[] = [];
  for (let at = body.indexOf(mark); at >= 0; ) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = partOf(body.subarray(at + mark.length, next));
    if (part !== undefined) parts.push(part);
    at = next;
  }
  return parts;
}

/** Head, an empty line, content, and the line end that belongs to the next boundary. */
function partOf(piece: Buffer): FormPart | undefined {
  const split = piece.indexOf("\r\n\r\n");
  if (split < 0) return undefined;
  const head = piece.subarray(0, split).toString("utf8");
  const name = /[; ]name="([^"]*)"/.exec(head)?.[1];
  if (name === undefined) return undefined;
  const fileName = /filename="([^"]*)"/.exec(head)?.[1];
  return { name, fileName, bytes: piece.subarray(split + 4, -2) };
}
