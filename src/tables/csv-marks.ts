/**
 * A CSV has no types: a spreadsheet takes `=1+1` for a formula and 02112345678 for a number without its zero. What
 * would not stay text is marked so that it does, and the mark is taken away when the file is read again.
 */

/** Formulas begin with one of these, in spreadsheets of any language. https://owasp.org/www-community/attacks/CSV_Injection */
const formulaLike = /^[=+\-@＝＋－＠\t\r]/u;
/** Digits as of a phone: an 11-digit number is shown as 1.38E+10 in a narrow column. */
const phoneLike = /^\+?\d[\d \-()]{6,}$/u;
const withLeadingZero = /^0\d+$/u;

/** The cell as text that stays text. */
export function marked(cell: string): string {
  if (phoneLike.test(cell) || withLeadingZero.test(cell)) return `\t${cell}`;
  return formulaLike.test(cell) ? `'${cell}` : cell;
}

/** How other programs keep the digits of a number: `="13800138000"`. */
const digitsAsFormula = /^="([^"]*)"$/u;
/** What is left of a formula that found nothing. */
const formulaError = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!)$/u;

/** What was meant by a cell. */
export function unmarked(cell: string): string {
  if (formulaError.test(cell)) return "";
  const digits = digitsAsFormula.exec(cell)?.[1];
  if (digits !== undefined) return digits.trim();
  const isMarked = cell.startsWith("'") && isMarkedLike(cell.slice(1));
  return isMarked ? cell.slice(1) : cell;
}

/** Others mark numbers as Excel shows them in its own cells, too: `'13800138000`. */
function isMarkedLike(cell: string): boolean {
  return formulaLike.test(cell) || phoneLike.test(cell) || withLeadingZero.test(cell);
}
