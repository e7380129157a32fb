import type { GradeAnswers } from "#domain/grading.ts";
import type { LeadSource } from "#domain/lead.ts";

/** The words by which a lead's line is read, both languages in one pattern: lines mix them. */

/** Where a lead came from. The earliest in the line counts; on a tie the first row. */
export const SOURCE_WORDS: readonly (readonly [LeadSource, RegExp])[] = [
  [
    "exhibition",
    /展会|展览会?|博览会|工博会|广交会|进博会|展台|\b(?:exhibitions?|trade ?(?:shows?|fairs?)|fair|expo|booth)\b/i,
  ],
  ["website", /官网|网站|网页|\b(?:our |the )?(?:web ?site|web ?form|landing page)\b/i],
  ["referral", /转介绍|老客户介绍|朋友介绍|介绍(?:的|来的|过来)|\b(?:referrals?|referred|introduced by)\b/i],
  ["advertising", /广告|投放|百度推广|竞价|\b(?:advertising|adverts?|ads?|adwords|google ads|campaign)\b/i],
  ["community", /社群|论坛|微信群|\b(?:community|communities|forums?|slack group|linkedin group)\b/i],
  [
    "content",
    /内容营销|公众号|白皮书|直播|抖音|小红书|\b(?:content|white ?paper|blog|newsletter|webinar|download)\b/i,
  ],
  ["partner", /合作伙伴|伙伴(?:推荐|介绍)|\b(?:partners?)\b/i],
  [
    "outreach",
    /陌拜|陌生拜访|扫街|扫楼|电销|陌生电话|\b(?:outreach|cold (?:call|e-?mail|visit)(?:ing)?|outbound)\b/i,
  ],
  ["dealer", /渠道|经销商|代理商|\b(?:dealers?|resellers?|distributors?|channel)\b/i],
  ["other", /^其他$|^\bother\b$/i],
];

/** What may stand around a source's word without saying more. */
export const AROUND_SOURCE =
  /^(?:(?:来源|来自|通过|经|从|在|是|由|我们|公司|via|from|source|through|at|on|by|a|the|our)[\s:]*)*$/i;
export const BEHIND_SOURCE =
  /^(?:上|里|中|那边|推荐|咨询|留言|注册|遇到|碰到|认识|加|聊|过来|来|获取|收集|到|的|了|线索|客户|名片|lead|inquiry|enquiry|\s)*$/i;

const ZH_BOSS = "(?:老板|老总|董事长|总经理|一把手|决策人|决策者|拍板(?:的)?人|负责人|创始人|CEO|总裁)";
const EN_BOSS =
  "(?:the |their |its )?(?:CEO|owner|founder|boss|president|managing director|general manager|decision[- ]?makers?|MD)";
const EN_USER = "(?:the |their |its )?(?:engineers?|purchas\\w+|buyers?|users?|technicians?|influencers?)";

type AnswerWords = {
  readonly [D in keyof GradeAnswers]: readonly (readonly [GradeAnswers[D], RegExp])[];
};

