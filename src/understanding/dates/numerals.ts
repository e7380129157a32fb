/** A number of days, weeks, hours ...: digits, or a Chinese numeral up to 九十九 (and 一百), or 廿. */
export const ZH_NUMBER = "(?:\\d{1,3}|[零〇一二两三四五六七八九十廿百]{1,4})";

const ZH_DIGITS = "零一二三四五六七八九";

/** The value of digits or a Chinese numeral; an approximate pair such as 两三 counts as the larger. */
export function zhNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replaceAll(/[〇○]/g, "零").replaceAll("两", "二").replaceAll("廿", "二十");
  if (plain === "一百") return 100;
  if (/^[一二三四五六七八九]{2}$/.test(plain)) return digitOf(plain.charAt(1));
  const match = /^(?:([二三四五六七八九])?(十))?(零)?([一二三四五六七八九])?$/.exec(plain);
  if (!match || plain === "") return undefined;
  const [, tens, ten, , ones] = match;
  return (ten ? digitOf(tens ?? "一") * 10 : 0) + digitOf(ones ?? "零");
}

/** A year of four digits, Chinese or not, or of two (26年). */
export function zhYear(text: string): number | undefined {
  const digits = Array.from(text.replace(/[〇○]/g, "零"), (char) => {
    const digit = digitOf(char);
    return digit >= 0 ? String(digit) : char;
  }).join("");
  if (/^(?:19|20)\d\d$/.test(digits)) return Number(digits);
  return /^\d\d$/.test(digits) ? 2000 + Number(digits) : undefined;
}

function digitOf(char: string): number {
  return ZH_DIGITS.indexOf(char);
}

const EN_NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  "a couple of": 2,
  couple: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
};

export const EN_NUMBER = `(?:\\d{1,3}|a couple of|${Object.keys(EN_NUMBERS).reverse().join("|")})`;

export function enNumber(text: string): number | undefined {
  const plain = text.toLowerCase().replace(/\s+/g, " ");
  return /^\d+$/.test(plain) ? Number(plain) : EN_NUMBERS[plain];
}
