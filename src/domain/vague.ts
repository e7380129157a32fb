/**
 * Whether a record says nothing that a colleague could act on: 客户表示满意, "went well". Decided by words: what is left
 * when pleasantries, greetings to nobody and the frame of every record (who, when, how) are taken away.
 */
type Words = {
  /** One of these makes a record concrete however short it is. */
  readonly facts: RegExp;
  /** The frame and the pleasantries. */
  readonly empty: RegExp;
  /** Fewer units than this left over, and the record is vague. */
  readonly restMin: number;
  readonly unit: RegExp;
};

const ZH_DATE =
  "(?:\\d{4}年)?\\d{1,2}月\\d{1,2}[日号]?|\\d{1,2}[日号]|[上下本这]*个?(?:周|星期|礼拜)[一二三四五六日天末]?|[大前昨今明后]+[天日晚早]|[上中下]午|早上|晚上|\\d{1,2}(?:点半?|:\\d\\d)|[上下本这]个?月[初底]?|月[初底]|年底";
const EN_DATE =
  "today|yesterday|tomorrow|tonight|(?:next|last|this) \\w+|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|\\d{1,2}(?::\\d\\d)? ?[ap]m|week|month";

const words = {
  zh: {
    facts:
      /\d|[一二两三四五六七八九十百]+[万台套件个份人家项点次箱吨]|[¥$%％?？]|报价|价格|预算|降价|折扣|付款|账期|合同|订单|签约|下单|中标|投标|招标|样品|交期|交货|发货|竞品|竞争|对手|方案[A-Za-z一二三]|需求|要求|担心|顾虑|异议|投诉|质量|故障|参数|型号|规格|决策|审批|立项|采购|试用|测试|演示|培训|缺|不足|拒绝|不同意|不认可|暂停|推迟|取消|更换|变更/,
    empty: new RegExp(
      `${ZH_DATE}|[\\u4e00-\\u9fff]{1,2}(?:总监|经理|总|工|主任|女士|先生|老师)|客户|对方|我们?|他们?|她们?|双方|大家|公司|领导|今年|目前|整体|总体|初步|简单|正常|一切|情况|相关|有关|关于|产品|业务|合作|项目|事宜|拜访|走访|上门|见面|面谈|电话|视频|微信|邮件|联系|回访|跟进|沟通|交流|聊天|聊|谈|见|打|通|发|去|来|到|约|做|表示|反馈|觉得|认为|感觉|说|满意|不错|很好|良好|挺好|还行|还好|可以|顺利|愉快|融洽|热情|认可|感兴趣|有兴趣|有意向|意向|态度|积极|友好|印象|考虑|继续|保持|维护|关系|再|进一步|后续|下次|了解|加深|增进|非常|比较|十分|特别|很|都|也|得|的|了|过|着|吧|啊|个|一下|一个|一次|一些|有|是|在|和|与|跟|给|对|就|还|并|及|将|会|要|能|已|已经|完|好|啦|呢|行|成功|完成|进展|效果|氛围|过程|结果|内容|常规|例行|日常|问候|寒暄`,
      "g",
    ),
    restMin: 6,
    unit: /[\p{L}\p{N}]/gu,
  },
  en: {
    facts:
      /\d|[$€£¥%?]|\b(?:quote|price|pricing|budget|discount|contract|order|signed|purchase|po|tender|sample|delivery|deadline|competitor|requirements?|objections?|complain\w*|issue|problem|defect|trial|pilot|test|demo|spec\w*|decision|approval|refus\w*|reject\w*|postpone\w*|cancel\w*|worried|concern\w*|wants?|needs?|asked|requested)\b/i,
    empty: new RegExp(
      `\\b(?:${EN_DATE}|(?:the|a|an|and|or|but|so|we|i|he|she|they|it|us|our|their|his|her|my|with|to|at|on|in|by|for|from|of|was|is|are|were|had|has|have|did|do|been|be|very|really|quite|pretty|just|all|again|also|some|much|about|as|that|this)|(?:call|called|met|meet|meeting|visit|visited|phone|phoned|video|email|emailed|message|messaged|chat|chatted|spoke|talk|talked|discussed?|discussion|conversation|catch|caught|up|follow|followed|customer|client|team|went|go|goes|going|well|good|great|nice|fine|ok|okay|positive|productive|happy|satisfied|pleased|interested|friendly|smooth|smoothly|progress|things?|everything|looks?|seems?|feels?|likes?|liked|soon|later|keep|touch|status|update|general|brief|quick|short|thanks|relationship|introduction|intro))\\b`,
      "gi",
    ),
    restMin: 3,
    unit: /[\p{L}\p{N}]+/gu,
  },
} as const satisfies Record<string, Words>;

const DATES = { zh: new RegExp(ZH_DATE, "g"), en: new RegExp(`\\b(?:${EN_DATE})\\b`, "gi") } as const;

/** A text in neither script is judged in the reader's language. */
export function isVague(text: string, locale: "zh" | "en"): boolean {
  const language = /\p{Script=Han}/u.test(text) ? "zh" : /[a-z]/i.test(text) ? "en" : locale;
  const { facts, empty, restMin, unit } = words[language];
  const undated = text.replace(DATES[language], " ");
  if (facts.test(undated)) return false;
  const rest = undated.replace(empty, " ").match(unit) ?? [];
  return rest.length < restMin;
}
