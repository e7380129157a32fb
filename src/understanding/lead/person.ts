import { ZH_SURNAME_PATTERN as SURNAME } from "../note/people.ts";

export type Person = { readonly name: string; readonly title?: string };

const GIVEN = "[\\u4e00-\\u9fff]{1,2}";
/** Said instead of a given name: 王总, 陈晓女士. They stay with the name. */
const HONORIFIC = "(?:总|老师|女士|先生|小姐|博士|教授)";
/** With a surname alone: 陈工, but 苏州精工 is a company. */
const SHORT_HONORIFIC = "[工董]";
const POST =
  "(?:总监|总经理|副总经理|副总裁|副总|总裁|总工程师|总工|董事长|经理|主任|处长|科长|部长|厂长|院长|校长|局长|所长|站长|店长|主管|专员|助理|工程师|采购|负责人|老板|创始人|合伙人|CEO|CTO|CFO|COO|CIO|VP)";
const ZH_TITLE = `(?:(?:(?!的)[\\u4e00-\\u9fffA-Z]){0,6}?${POST})`;
const INTRODUCED = "(?:(?:联系人|对接人|接口人|找)(?:是|为)?[:\\s]*)?";

const ZH_NAME_TITLE = new RegExp(`^${INTRODUCED}(${SURNAME}${GIVEN})[\\s(]*(${ZH_TITLE})\\)?$`);
const ZH_TITLE_NAME = new RegExp(
  `^${INTRODUCED}(${ZH_TITLE})[\\s:是]*(${SURNAME}(?:${GIVEN}|${GIVEN}?${HONORIFIC}|${SHORT_HONORIFIC}))$`,
);
const ZH_CALLED = new RegExp(
  `^${INTRODUCED}(${SURNAME}(?:(?:${GIVEN})?(?:${HONORIFIC}|${POST})|${SHORT_HONORIFIC}))$`,
);
const ZH_HONORIFIC_TITLE = new RegExp(
  `^${INTRODUCED}(${SURNAME}(?:(?:${GIVEN})?${HONORIFIC}|${SHORT_HONORIFIC}))[\\s(]+(${ZH_TITLE})\\)?$`,
);
const ZH_BARE = new RegExp(`^(${SURNAME}${GIVEN})$`);
const ZH_TITLE_ALONE = new RegExp(`^\\(?(${ZH_TITLE})\\)?$`);
/** 高价 and 江苏 begin like names. */
const NO_NAME =
  /^(?:高价|高端|马上|方案|方便|安装|安全|江苏|江西|苏州|金华|安徽|甘肃|石家庄|江浙|温州|金额|金融|常州|常规|万元|钱多|任何|何时|余款|石油|石化|华东|汤臣|夏天|黄金|白色|连锁|左右|祝(?:您|你|好)|童装|路边|易用|武汉|宁波|柳州|贺州|成套|林业|关于|关注|段时间|毕业|章程|强烈|钟点|田间|牛奶|熊猫|陆续|文档|文件|程序|计划|项目|陈列|顾客|卢森|万台|严格|常用|尤其|单价|包装|丁类)/;

const EN_WORD = "[A-Z][\\w'’-]+";
const EN_HONORIFIC = "(?:Mr|Ms|Mrs|Miss|Dr|Prof)\\.?";
const EN_FULL = `(?:${EN_HONORIFIC} )?${EN_WORD}(?: [A-Z]\\.)?(?: ${EN_WORD}){1,2}`;
const EN_CALLED = `${EN_HONORIFIC} ${EN_WORD}(?: ${EN_WORD})?`;
const EN_POST =
  "(?:C[A-Z]O|CPO|VP(?: of)?(?: [\\w&]+){0,2}|(?:[\\w&-]+ ){0,3}?(?:director|manager|engineer|head|president|owner|founder|buyer|officer|partner|chief|lead|supervisor|assistant|consultant|planner|architect)(?: of [\\w& ]+)?|(?:director|head|president|manager) of [\\w& ]+)";
const EN_INTRODUCED = "(?:(?:contact(?: person)?|attn|met|ask for|c/o)(?: is|:)? )?";
const EN_NAME_TITLE = new RegExp(
  `^${EN_INTRODUCED}(${EN_FULL}|${EN_CALLED})[ ]?[ (,-]+(?:the |their )?(${EN_POST})\\)?$`,
);
const EN_NAME = new RegExp(`^${EN_INTRODUCED}(${EN_FULL}|${EN_CALLED})$`);
const EN_TITLE_ALONE = new RegExp(`^\\(?(?:the |their )?(${EN_POST})\\)?$`, "i");

/** Somebody at the company, where the whole piece is a person and says so: a title, an honorific, "contact". */
export function personIn(piece: string): Person | undefined {
  const person = readPerson(piece);
  return person === undefined || NO_NAME.test(person.name) ? undefined : person;
}

function readPerson(piece: string): Person | undefined {
  const titled = ZH_HONORIFIC_TITLE.exec(piece) ?? ZH_NAME_TITLE.exec(piece) ?? EN_NAME_TITLE.exec(piece);
  if (titled?.[1] !== undefined && titled[2] !== undefined) return { name: titled[1], title: titled[2] };
  const called = ZH_CALLED.exec(piece)?.[1];
  if (called !== undefined) return { name: called };
  const [, title, name] = ZH_TITLE_NAME.exec(piece) ?? [];
  if (title !== undefined && name !== undefined) return { name, title };
  const introduced = new RegExp(`^(?:联系人|对接人|接口人)(?:是|为)?[:\\s]*(${SURNAME}${GIVEN})$`).exec(
    piece,
  )?.[1];
  if (introduced !== undefined) return { name: introduced };
  return /^(?:contact|attn|met|ask for|c\/o|Mr|Ms|Mrs|Miss|Dr|Prof)\b/i.test(piece)
    ? nameIn(piece)
    : undefined;
}

/** A piece where a name stands by its place: 李四 after the company. */
export function nameIn(piece: string): Person | undefined {
  const name = ZH_BARE.exec(piece)?.[1] ?? EN_NAME.exec(piece)?.[1];
  return name === undefined || NO_NAME.test(name) ? undefined : { name };
}

/** A piece that is a title and nothing else. */
export function titleIn(piece: string): string | undefined {
  return (ZH_TITLE_ALONE.exec(piece) ?? EN_TITLE_ALONE.exec(piece))?.[1];
}

/** A company with a person right behind it: 杭州云深科技的王总. */
export function splitPerson(
  piece: string,
): { readonly company: string; readonly at: number; readonly person: Person } | undefined {
  for (let at = 2; at < piece.length; at += 1) {
    const [company, behind] = [piece.slice(0, at), piece.slice(at)];
    const person = personIn(behind) ?? (COMPANY_ENDS.test(company) ? nameIn(behind) : undefined);
    if (person !== undefined && isBreak(company, behind))
      return { company: company.replace(/的$/, ""), at, person };
  }
  return undefined;
}

const COMPANY_ENDS = /(?:公司|集团|科技|股份|实业|技术|电子|机械|医院|银行|学院|大学)的?$/;

/** The first split that leaves a whole name behind; of 云深科技采购经理刘洋 not 云深 and a title of 科技采购经理. */
function isBreak(company: string, behind: string): boolean {
  if (!/^[\u4e00-\u9fff]/.test(behind)) return false;
  return COMPANY_ENDS.test(company) || company.endsWith("的") || new RegExp(`^${SURNAME}`).test(behind);
}
