export type Amount = { readonly amount: number; readonly currency?: string };

const CURRENCIES: Readonly<Record<string, string>> = {
  "¥": "CNY",
  "￥": "CNY",
  rmb: "CNY",
  cny: "CNY",
  人民币: "CNY",
  元: "CNY",
  块: "CNY",
  $: "USD",
  us$: "USD",
  usd: "USD",
  美元: "USD",
  美金: "USD",
  dollars: "USD",
  "€": "EUR",
  eur: "EUR",
  欧元: "EUR",
  euros: "EUR",
  "£": "GBP",
  gbp: "GBP",
  英镑: "GBP",
  hk$: "HKD",
  hkd: "HKD",
  港币: "HKD",
  港元: "HKD",
  日元: "JPY",
  jpy: "JPY",
};
const FACTORS: Readonly<Record<string, number>> = {
  千: 1e3,
  k: 1e3,
  万: 1e4,
  w: 1e4,
  十万: 1e5,
  百万: 1e6,
  m: 1e6,
  million: 1e6,
  千万: 1e7,
  亿: 1e8,
  bn: 1e9,
  billion: 1e9,
};
const DIGITS = "零一二三四五六七八九";

const SIGN = "(?<sign>hk\\$|us\\$|[¥￥$€£]|rmb|cny|usd|eur|gbp|人民币)";
const NUMBER = "(?<number>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?|[一二两三四五六七八九十]{1,3})";
const FACTOR = "(?<factor>千万|百万|十万|万|亿|千(?=元|块)|million|billion|bn|[kmw](?![a-z]))";
const UNIT =
  "(?<unit>元|块(?!钱以)|人民币|美元|美金|欧元|英镑|港币|港元|日元|rmb|cny|usd|eur|gbp|dollars|euros)";
/** 500万像素, 300万人, 50万台 count something else. */
const NOT_COUNTED = "(?![像人台件个套次平米吨公张份条辆户家字位点])";
const AMOUNT = new RegExp(
  `(?<![\\w.\\-~到至几数多第零一二三四五六七八九十])(?:${SIGN}\\s?)?${NUMBER}\\s?(?:个?${FACTOR}(?<rest>[一二三四五六七八九])?)?${NOT_COUNTED}\\s?${UNIT}?(?![\\w%％]|\\s?[-~到至]\\s?\\d)`,
  "giu",
);

/** The first sum of money, in whole units of its currency; undefined where none or only a range is said. */
export function amountIn(text: string): Amount | undefined {
  for (const { groups = {} } of text.matchAll(AMOUNT)) {
    const value = moneyOf(groups);
    if (value !== undefined) return value;
  }
  return undefined;
}

function moneyOf(groups: Readonly<Record<string, string | undefined>>): Amount | undefined {
  const factor = groups["factor"]?.toLowerCase();
  const money = (groups["sign"] ?? groups["unit"])?.toLowerCase();
  if (money === undefined && factor === undefined) return undefined;
  // 10m is a length unless a currency stands before it.
  if (factor === "m" && groups["sign"] === undefined) return undefined;
  const number = numberOf(groups["number"] ?? "");
  if (number === undefined) return undefined;
  const size = factor === undefined ? 1 : (FACTORS[factor] ?? 1);
  // 三万五 is 35,000.
  const rest = groups["rest"] === undefined ? 0 : (DIGITS.indexOf(groups["rest"]) * size) / 10;
  const isChinese = factor !== undefined && /[万亿千w]/.test(factor);
  const currency = money === undefined ? (isChinese ? "CNY" : undefined) : CURRENCIES[money];
  return { amount: Math.round(number * size + rest), ...(currency !== undefined && { currency }) };
}

function numberOf(text: string): number | undefined {
  if (/^\d/.test(text)) return Number(text.replaceAll(",", ""));
  const plain = text.replaceAll("两", "二");
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(plain);
  if (!match) return undefined;
  const [, tens, ten, ones] = match;
  if (ten === undefined) return ones === undefined ? DIGITS.indexOf(tens ?? "零") : undefined;
  return DIGITS.indexOf(tens ?? "一") * 10 + DIGITS.indexOf(ones ?? "零");
}
