import type { Method } from "#domain/method.ts";

/** Days are working days from the day on which the samples are made; times are the owner's. */
export type SampleFollowUp = {
  /** Short name of the customer; its owner logs. */
  readonly of: string;
  readonly ago: number;
  readonly method: Method;
  readonly content: string;
  readonly feedback?: string;
  readonly next?: { readonly in: number; readonly method: Method; readonly time?: string };
};

export type SampleTodo = {
  /** Short name of the customer; its owner is to do it. */
  readonly of: string;
  readonly title: string;
  /** 1: the next working day; negative: overdue. */
  readonly in: number;
  readonly time?: string;
  readonly origin?: "follow_up" | "question";
  /** The beginning of the e-mail of whoever handed it over. */
  readonly from?: string;
  readonly isDone?: true;
};

const next = (days: number, method: Method, time?: string) => ({
  in: days,
  method,
  ...(time !== undefined && { time }),
});

const wang: readonly SampleFollowUp[] = [
  { of: "华为", ago: 12, method: "visit", content: "和王总过了一遍需求，他们要先看和现有系统怎么对接。" },
  {
    of: "华为",
    ago: 4,
    method: "phone",
    content: "刘工确认接口文档没有问题，王总希望看一次演示。",
    next: next(2, "visit", "14:00"),
  },
  { of: "汇澄精密", ago: 9, method: "visit", content: "看了两条产线，陆总关心换型时间。" },
  {
    of: "汇澄精密",
    ago: 3,
    method: "message",
    content: "发了同行业的案例，陆总说转给钱工看。",
    next: next(1, "phone", "10:00"),
  },
  {
    of: "海天物流",
    ago: 6,
    method: "video",
    content: "演示了调度看板，方总要按 3 个仓库报价。",
    feedback: "比现用系统贵 8%",
    next: next(1, "message"),
  },
  { of: "云栖食品", ago: 15, method: "phone", content: "沈经理说旺季前不换，十二月再谈。" },
  {
    of: "光华纺织",
    ago: 8,
    method: "visit",
    content: "年度回访，徐总对售后响应满意，提到二期。",
    next: next(-1, "visit", "15:00"),
  },
  { of: "恒信包装", ago: 20, method: "phone", content: "姚经理确认续费，合同走流程。" },
  { of: "青禾农业", ago: 11, method: "message", content: "孟总问有没有小规模的方案，预算 5 万以内。" },
];

const li: readonly SampleFollowUp[] = [
  { of: "申澄医疗", ago: 10, method: "visit", content: "顾总带着看了库房，资质文件要电子化。" },
  {
    of: "申澄医疗",
    ago: 2,
    method: "video",
    content: "给何医生演示了召回流程，她要看一份验证报告。",
    next: next(1, "visit", "10:30"),
  },
  {
    of: "紫金新能源",
    ago: 5,
    method: "visit",
    content: "郑总确认预算已批，采购部下周开始比价。",
    next: next(3, "phone"),
  },
  {
    of: "万里汽配",
    ago: 7,
    method: "phone",
    content: "高经理反映报表导出慢，已经转给技术支持。",
    next: next(-2, "phone"),
  },
  { of: "天宁电气", ago: 14, method: "visit", content: "魏总换了信息主管，新主管还没有见到。" },
  { of: "瘦西湖酒店", ago: 18, method: "message", content: "节前问候，邵经理说明年开分店。" },
  {
    of: "江海船配",
    ago: 3,
    method: "phone",
    content: "葛总第一次通话，对交期管理感兴趣。",
    next: next(1, "visit"),
  },
];

const chen: readonly SampleFollowUp[] = [
  { of: "临港集团", ago: 13, method: "visit", content: "季度高层会，唐总要把二期并入明年预算。" },
  {
    of: "临港集团",
    ago: 3,
    method: "phone",
    content: "严工要一份信创环境的部署说明。",
    next: next(4, "visit", "09:30"),
  },
  {
    of: "远洋化工",
    ago: 6,
    method: "visit",
    content: "冯总提出防爆区的终端要求，样机下周到。",
    feedback: "担心实施影响检修计划",
    next: next(1, "phone", "11:00"),
  },
  {
    of: "皖江钢铁",
    ago: 4,
    method: "visit",
    content: "曹总组织了点检班组试用，三个班组都装上了。",
    next: next(2, "video", "16:00"),
  },
  { of: "润泽水务", ago: 9, method: "phone", content: "彭总说招标文件这个月出，让我们提前准备。" },
  { of: "虹桥会展", ago: 16, method: "message", content: "苏经理问展位租赁能不能和系统打通。" },
  {
    of: "瓯越鞋业",
    ago: 5,
    method: "visit",
    content: "叶总要求三年付清，财务在核。",
    next: next(-1, "message"),
  },
  { of: "博远模具", ago: 22, method: "phone", content: "蒋工说今年没有新项目，保持联系。" },
];

