import { type DateContext, resolveDate } from "../dates.ts";
import { ZH_PERSON_PATTERN } from "./people.ts";

/** What a company's name may leave out: the town before it, the legal form behind it. */
const TOWN =
  /^(?:中国|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|青岛|宁波|厦门|东莞|佛山|无锡|济南|大连|郑州|合肥|福州|[\u4e00-\u9fff]{2}[省市])市?/;
const LEGAL_FORM =
  /(?:[（(][\u4e00-\u9fff]{2,4}[）)])?(?:股份|集团)?(?:有限责任公司|有限公司|公司)$|[ ,]+(?:inc|ltd|llc|gmbh|ag|corp|co|company|limited|s\.?a\.?|b\.?v\.?|plc)\.?(?:[ ,]+ltd\.?)?$/i;

/** The longest of the names that the text contains; a name's short form (宏达科技 of 上海宏达科技有限公司) counts if it is nobody else's. */
export function customerAmong(names: readonly string[], text: string): string | undefined {
  const whole = longest(names.filter((name) => mentions(text, name)));
  if (whole !== undefined) return whole;
  const shorts = names
    .map((name) => ({ name, short: shortForm(name) }))
    .filter(({ short }) => mentions(text, short));
  const best = longest(shorts.map(({ short }) => short));
  const [match, ...others] = shorts.filter(({ short }) => short === best);
  return others.length === 0 ? match?.name : undefined;
}

function longest(names: readonly string[]): string | undefined {
  return names.toSorted((a, b) => b.length - a.length)[0];
}

function shortForm(name: string): string {
  const core = name.trim().replace(LEGAL_FORM, "");
  const local = core.replace(TOWN, "");
  return local.length >= 2 ? local : core;
}

/** A name of letters must be whole words: Acme is not in Acmeister. */
function mentions(text: string, name: string): boolean {
  const wanted = name.trim().toLowerCase();
  if (wanted.length < 2) return false;
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) return false;
  const isWord = (char: string) => /[a-z0-9]/i.test(char);
  const startsInWord = isWord(wanted.charAt(0)) && isWord(text.charAt(at - 1));
  return !startsInWord && !(isWord(wanted.slice(-1)) && isWord(text.charAt(at + wanted.length)));
}

/** Words that open a note and are no name. */
const NO_NAME =
  /拜访|电话|沟通|客户|今|明|昨|上午|下午|见|打|发|微信|邮件|视频|待办|下次|跟进|了$|\b(?:today|yesterday|called|met|visited|call|meeting|todo|next|note|hi|hello|spoke|sent|had)\b/i;
/** 问能不能分期: the start of a sentence. */
const SENTENCE_LIKE = /[问说要想谈聊看约给把让请没吗呢吧被]/;
const PERSON = new RegExp(ZH_PERSON_PATTERN);
/** Whatever ends so is no person, though 苏州精工 in it looks like an engineer called 苏. */
const COMPANY_END = /(?:有限责任公司|有限公司|集团)$/;
const LEADING =
  /^\s*([^\s:：,，。;；]{2,30}|[A-Z][\w&.'-]*(?: [A-Z][\w&.'-]*){0,4})(?:\s*[:：]\s*|\s*[,，]\s*|\s+[-–—]+\s+|\s+(?=[\u4e00-\u9fff\d]))/;
/** 拜访了科技有限公司张总监. */
const BY_LEGAL_FORM =
  /(?:拜访|走访|回访|到访|联系|去|见|到|在|和|跟|与|给|访)了?(?:客户)?([\u4e00-\u9fffA-Za-z0-9（）()]{2,20}?(?:(?:科技|电子|实业|股份|集团)*(?:有限责任公司|有限公司|公司)|集团|科技|股份|电子|实业|医院|银行))/;
/** 拜访了比亚迪的周工. */
const BY_PERSON = new RegExp(
  `(?:拜访|走访|回访|联系|约|见|和|跟|与)了?([\\u4e00-\\u9fffA-Za-z0-9]{2,12}?)的(?=${ZH_PERSON_PATTERN})`,
);
const BY_WORD =
  /\b(?:[Vv]isited|[Vv]isiting|[Vv]isit to|from|at)\s+(?:the\s+)?([A-Z][\w&'-]*(?:\s+[A-Z][\w&'-]*){0,3})/;

/** The customer's name in the words of the note, where it is clearly one: before a colon at the start, a company's form. */
export function customerInWords(text: string, context: DateContext): string | undefined {
  const leading = leadingName(text, context);
  if (leading !== undefined) return leading.name;
  const named = BY_LEGAL_FORM.exec(text)?.[1] ?? BY_PERSON.exec(text)?.[1] ?? BY_WORD.exec(text)?.[1];
  return named !== undefined && !NO_NAME.test(named) && !resolveDate(named, context) ? named : undefined;
}

/** The name that a note starts with, and how long it is with its mark. */
export function leadingName(
  text: string,
  context: DateContext,
): { name: string; length: number } | undefined {
  const match = LEADING.exec(text);
  const name = match?.[1];
  if (!match || name === undefined || NO_NAME.test(name) || SENTENCE_LIKE.test(name)) return undefined;
  if (PERSON.test(name) && !COMPANY_END.test(name)) return undefined;
  if (resolveDate(name, context)) return undefined;
  return { name, length: match[0].length };
}
