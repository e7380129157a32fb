/** Common surnames, without those that are everyday words before a title (和, 时, 应, 都, 成). */
const SURNAME =
  "(?:欧阳|上官|司马|诸葛|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温季俞章鲁葛伍韦申尤毕聂焦柳邢岳齐梅莫庄辛祝左涂谷祁耿牟詹关苗凌费纪靳盛童甄项裴席卫屈鲍覃霍翁隋甘景柏宁柯阮桂闵柴冉房饶瞿戚滕褚廉娄穆窦])";
/** Given names do not hold these: 方案总体, 王和张总. */
const GIVEN = "(?:(?![的了和与跟在是有个案面式额价量计总对给])[\\u4e00-\\u9fff]){0,2}?";
const TITLE =
  "(?:总监|总经理|副总裁|副总|总裁|总工|董事长|经理|总(?!部|体|共|结|是|的|价|量|额|计|之|监|经)|工(?![作程厂业艺人资期])|主任|处长|科长|部长|厂长|院长|校长|局长|所长|站长|主管|老师|博士|教授|女士|先生|小姐|董(?!事))";

export { SURNAME as ZH_SURNAME_PATTERN };
/** Surname and title: 王总, 陈晓女士. */
export const ZH_PERSON_PATTERN = `${SURNAME}${GIVEN}${TITLE}`;
const ZH_PERSON = new RegExp(ZH_PERSON_PATTERN, "g");

const NAME = "[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?";
const EN_PERSON = new RegExp(
  `\\b(?:[Mm]et(?: with)?|[Cc]alled|[Cc]alls? (?:with|to)|[Ss]poke (?:to|with)|[Tt]alked (?:to|with)|[Mm]eeting with|[Vv]ideo call with|[Ee]mailed|[Tt]exted|[Ss]aw|[Cc]hatted with|[Rr]eached) ((?:(?:Mr|Ms|Mrs|Dr)\\.? )?${NAME}(?:(?:,| and) ${NAME})*)`,
  "g",
);
const DAY_NAME = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:Next|Last|This|Today|Tomorrow|Yesterday)/;

const ZH_COLLEAGUE = new RegExp(
  `(?:同事|售前|技术支持|我司|和我们的?|带着?)((?:小|老)${SURNAME}|${SURNAME}${GIVEN}${TITLE}|${SURNAME}[\\u4e00-\\u9fff]{1,2}(?=一起|一同|、|，|,|。|$))`,
  "g",
);
const EN_COLLEAGUE = new RegExp(
  `\\b(?:colleagues?|teammates?|together with)(?:,)? (${NAME}(?:(?:,| and) ${NAME})*)`,
  "g",
);

/** Our own people, where the note calls them so. */
export function participantsIn(text: string): string[] {
  return unique([...namesIn(text, ZH_COLLEAGUE), ...namesIn(text, EN_COLLEAGUE)]);
}

/**
 * The customer's people: surname and title in Chinese; in English who was met, called or written to. A part of the
 * customer's own name is none: 苏州精工 of 苏州精工机械.
 */
export function contactsIn(
  text: string,
  {
    participants,
    customer = "",
  }: { readonly participants: readonly string[]; readonly customer: string | undefined },
): string[] {
  const chinese = Array.from(text.matchAll(ZH_PERSON), ([name]) => name).filter(
    (name) => !customer.includes(name),
  );
  return unique([...chinese, ...namesIn(text, EN_PERSON)]).filter(
    (name) => name !== customer && !participants.includes(name),
  );
}

function namesIn(text: string, pattern: RegExp): string[] {
  const groups = Array.from(text.matchAll(pattern), (match) => match[1] ?? "");
  return groups
    .flatMap((group) => group.split(/,| and /))
    .map((name) => name.trim())
    .filter(isName);
}

function isName(name: string): boolean {
  return name !== "" && !DAY_NAME.test(name);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
