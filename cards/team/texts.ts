const zh = {
  commandHelp: { usage: "团队", does: "团队今天的跟进和过期待办" },
  title: (day: string) => `团队 · ${day}`,
  nobody: "还没有人在你的团队里。管理员可以发「设置」来分配团队和上级。",
  name: "姓名",
  today: "今天跟进",
  week: "本周跟进",
  late: "本周补记",
  overdue: "过期待办",
  last: "最近一次",
  never: "还没有",
  quiet: (names: string) => `本周还没有跟进：${names}`,
  comma: "、",
  more: "…… 还有 {count} 人",
};

type Texts = typeof zh;

const en: Texts = {
  commandHelp: { usage: "team", does: "your team’s follow-ups and overdue to-dos" },
  title: (day) => `Team · ${day}`,
  nobody: "Nobody is in your team yet. An admin can set teams and managers with “settings”.",
  name: "Name",
  today: "Today",
  week: "This week",
  late: "Late records",
  overdue: "Overdue",
  last: "Last contact",
  never: "none yet",
  quiet: (names) => `No follow-up this week: ${names}`,
  comma: ", ",
  more: "… and {count} more people",
};

export const teamTexts = { zh, en };
