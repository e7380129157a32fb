const zh = {
  commandHelp: { usage: "帮助", does: "看我能做什么" },
  title: (name: string) => `你好，${name}`,
  intro: "我是跟进，帮你记录客户跟进、管好待办，到点提醒你。像聊天一样发给我就行：",
  log: "记跟进",
  today: "今天",
  settings: "设置",
  all: "全部功能",
  anywhere: "在群里 @我 也可以；在 Slack 里用 /genjin 加同样的话。",
};

type Texts = typeof zh;

const en: Texts = {
  commandHelp: { usage: "help", does: "what I can do" },
  title: (name) => `Hello ${name}`,
  intro: "I am Genjin. I log your follow-ups, keep your to-dos and remind you on time. Just write to me:",
  log: "Log a follow-up",
  today: "Today",
  settings: "Settings",
  all: "All I can do",
  anywhere: "In a group, mention me. In Slack you can also type /genjin and the same words.",
};

export const helpTexts = { zh, en };

/** What people greet with: answered like the help, but shorter. */
export const greetings = { zh: ["你好", "您好", "嗨"], en: ["hello", "hi", "hey"] } as const;
