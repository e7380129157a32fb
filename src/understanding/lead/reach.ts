import type { Page } from "./page.ts";
import { take } from "./page.ts";

const EMAIL = /(?:(?:邮箱|邮件|e-?mail)\s*:?\s*)?(?<value>[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)/i;
const WECHAT =
  /(?:加?了?微信号?|wechat(?: id)?|weixin|v信|\bvx|\bwx)\s*(?:号|是|为)?\s*:?\s*(?<value>[a-z][\w-]{4,19}|1[3-9]\d{9})(?![\w@])/i;
const SAME_WECHAT =
  /微信(?:和|跟|与)?(?:手机|电话)?(?:号)?(?:同号|同手机号?|一样)|\b(?:same|also) (?:on )?wechat\b/i;

const LABEL =
  "(?:联系电话|联系方式|电话|手机号码?|手机|座机|热线|\\b(?:tel(?:ephone)?|phone|mobile|cell)\\b)\\.?\\s*(?:是|为)?\\s*:?\\s*";
const EXTENSION = "(?:\\s?(?:转|分机|ext\\.?|x)\\s?\\d{1,6})?";
/** What only a phone looks like; anything else of digits needs a label before it. */
const SHAPES = [
  "(?:\\+|00)\\d{1,3}[\\s-]?\\(?\\d(?:[\\s()-]{0,2}\\d){5,12}",
  "1[3-9]\\d[\\s-]?\\d{4}[\\s-]?\\d{4}",
  "\\(?0\\d{2,3}\\)?[\\s-]?\\d{3,4}[\\s-]?\\d{4}",
  "[48]00[\\s-]?\\d{3,4}[\\s-]?\\d{3,4}",
  "\\(\\d{3}\\)[\\s-]?\\d{3}-\\d{4}",
  "\\d{3}[-.]\\d{3}[-.]\\d{4}",
].join("|");
const PHONE = new RegExp(
  `(?:${LABEL})?(?<![\\w.@-])(?<value>(?:${SHAPES})${EXTENSION})(?![\\d@元万台套吨]|\\.\\d)`,
  "i",
);
const LABELLED_PHONE = new RegExp(`${LABEL}(?<value>\\d(?:[\\s()-]{0,2}\\d){4,13}${EXTENSION})(?!\\d)`, "i");

export type Reach = { readonly phone?: string; readonly email?: string; readonly wechat?: string };

/** Phone, e-mail and WeChat; of several the first, the others stay where they are. */
export function takeReach(page: Page): readonly [Reach, Page] {
  const [email, withoutEmail] = take(page, EMAIL);
  const [wechat, withoutWechat] = take(withoutEmail, WECHAT);
  const [labelled, withoutLabelled] = take(withoutWechat, LABELLED_PHONE);
  const [phone = labelled, withoutPhone] =
    labelled === undefined ? take(withoutLabelled, PHONE) : [labelled, withoutLabelled];
  const [same, rest] = phone === undefined ? [undefined, withoutPhone] : take(withoutPhone, SAME_WECHAT);
  const id = wechat ?? (same === undefined ? undefined : phone);
  return [
    {
      ...(phone !== undefined && { phone: phone.replace(/\s+/g, " ").trim() }),
      ...(email !== undefined && { email: email.toLowerCase() }),
      ...(id !== undefined && { wechat: id }),
    },
    rest,
  ];
}
