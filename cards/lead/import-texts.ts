import type { Locale } from "#chat/locale.ts";

const zh = {
  columns: {
    ...{ company: "公司", contactName: "联系人", contactTitle: "职务", phone: "电话", email: "邮箱" },
    ...{ wechat: "微信", source: "来源", need: "需求", acquiredAt: "获取时间", owner: "负责人" },
    ...{ urgency: "需求紧迫度", budget: "预算", influence: "决策影响力" },
  },
  and: "、",
  title: (name: string) => (name === "" ? "导入线索" : `导入线索：${name}`),
  planned: (rows: number) => `文件里有 ${rows} 行。还没有写入任何内容，请先看一下：`,
  fresh: "新线索",
  resembling: "可能重复",
  before: "之前已导入",
  rejected: "不能导入",
  understood: "识别的列",
  unknown: "不导入的列",
  rows: (count: number) => `${count} 行`,
  newSources: "新来源",
  newSourcesNote: "新来源会照原样写入。写错了，就改成已有的来源再发一次。",
  kinds: { lead: "线索", customer: "客户" },
  ownedBy: (owner: string) => `${owner} 负责`,
  unowned: "没有负责人",
  firstAlike: "可能重复的行，电话、邮箱或公司名和已有的相同：",
  alike: (line: number, company: string, words: string) => `第 ${line} 行「${company}」${words}`,
  answered: (count: number) => `新线索中有 ${count} 条三个定级问题都有答案，导入后自动送审。`,
  firstFaults: "不能导入的行：",
  fault: (line: number, words: string) => `第 ${line} 行：${words}`,
  more: "…… 还有 {count} 行",
  importNew: (count: number) => `导入 ${count} 条新线索`,
  importAll: (count: number) => `全部导入（${count} 条，含可能重复）`,
  importResembling: (count: number) => `仍然导入（${count} 条）`,
  sendFaults: "发给我不能导入的行",
  cancel: "不导入",
  oneAtATime: "一次只看一个文件，请把其余的分开发给我。",
  cancelled: "没有导入，什么都没有改变。",
  doneTitle: (count: number) => `已导入 ${count} 条线索`,
  doneNone: "这个文件里的线索之前都导入过了",
  doneAnswered: (count: number) => `其中 ${count} 条三个定级问题都有答案，正在自动送审。`,
  reportFollows: (count: number) => `${count} 行没有导入，我马上发你一个表格，最后一列写着原因。`,
  ledger: "发「线索台账」查看。",
  reportFile: (day: string) => `未导入的线索-${day}.xlsx`,
  reportTitle: (count: number) => `${count} 行没有导入`,
  reportText:
    "改好后把这个表格直接发给我，只会导入其中的行。写着「像……」却不是重复的，原样发回，我会再问你一次。",
  reportNotSent: "平台不允许我发送文件。请让管理员检查应用的文件权限，再点一次导入。",
  reportGone: "原来的文件已经撤回或删除，没法再列出没有导入的行。",
  noneTitle: "没有可以导入的线索",
  noneText: (rows: number) => `文件里有 ${rows} 行。请按下面的原因改好，再发一次。`,
  noRows: "第一行是列名，下面没有线索。请填好再发一次。",
  allBefore: (rows: number) => `文件里的 ${rows} 行都在系统里，不会再写一遍。`,
  gone: "这个文件已经撤回或删除。请再发一次。",
  problemTitle: "这个文件没法导入",
  tooLarge: "文件太大，我最多收 5 MB。请拆成几个再发。",
  tooManyRows: (most: number) => `行数太多，一个文件最多 ${most} 行。请拆成几个再发。`,
  unreadable: "我打不开这个文件。请在 Excel 里另存为 .xlsx 或 CSV 再发。",
  oldExcel: "这是旧的 Excel 格式（.xls）。请另存为 .xlsx 再发。",
  noCompany: "第一行里没有「公司」这一列。第一行请写列名，例如：",
  unavailable: "现在没法从平台取到这个文件。请过一会儿再发。",
  noRight: "平台不允许我读取文件。请让管理员检查应用的文件权限。",
  whatTitle: "可以发给我的文件",
  what: "线索表格：.xlsx 或 .csv，最多 5 MB，第一行是列名，例如：",
  whatThen: "我会先告诉你能导入多少条，你确认后才写入。",
  notYours: "导入线索是销售和管理员的事。需要登记线索，请找销售同事。",
  faults: {
    "no-company": "没有公司名称",
    "too-long": (column: string) => `「${column}」太长`,
    "bad-phone": "电话看不懂，一格只写一个号码",
    "rounded-phone": "电话被 Excel 变成了 1.38E+10 这样的数。请把这一列设为文本，重新填号码",
    "bad-email": "邮箱格式不对",
    "bad-date": "获取时间看不懂，请写成 2026-09-14",
    "ambiguous-date": "获取时间分不清月和日，请写成 2026-09-14",
    "future-date": "获取时间还没有到",
    "bad-answer": (column: string) => `「${column}」的答案看不懂`,
    "unknown-owner": "没有找到负责人，请写同事的姓名或邮箱",
    "several-owners": "负责人有重名，请写邮箱",
    "no-lead-role": "负责人没有跟进线索的角色，请换一位，或让管理员改角色",
    repeated: (line: number) => `和第 ${line} 行重复`,
    resembles: (kind: string, name: string, owner: string) => `像${kind}「${name}」（${owner}）`,
  },
};

export type ImportTexts = typeof zh;

