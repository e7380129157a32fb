/** Control characters, which no keyboard types and a terminal or a table obeys: all but line breaks and tabs. */
const controls = /[^\P{Cc}\n\r\t]/gu;

/** The words of a person without what is no word. */
export function cleanText(text: string): string {
  return text.replace(controls, "");
}

/** Phones, prices and addresses, in digits of any script. */
const numbers = /\+?\p{Nd}(?:[\p{Zs}\p{Pd}().,，/]{0,2}\p{Nd}){4,}/gu;
const addresses = /[^\s@<>（(，,：:]+[@＠][^\s@<>）)，,]+/gu;

/** What somebody wrote, as it may be kept, and read by many, where no phones are. */
export function withoutContacts(text: string): string {
  return text.replace(addresses, "…").replace(numbers, "…");
}
