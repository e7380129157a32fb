const zh = {
  commandHelp: { usage: "今天", does: "今天要做的：待办、计划的跟进" },
  title: (day: string) => `今天 · ${day}`,
  digestTitle: (name: string, day: string) => `早上好，${name} · ${day}`,
  bundle: (count: number) => `${count} 条提醒`,
  empty: "今天没有到期的待办和计划的跟进。",
  emptyHint: "发「跟进 客户 内容」记一次跟进，发「待办 周五前发报价」加一条待办。",
  overdue: (count: number) => `已过期（${count}）`,
  today: (count: number) => `今天到期（${count}）`,
  plans: (count: number) => `计划跟进（${count}）`,
  waiting: (count: number) => `有 ${count} 位新同事等待加入，发「设置」处理。`,
  more: "…… 还有 {count} 条",
  done: "完成",
  snooze: "推迟",
  logNow: "现在记录",
  tomorrow: "下个工作日",
  log: "记跟进",
  addTodo: "加待办",
  todos: "全部待办",
};

type Texts = typeof zh;

const en: Texts = {
  commandHelp: { usage: "today", does: "what is on today: to-dos and planned follow-ups" },
  title: (day) => `Today · ${day}`,
  digestTitle: (name, day) => `Good morning, ${name} · ${day}`,
  bundle: (count) => `${count} reminders`,
  empty: "No to-dos or planned follow-ups are due today.",
  emptyHint: "Send “log customer, what happened” to log a follow-up, or “todo send quote by Friday”.",
  overdue: (count) => `Overdue (${count})`,
  today: (count) => `Due today (${count})`,
  plans: (count) => `Planned follow-ups (${count})`,
  waiting: (count) =>
    `${count === 1 ? "1 new colleague is" : `${count} new colleagues are`} waiting to join. Send “settings”.`,
  more: "… and {count} more",
  done: "Done",
  snooze: "Snooze",
  logNow: "Log now",
  tomorrow: "Next working day",
  log: "Log a follow-up",
  addTodo: "Add to-do",
  todos: "All to-dos",
};

export const myDayTexts = { zh, en };
