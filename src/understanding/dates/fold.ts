/** Traditional characters that occur in dates and in the words around them, each above its simplified form. */
const TRADITIONAL =
  "週禮拜個號點後內時鐘間兩這會過剛發簽見談電話訪聯係線樓門廳館機國慶節陽勞動遲於從總經師萬億業辦務將準備劃給請讓與還進報價單購貨顧問題復沒認確討論達滿錯順預約對開關陸貳參長連連績員實際應該須學說聽許爭計畫謝訂視訊郵寄誰聖誕";
const SIMPLIFIED =
  "周礼拜个号点后内时钟间两这会过刚发签见谈电话访联系线楼门厅馆机国庆节阳劳动迟于从总经师万亿业办务将准备划给请让与还进报价单购货顾问题复没认确讨论达满错顺预约对开关陆贰叁长连连绩员实际应该须学说听许争计划谢订视讯邮寄谁圣诞";

const simplified = new Map(Array.from(TRADITIONAL, (char, index) => [char, SIMPLIFIED.charAt(index)]));

/** Full-width forms stand 0xFEE0 above ASCII; of the punctuation only what is written inside dates is folded. */
const FULL_WIDTH = /[０-９Ａ-Ｚａ-ｚ／：．－（）～＃％]/;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * One form for rules to match: half-width digits and letters, simplified characters, plain spaces. Every character
 * gives exactly one, so a position in the folded text is the position in the text.
 */
export function fold(text: string): string {
  return text.replace(/[\u0080-\uffff]/g, (char) => {
    if (char === "\u3000" || char === "\u00a0") return " ";
    if (FULL_WIDTH.test(char)) return String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET);
    return simplified.get(char) ?? char;
  });
}
