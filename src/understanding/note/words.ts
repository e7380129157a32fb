import type { Method } from "#domain/method.ts";

/** The words by which a note is read, both languages in one pattern: notes mix them. */

/** How a contact was made. The earliest word in the note decides; on a tie the first row. */
export const METHOD_WORDS: readonly (readonly [Method, RegExp])[] = [
  [
    "video",
    /视频|腾讯会议|飞书会议|钉钉会议|(?:线上|远程|网络)(?:会议|沟通|交流|演示)|\b(?:video|zoom|teams call|webex|google meet)\b/i,
  ],
  [
    "phone",
    /电话|通话|致电|去电|来电|回电|打给|打了个?电|\b(?:called|calls?|calling|phoned?|rang|on the phone)\b(?! (?:it|them) off)/i,
  ],
  ["message", /微信|短信|消息|留言|企微|私信|\b(?:texted|messaged?|wechat|whatsapp|sms|dm(?:ed)?)\b/i],
  ["email", /邮件|电邮|发邮|\b(?:e-?mail(?:ed|s)?|mailed)\b/i],
  [
    "visit",
    /拜访|登门|上门|走访|到访|面谈|面访|当面|会面|碰面|见面|见了|见到|见过|会见|\b(?:visit(?:ed|s|ing)?|met|meet(?:ing)?|on-?site|in person|stopped by|dropped by)\b/i,
  ],
];

/** The command that may still stand before the note. */
export const COMMAND = /^\s*\/?(?:genjin\s+)?(?:跟进|log(?:ged)?|follow-?up)(?=[\s:：])[\s:：]*/i;

/** A labelled part of the note; the label is not part of what was said. */
export const LABELS = {
  todo: /^(?:待办(?:事项)?|任务|行动项|todos?|to-dos?|action items?)\s*(?:[:：]|(?<=待办)\s)\s*/i,
  next: /^(?:下次(?:跟进|拜访|联系|沟通|见面)?(?:时间)?|下一步|next(?: steps?| follow-?up| contact| meeting)?)\s*[:：]\s*/i,
  question:
    /^(?:待确认|待答复|未答复|未解决|遗留问题|open questions?|could not answer|couldn't answer|unanswered)\s*[:：]\s*/i,
} as const satisfies Record<string, RegExp>;

/** A clause with a date and one of these is the next contact. */
export const NEXT_WORDS =
  /再(?:次)?(?:跟进|联系|约|拜访|沟通|聊|谈|打|去|见|访|碰|议|看)|继续跟进|跟进一下|回访|回电|回头|下次|约(?:了|在|好|定|见)|改约|另约|\b(?:follow(?:ing)?[ -]?up|call(?:ing)? (?:back|again)|visit again|meet(?:ing)? again|reconnect|check(?:ing)? in|touch base|catch up|demo|next (?:meeting|call|visit|step|contact))\b/i;

/** 客户说, she wants ...: what the customer said, felt or asked for. */
export const FEEDBACK_WORDS =
  /^(?:但是?|不过|另外|而且|同时)?(?:客户|对方|甲方|他们?|她们?|[\u4e00-\u9fff]{1,2}(?:总监|经理|总|工|主任|女士|先生|老师))?(?:还|也|都|很|比较|非常|主要|暂时|目前)*(?:觉得|认为|感觉|说|表示|反馈|提到|提出|指出|担心|顾虑|希望|要求|想要?|嫌|抱怨|关心|关注|对.{1,12}(?:认可|满意|不满|感兴趣|有顾虑|没兴趣)|认可|满意|不满|同意|拒绝|接受|不接受)|^(?:but |and |however,? )?(?:the )?(?:customer|client|she|he|they)(?:'s|'re)? (?:\w+ )?(?:said|says|thinks?|thought|likes?|liked|wants?|wanted|asked|asks|feels?|felt|finds?|found|complained?|is|are|was|were|prefers?|needs?|needed|mentioned|agreed|refused|rejected|worried|loves?|loved)\b/i;

/** A question or objection left open. */
export const QUESTION_WORDS =
  /(?:没能|未能|没有|没|无法|不能|未)(?:当场|现场|立即|马上|及时)?(?:回答|答复|解答|回复|说明)(?:上来|出来|清楚)?|答不上来|回答不了|答复不了|(?:问题|异议|疑问)未(?:答复|解决|回答)|待(?:确认|答复|核实)|(?:需|要|需要|得)回(?:去|公司)?(?:后)?(?:确认|核实|查|问)|\b(?:could(?:n't| not)|can(?:'t|not)|was(?:n't| not) able to|unable to|did(?:n't| not)) (?:answer|know)\b|\b(?:will|i'll|we'll) get back\b(?: to \w+)?(?: on| about)?/i;

/** Clauses that open with one of these ask us to do something, and have a to-do behind them. */
export const TODO_OPENERS =
  /^(?:请|我们?|我方|需要?|还?要|得|记得|务必|承诺|答应(?:客户|他|她)?|(?:客户|对方|他们?|她们?)?(?:要求|希望|让|请)(?:我们?)?|(?:i|we)(?:'ll| will| need to| must| should| have to| promised to)|promised to|needs? to|need|please|to|must)\s*/i;

/** What a to-do does; without an opener it counts only beside a deadline (5月15日前提供竞品分析). */
export const TODO_VERBS =
  /^(?:给[\u4e00-\u9fff]{1,8}|把|将|向[\u4e00-\u9fff]{1,8}|为[\u4e00-\u9fff]{1,8})?(?:再次?|尽快|及时|先)?(?:给|发|寄|送|提供|提交|准备|补充|完成|安排|更新|修改|整理|确认|回复|答复|反馈|报价|报|出|签|做|交|制定|协调|落实|申请|打款|付款|开票|汇总|邀请|预约|测试|演示|评估|解决|处理|核实|办理|对接|send|provide|prepare|share|deliver|submit|draft|update|finish|complete|arrange|book|schedule|check|confirm|fix|write|revise|revised|sign|create|get|make|ask|invite|ship|quote|give)/i;
