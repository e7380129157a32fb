/** Control characters, which no keyboard types and a terminal or a table obeys: all but line breaks and tabs. */
const controls = /[^\P{Cc}\n\r\t]/gu;

/** The words of a person without what is no word. */
export function cleanText(text: string): string {
  return text.replace(controls, "");
}
