import type { Locale } from "../wire.ts";

/** What the guide writes, by the language of who is to send it. Each client registers a company of its own. */
const lines = {
  guideLine: {
    zh: "跟进 华为 今天拜访了王总，演示了新系统。明天前发报价单",
    en: "log Huawei: visited Mr Wang today and showed the new system. Todo: send the price list by tomorrow",
  },
  guideLead: {
    feishu: {
      zh: "线索 杭州云深科技 王总 13800001234 展会 想要 200 台扫码枪",
      en: "lead Maple Foods, Jane Miller, +44 20 7946 0123, exhibition, wants route planning for 40 drivers",
    },
    slack: {
      zh: "线索 澄湖药业 郑总 13800005678 官网 想给门店上巡检系统",
      en: "lead Birch Logistics, Tom Reed, tom@birch.example, website, wants a demo for 30 dispatchers",
    },
  },
  guideList: { zh: "审批", en: "approvals" },
};

const zh = {
  ...lines,
  guideTitle: "一分钟上手",
  guideIn: (platform: string) => `在${platform}里`,
  guideClose: "关闭引导",
  guideStepOf: (step: number) => `第 ${step} 步，共 4 步`,
  guideDone: "四步都走完了。换回刚才的销售看看线索，换个客户端，或者往前拨时间，随便试。",
  guideSteps: ["记一次拜访", "看到提醒", "点「完成」", "审批一条线索"],
  guideStages: {
    log: { title: "记一次拜访", text: "像发消息一样写一句话。", help: "替我写好" },
    remind: { title: "看到提醒", text: "把时间拨到下个工作日早上，看晨报。", help: "替我拨时间" },
    done: { title: "点「完成」", text: "在晨报里把一件待办点成完成。", help: "指给我看" },
    register: { title: "登记一条线索", text: "一句话写下公司、联系人和来源。", help: "替我写好" },
    grade: { title: "回答三个问题", text: "在线索卡片上定级，提交给经理审批。", help: "指给我看" },
    approve: { title: "点「批准」", text: "批准后，线索就归登记的销售了。", help: "指给我看" },
  },
  /** Before `approve`: somebody else sits down, or who approves already says what is to be seen here. */
  guideSeat: (approver: string) => ({
    ...{ title: `换成${approver}`, text: "等级由经理审批，卡片已经发过去了。", help: "换过去" },
  }),
  guideSeated: {
    ...{ title: "看审批", text: "卡片可能发到了另一个客户端；说「审批」这里也能看。", help: "替我写好" },
  },
};

const en: typeof zh = {
  ...lines,
  guideTitle: "In one minute",
  guideIn: (platform) => `in ${platform}`,
  guideClose: "Close the guide",
  guideStepOf: (step) => `Step ${step} of 4`,
  guideDone: "All four done. Be the rep again and see the lead, use the other client, or move the time.",
  guideSteps: ["Log a visit", "See the reminder", "Press “Done”", "Approve a lead"],
  guideStages: {
    log: {
      ...{ title: "Log a visit", text: "Write one line, as you would to a colleague." },
      help: "Write it for me",
    },
    remind: {
      ...{ title: "See the reminder", text: "Move to the next working morning and read the digest." },
      help: "Move time for me",
    },
    done: { title: "Press “Done”", text: "Tick off a to-do in the digest.", help: "Show me where" },
    register: {
      ...{ title: "Register a lead", text: "Company, contact and source, in one line." },
      help: "Write it for me",
    },
    grade: {
      ...{ title: "Three answers", text: "Grade the lead on its card and ask for approval." },
      help: "Show me where",
    },
    approve: {
      ...{ title: "Press “Approve”", text: "Then the lead is the rep’s who registered it." },
      help: "Show me where",
    },
  },
  guideSeat: (approver) => ({
    ...{ title: `Be ${approver}`, text: "A manager approves the grade and has the card already." },
    help: "Switch",
  }),
  guideSeated: {
    ...{ title: "See what waits", text: "The card may be in the other client; “approvals” shows it here." },
    help: "Write it for me",
  },
};

export const guideTexts: Readonly<Record<Locale, typeof zh>> = { zh, en };