const en: ImportTexts = {
  columns: {
    ...{
      company: "Company",
      contactName: "Contact",
      contactTitle: "Job title",
      phone: "Phone",
      email: "E-mail",
    },
    ...{ wechat: "WeChat", source: "Source", need: "Need", acquiredAt: "Acquired on", owner: "Owner" },
    ...{ urgency: "Need urgency", budget: "Budget", influence: "Decision influence" },
  },
  and: ", ",
  title: (name) => (name === "" ? "Import leads" : `Import leads: ${name}`),
  planned: (rows) => `The file has ${rowCount(rows)}. Nothing has been saved yet. Please check:`,
  fresh: "New leads",
  resembling: "Possible duplicates",
  before: "Imported before",
  rejected: "Cannot be imported",
  understood: "Columns recognized",
  unknown: "Columns ignored",
  rows: (count) => rowCount(count),
  newSources: "New sources",
  newSourcesNote:
    "New sources are saved as written. If one is a typo, change it to an existing source and send the file again.",
  kinds: { lead: "lead", customer: "customer" },
  ownedBy: (owner) => `owner: ${owner}`,
  unowned: "no owner",
  firstAlike: "Possible duplicates, with the phone, e-mail or company of an existing one:",
  alike: (line, company, words) => `Line ${line}, “${company}”, ${words}`,
  answered: (count) =>
    count === 1
      ? "1 new lead answers all three grading questions. It goes to grade approval after the import."
      : `${count} new leads answer all three grading questions. They go to grade approval after the import.`,
  firstFaults: "Rows that cannot be imported:",
  fault: (line, words) => `Line ${line}: ${words}`,
  more: "… and {count} more",
  importNew: (count) => `Import ${leadCount(count, "new ")}`,
  importAll: (count) => `Import all ${count}, with possible duplicates`,
  importResembling: (count) => `Import ${count} anyway`,
  sendFaults: "Send me the rejected rows",
  cancel: "Do not import",
  oneAtATime: "I look at one file at a time. Please send the others one by one.",
  cancelled: "Not imported. Nothing was changed.",
  doneTitle: (count) => `${leadCount(count)} imported`,
  doneNone: "The leads in this file were imported before",
  doneAnswered: (count) =>
    count === 1
      ? "1 of them answers all three grading questions and is on its way to grade approval."
      : `${count} of them answer all three grading questions and are on their way to grade approval.`,
  reportFollows: (count) =>
    `${rowCount(count)} ${count === 1 ? "was" : "were"} not imported. I am sending you a sheet with the reasons in the last column.`,
  ledger: "Say “leads” to see them.",
  reportFile: (day) => `leads-not-imported-${day}.xlsx`,
  reportTitle: (count) => `${rowCount(count)} ${count === 1 ? "was" : "were"} not imported`,
  reportText:
    "Fix the rows and send me that sheet: only they are imported. If a row that resembles something is no duplicate, send it back as it is, and I ask you once more.",
  reportNotSent:
    "The platform does not let me send files. Ask an admin to check the app's file scopes, then import again.",
  reportGone: "The file was deleted, so I cannot list the rows that were not imported.",
  noneTitle: "There is nothing to import",
  noneText: (rows) => `The file has ${rowCount(rows)}. Fix what is listed here and send the file again.`,
  noRows:
    "The first line names the columns, but there are no leads below. Fill them in and send the file again.",
  allBefore: (rows) =>
    `${rows === 1 ? "Its 1 row is" : `All ${rows} rows are`} saved already and will not be saved twice.`,
  gone: "This file was deleted. Please send it again.",
  problemTitle: "This file cannot be imported",
  tooLarge: "The file is too large: I take up to 5 MB. Please split it.",
  tooManyRows: (most) => `Too many rows: up to ${most} in a file. Please split it.`,
  unreadable: "I cannot open this file. In Excel, save it as .xlsx or CSV and send it again.",
  oldExcel: "This is the old Excel format (.xls). Save it as .xlsx and send it again.",
  noCompany: "The first line has no column “Company”. Please put the column names there, e.g.:",
  unavailable: "The platform does not give me this file right now. Please send it again in a few minutes.",
  noRight: "The platform does not let me read files. Ask an admin to check the app's file scopes.",
  whatTitle: "What you can send me",
  what: "A list of leads: .xlsx or .csv, up to 5 MB, with the column names in the first line, e.g.:",
  whatThen: "I first show you what would be imported, and save nothing until you confirm.",
  notYours: "Leads are imported by salespeople and admins. Please ask one of them.",
  faults: {
    "no-company": "no company name",
    "too-long": (column) => `“${column}” is too long`,
    "bad-phone": "not a phone number (one phone number per cell)",
    "rounded-phone":
      "Excel turned the phone number into 1.38E+10 or the like: format the column as text and enter it again",
    "bad-email": "not an e-mail address",
    "bad-date": "not a date (write it as 2026-09-14)",
    "ambiguous-date": "day and month cannot be told apart (write the date as 2026-09-14)",
    "future-date": "the date is in the future",
    "bad-answer": (column) => `“${column}” has none of the possible answers`,
    "unknown-owner": "owner not found: write a colleague's name or e-mail",
    "several-owners": "several colleagues have the owner's name: write the e-mail",
    "no-lead-role": "the owner's role does not follow up leads: name somebody else, or ask an admin",
    repeated: (line) => `repeats line ${line}`,
    resembles: (kind, name, owner) => `resembles the ${kind} “${name}” (${owner})`,
  },
};

export const importTexts: Readonly<Record<Locale, ImportTexts>> = { zh, en };

function rowCount(count: number): string {
  return count === 1 ? "1 row" : `${count} rows`;
}

function leadCount(count: number, which = ""): string {
  return count === 1 ? `1 ${which}lead` : `${count} ${which}leads`;
}
