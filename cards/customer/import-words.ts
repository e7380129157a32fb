/** What the columns of a list of customers are called, the first in each language for the help. */
export const customerColumns = {
  name: [
    "客户",
    "customer",
    "客户名称",
    "公司",
    "公司名称",
    "企业名称",
    "单位",
    "name",
    "company",
    "account",
  ],
  shortNames: ["简称", "short names", "客户简称", "公司简称", "别名", "short name", "alias", "aliases"],
  industry: ["行业", "industry", "所属行业"],
  address: ["地址", "address", "公司地址", "联系地址"],
  owner: ["负责人", "owner", "销售", "跟进人", "负责销售", "所有人", "sales", "account owner"],
  contactName: ["联系人", "contact", "姓名", "联系人姓名", "contact name", "full name"],
  contactTitle: ["职务", "job title", "职位", "岗位", "title", "position"],
  phone: [
    "电话",
    "phone",
    "手机",
    "手机号",
    "手机号码",
    "联系电话",
    "联系方式",
    "mobile",
    "tel",
    "phone number",
  ],
  email: ["邮箱", "e-mail", "电子邮箱", "邮件", "mail", "email address"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CustomerColumn = keyof typeof customerColumns;

const columnByWord = new Map(
  Object.keys(customerColumns)
    .filter(isColumn)
    .flatMap((column) => customerColumns[column].map((name) => [plainWord(name), column] as const)),
);

/** The column that a heading names. */
export function customerColumnCalled(heading: string): CustomerColumn | undefined {
  return columnByWord.get(plainWord(heading));
}

function isColumn(text: string): text is CustomerColumn {
  return text in customerColumns;
}

/** Lower case, full width folded, without spaces, dashes, stars and what stands in brackets. */
function plainWord(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\([^)]*\)|[\s_\-*:]/gu, "");
}