const emma: readonly SampleFollowUp[] = [
  {
    of: "Northwind",
    ago: 11,
    method: "visit",
    content: "Walked Jane through the roll-out for 40 stores; she wants a pilot in two.",
  },
  {
    of: "Northwind",
    ago: 3,
    method: "video",
    content: "Tom asked how single sign-on works; sent the guide.",
    next: next(1, "phone", "11:00"),
  },
  {
    of: "Acme",
    ago: 5,
    method: "visit",
    content: "Peter showed the rolling mill; downtime is the pain.",
    feedback: "Finds the price 10 % high",
    next: next(2, "visit", "14:30"),
  },
  {
    of: "Bergmann",
    ago: 7,
    method: "phone",
    content: "Anna has budget from January and compares two vendors.",
    next: next(-1, "email"),
  },
  { of: "Fjord", ago: 4, method: "email", content: "Ola wants the cold-chain report in Norwegian." },
  {
    of: "Harbour Lane",
    ago: 14,
    method: "phone",
    content: "Ruth is happy with the service; renewal in spring.",
  },
  { of: "Lumiere", ago: 9, method: "message", content: "Luc asked for the terms in French." },
  { of: "Greenfield", ago: 17, method: "visit", content: "Sam will decide after the harvest." },
];

/** The oldest of a customer first. */
export const sampleFollowUps: readonly SampleFollowUp[] = [...wang, ...li, ...chen, ...emma];

export const sampleTodos: readonly SampleTodo[] = [
  { of: "华为", title: "给王总发演示环境的账号", in: 1, time: "10:00", origin: "follow_up" },
  { of: "海天物流", title: "按三个仓库做报价单", in: 1, origin: "follow_up" },
  { of: "汇澄精密", title: "换型时间能缩短多少：问技术部", in: 1, time: "16:00", origin: "question" },
  { of: "光华纺织", title: "约徐总谈二期", in: -1 },
  { of: "青禾农业", title: "准备小规模方案", in: 3, from: "zhao" },
  { of: "云栖食品", title: "十二月初再联系沈经理", in: 8 },
  { of: "恒信包装", title: "寄出续费合同", in: -6, isDone: true },
  { of: "申澄医疗", title: "给何医生发验证报告", in: 1, time: "09:30", origin: "follow_up" },
  { of: "紫金新能源", title: "和采购部确认比价时间", in: 1 },
  { of: "万里汽配", title: "报表导出慢：追技术支持的答复", in: -1, origin: "question" },
  { of: "江海船配", title: "拜访前查葛总的背景", in: 1, time: "17:00" },
  { of: "瘦西湖酒店", title: "了解分店的开业时间", in: 5 },
  { of: "天宁电气", title: "约新来的信息主管", in: -4, isDone: true },
  { of: "临港集团", title: "写信创环境部署说明", in: 1, origin: "follow_up" },
  { of: "远洋化工", title: "确认样机到货日期", in: 1, time: "10:30", origin: "follow_up" },
  { of: "瓯越鞋业", title: "让财务算三年付清的价格", in: -2, from: "zhao" },
  { of: "润泽水务", title: "整理投标资质", in: 4 },
  { of: "皖江钢铁", title: "收集三个班组的试用反馈", in: 2 },
  { of: "博远模具", title: "发新年台历", in: -8, isDone: true },
  { of: "Northwind", title: "Send Jane the plan for the pilot", in: 1, time: "15:00", origin: "follow_up" },
  { of: "Acme", title: "Ask for a 5 % discount for Acme", in: 1, origin: "question" },
  { of: "Bergmann", title: "Send Anna the comparison sheet", in: -1 },
  { of: "Fjord", title: "Have the cold-chain report translated", in: 3, from: "zhou" },
  { of: "Lumiere", title: "Send Luc the terms in French", in: -5, isDone: true },
];
