/** What Lina types, and what she must read. The story begins on Friday 18 September 2026; the Sunday after is a working day in China. */
export const dayScripts = {
  zh: {
    note: "跟进 华为 今天拜访了王总，演示了新系统，他们对价格有顾虑。下周三电话回访，下周二前发报价单",
    method: "拜访",
    next: "9月23日 周三 · 电话",
    quote: "报价单",
    quoteDue: "9月22日 周二",
    todo: "待办 今天16点给王总回电话",
    todoTitle: "给王总回电话",
    formTodo: "寄样品",
    sunday: "待办 9月20日 准备演示",
    sundayTitle: "准备演示",
    goodMorning: "早上好，林晓",
    list: "待办",
  },
  en: {
    note: "log Huawei: visited Mr Wang today and showed the new system, they worry about the price. Call next Wednesday. Todo: send the price list by next Tuesday",
    method: "Visit",
    next: "Wed 23 Sep · Phone",
    quote: "price list",
    quoteDue: "Tue 22 Sep",
    todo: "todo call Mr Wang back today at 16:00",
    todoTitle: "call Mr Wang back",
    formTodo: "ship the samples",
    sunday: "todo rehearse the demo on 20 September",
    sundayTitle: "rehearse the demo",
    goodMorning: "Good morning, Lina",
    list: "todo",
  },
} as const;

export type DayScript = (typeof dayScripts)["zh" | "en"];