/** The three questions of grading, as people answer them in passing. Of a question the first row that fits counts. */
export const ANSWER_WORDS: AnswerWords = {
  urgency: [
    [
      "vague",
      /需求(?:还|都|也|比较|很|尚|是|:)*(?:模糊|不明确|不清楚|不清晰|不明)|(?:没有?|无)(?:什么)?明确(?:的)?需求|(?:只是|就是|先|随便)+(?:了解|看看|问问)(?:一下|下)?|\b(?:vague|unclear|no clear|no real) needs?\b|\bneeds? (?:is |are |still )*(?:vague|unclear|not clear)\b|\bjust (?:looking|browsing)\b|\burgency: ?vague\b/i,
    ],
    [
      "latent",
      /潜在需求|需求(?:是|:)?潜在|需求(?:还|暂时)*不(?:着)?急|(?:暂时|目前)?(?:还)?不(?:着)急|\b(?:latent|potential) needs?\b|\bneeds? (?:is |are )?(?:latent|potential)\b|\bnot urgent\b|\burgency: ?latent\b/i,
    ],
    [
      "clear",
      /需求(?:已经|已|很|非常|比较|都|是|:)*(?:明确|清楚|清晰)|明确(?:的)?需求|急需|\bclear needs?\b|\bneeds? (?:is |are |very )*(?:clear|urgent)\b|\burgent(?:ly)?\b|\bASAP\b|\burgency: ?clear\b/i,
    ],
  ],
  budget: [
    [
      "none",
      /(?:没有|没|无|暂无|还没有?|尚无)(?:什么)?预算|预算(?:还|是|:)*(?:没有|为零|无$|无(?=[，,；;。\s]))|\b(?:no|without(?: a)?|zero) budget\b|\bbudget(?: is|:)? (?:none|zero)\b/i,
    ],
    [
      "unconfirmed",
      /预算(?:还|尚|也|是|暂|都|:|\s?约?[\d.]+\s?[万亿千kw]?元?)*(?:待确认|待定|待批|未定|未批|未确认|没定|没批|没确认|没审批|没下来|不确定|不清楚|不明|在申请|申请中|审批中|在走流程|要申请)|\bunconfirmed budget\b|\bbudget(?: is|:)?(?: still| yet)? (?:to be confirmed|tbc|tbd|unclear|unknown|unconfirmed|pending|open|not (?:yet )?(?:approved|confirmed|clear|set))\b/i,
    ],
    [
      "sufficient",
      /预算(?:已经|已|都|很|非常|比较|也|是|:|\s?约?[\d.]+\s?[万亿千kw]?元?)*(?:(?<=已|已经)批|充足|充裕|足够|够|到位|批了|批下来|获批|审批通过|没问题)|有(?:充足|足够)(?:的)?预算|\b(?:sufficient|enough|approved|ample) budget\b|\bbudget(?: is| was| has been| already|:)* (?:approved|sufficient|enough|available|confirmed|ok|okay|there|in place|secured)\b/i,
    ],
  ],
  influence: [
    [
      "unknown",
      new RegExp(
        `${ZH_BOSS}(?:是谁)?(?:还|尚|:)*(?:未知|不清楚|不知道|不明|没见到?|没接触|未接触|没联系)|(?:还没有?|没有?|未|尚未)(?:见到?|接触到?|联系上?|找到)${ZH_BOSS}|决策影响力?:? ?未知|\\bdecision[- ]?makers? (?:is |still )*(?:unknown|unclear|not (?:yet )?(?:reached|met|known))\\b|\\bnot (?:yet )?(?:met|reached) ${EN_BOSS}\\b|\\binfluence: ?unknown\\b`,
        "i",
      ),
    ],
    [
      "decision_maker",
      new RegExp(
        `(?:接触|见|联系|对接|拜访|找|谈|聊|约)(?:到|了|过|上|的是|的就是)*(?:他们|他们的|对方|客户)?${ZH_BOSS}|${ZH_BOSS}(?:本人|亲自|拍板|直接)|\\b(?:met|meet|saw|reached|visited|spoke (?:to|with)|talked (?:to|with)|in touch with)(?: with)? ${EN_BOSS}\\b|\\bdecision[- ]?makers? (?:is |was )?(?:reached|met|on board)\\b|\\binfluence: ?decision[- ]?maker\\b`,
        "i",
      ),
    ],
    [
      "influencer",
      new RegExp(
        `影响者|(?:接触|见|联系|对接)(?:到|了|过|上|的是)*(?:技术|采购|使用部门|经办人|工程师)|\\b(?:met|saw|reached|spoke (?:to|with)|talked (?:to|with))(?: with)? ${EN_USER}\\b|\\binfluencer\\b`,
        "i",
      ),
    ],
  ],
};

/** A clause that opens with one of these says what is wanted: no name of a company or a person. */
export const NEED_OPENERS =
  /(?<![联理梦思])想|(?<![首主重])要|需|求(?:购|报|一)|咨询|询问|打听|问(?:了|我|一|问|能|价|下)|采购|购买|了解|希望|准备|计划|打算|预算|报价|[今明昨][天年早晚]|上周|下周|没|不(?:想|要|急|能|会|知|太|清|明|错|行|需|用|是)|有(?:意|个|需|兴|没|点|一|\d|合作|项目)|对.+感兴趣|\b(?:needs?|wants?|looking|interested|asks?|asked|would|budget|plans?|met|called|replace|buy|clear|latent|vague|no|today|yesterday|last|next)\b/i;

/** The end of a company's name. */
export const COMPANY_END =
  /(?:有限责任公司|有限公司|公司|集团|科技|股份|实业|控股|技术|电子|机械|制造|化工|医药|物流|贸易|能源|材料|智能|软件|网络|信息|食品|建设|工业|重工|汽车|纺织|药业|医院|银行|大学|学院|学校|研究院|研究所|酒店|超市|工厂|厂|店|\b(?:inc|ltd|llc|gmbh|ag|corp|corporation|co|company|limited|plc|bv|s\.?a|group|industries|systems|technologies|labs?|steel|holdings)\.?)$/i;
