/**
 * Limits of card JSON 2.0 and of the message API.
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-structure
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
export const limits = {
  /** 30 KB is the platform's limit, whose exact byte basis is not documented: 2 KB stay free. */
  cardBytes: 28 * 1024,
  /** Elements and components of a card, nested text objects included. */
  cardElements: 200,
  buttonText: 100,
  placeholder: 100,
  inputText: 1000,
  /** 5 by the documents; 4 and more have failed in practice. */
  tables: 3,
  tableColumns: 50,
  tablePageSize: 10,
  /** `uuid` of a message. */
  uuid: 50,
  /** Not documented; a title is four lines at most and a toast one. */
  title: 200,
  summary: 200,
  toast: 200,
  confirmText: 300,
  optionLabel: 100,
} as const;

/** At most `max` UTF-16 units, the last one a "…" where something was cut; never half a surrogate pair. */
export function cut(given: string, max: number): string {
  const text = printable(given);
  if (text.length <= max) return text;
  const end = Math.max(max - 1, 0);
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** The same without line breaks. */
export function singleLine(text: string, max: number): string {
  return cut(text.replace(/\s+/g, " ").trim(), max);
}

/** Without control characters and lone halves of surrogate pairs, which are no text. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, "");
}

/** Whether the platform would take the card. */
export function fits(card: object): boolean {
  return (
    Buffer.byteLength(JSON.stringify(card), "utf8") <= limits.cardBytes &&
    countElements(card) <= limits.cardElements
  );
}

/** Everything with a tag: components, columns, text objects. */
export function countElements(node: unknown): number {
  if (typeof node !== "object" || node === null) return 0;
  const own = "tag" in node ? 1 : 0;
  return Object.values(node).reduce<number>((sum, child) => sum + countElements(child), own);
}
