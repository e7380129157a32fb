import type { GradeAnswers } from "#domain/grading.ts";
import type { LeadSource } from "#domain/lead.ts";
import type { Method } from "#domain/method.ts";

/** What became of a lead. `ago` and `in` are working days from the day on which the samples are made. */
export type SampleLife =
  | { readonly is: "registered" | "grading" }
  /** The first contact is owed since so many hours by the clock. */
  | { readonly is: "assigned"; readonly hoursAgo: number }
  | {
      readonly is: "contacted";
      readonly ago: number;
      readonly method: Method;
      readonly content: string;
      readonly next: { readonly in: number; readonly method: Method };
    }
  | { readonly is: "nurturing"; readonly ago: number }
  | {
      readonly is: "pooled";
      readonly ago: number;
      readonly why: "recycled" | "handed_back";
      readonly reason?: string;
    }
  /** `to` is a short name of a customer. */
  | { readonly is: "converted"; readonly ago: number; readonly to: string }
  | { readonly is: "disqualified"; readonly ago: number; readonly reason: string };

export type SampleLead = {
  readonly company: string;
  readonly contact: readonly [name: string, title: string];
  readonly phone?: string;
  readonly email?: string;
  readonly source: LeadSource;
  readonly need: string;
  /** Beginning of the e-mail of who registered it and, once it was given to somebody, has it. */
  readonly by: string;
  /** Working days since it was registered. */
  readonly ago: number;
  /** So many working days after it was acquired. */
  readonly late?: number;
  readonly answers?: GradeAnswers;
  readonly life: SampleLife;
};

const a: GradeAnswers = { urgency: "clear", budget: "sufficient", influence: "decision_maker" };
const b: GradeAnswers = { urgency: "clear", budget: "unconfirmed", influence: "influencer" };
const c: GradeAnswers = { urgency: "vague", budget: "unconfirmed", influence: "unknown" };
const unpaid: GradeAnswers = { urgency: "latent", budget: "none", influence: "influencer" };

/** Nobody has answered the three questions, or a manager has not decided yet. */
const fresh: readonly SampleLead[] = [
  {
    ...{ company: "太湖光电科技有限公司", contact: ["殷工", "设备工程师"], phone: "13901000001" },
    ...{ source: "exhibition", need: "在展会上问了巡检方案，要一份资料", by: "li", ago: 1 },
    life: { is: "registered" },
  },
  {
    ...{ company: "闽江航运有限公司", contact: ["连总", "副总经理"], phone: "13901000002" },
    ...{ source: "outreach", need: "船队调度还在用表格", by: "chen", ago: 1, late: 3 },
    life: { is: "registered" },
  },
  {
    ...{ company: "清源环保设备有限公司", contact: ["贺总", "总经理"], phone: "13901000003" },
    ...{ source: "referral", need: "年底前上线售后管理，预算 40 万已批", by: "wang", ago: 0 },
    ...{ answers: a, life: { is: "grading" } },
  },
  {
    ...{ company: "嘉禾种业有限公司", contact: ["温经理", "信息部经理"], phone: "13901000004" },
    ...{ source: "website", need: "想管好 60 个经销商的下单", by: "li", ago: 0 },
    ...{ answers: b, life: { is: "grading" } },
  },
  {
    ...{ company: "天目湖文旅集团", contact: ["卓主任", "办公室主任"], phone: "13901000005" },
    ...{ source: "community", need: "先了解，明年再说", by: "chen", ago: 0 },
    ...{ answers: c, life: { is: "grading" } },
  },
  {
    ...{
      company: "Redwood Robotics",
      contact: ["Nina Hart", "Head of Sales"],
      email: "nina@redwood.example",
    },
    ...{ source: "website", need: "Wants to see a demo for 25 reps this month", by: "emma", ago: 0 },
    ...{ answers: b, life: { is: "grading" } },
  },
];

const owned: readonly SampleLead[] = [
  {
    ...{ company: "北仑塑机股份有限公司", contact: ["柴总", "总经理"], phone: "13901000006" },
    ...{ source: "exhibition", need: "三个车间要统一报价，本季度定供应商", by: "li", ago: 6 },
    ...{ answers: a, life: { is: "assigned", hoursAgo: 66 } },
  },
  {
    ...{ company: "钱塘生物制药有限公司", contact: ["樊总", "采购总监"], phone: "13901000007" },
    ...{ source: "partner", need: "冷链追溯，预算 80 万", by: "chen", ago: 4 },
    ...{ answers: a, life: { is: "assigned", hoursAgo: 45 } },
  },
  {
    ...{ company: "横店照明有限公司", contact: ["骆经理", "行政经理"], phone: "13901000008" },
    ...{ source: "content", need: "看了公众号文章，问门店巡检怎么做", by: "wang", ago: 1 },
    ...{ answers: b, life: { is: "assigned", hoursAgo: 3 } },
  },
  {
    ...{ company: "石浦水产加工厂", contact: ["童厂长", "厂长"], phone: "13901000009" },
    ...{ source: "dealer", need: "出口批次要能追溯", by: "chen", ago: 1 },
    ...{ answers: b, life: { is: "assigned", hoursAgo: 5 } },
  },
  {
    ...{ company: "Oakfield Dairy", contact: ["Hugh Barnes", "Operations Manager"] },
    ...{ email: "hugh@oakfield.example", phone: "+44 20 7946 0101", source: "exhibition" },
    ...{ need: "Route planning for 30 drivers", by: "emma", ago: 1, answers: b },
    life: { is: "assigned", hoursAgo: 4 },
  },
  {
    ...{ company: "永嘉泵业有限公司", contact: ["麻总", "董事长"], phone: "13901000010" },
    ...{ source: "referral", need: "售后工单要能派到县一级", by: "wang", ago: 9, answers: a },
    life: {
      ...{ is: "contacted", ago: 5, method: "visit", content: "麻总带着看了装配线，要一份两年的报价。" },
      next: { in: 2, method: "visit" },
    },
  },
  {
    ...{ company: "舟山港务工程公司", contact: ["乐工", "项目经理"], phone: "13901000011" },
    ...{ source: "advertising", need: "工程设备台账", by: "li", ago: 10, answers: b },
    life: {
      ...{ is: "contacted", ago: 4, method: "phone", content: "乐工说预算下月过会，先要一份案例。" },
      next: { in: 3, method: "phone" },
    },
  },
  {
    ...{ company: "湖州织里童装城", contact: ["闵总", "招商总监"], phone: "13901000012" },
    ...{ source: "partner", need: "两百家商户的续租提醒", by: "chen", ago: 12, answers: b },
    life: {
      ...{ is: "contacted", ago: 6, method: "video", content: "演示了商户管理，闵总问能不能分期。" },
      next: { in: 1, method: "message" },
    },
  },
  {
    ...{ company: "Silverline Fitness", contact: ["Carla Rossi", "COO"], email: "carla@silverline.example" },
    ...{ source: "referral", need: "One place for 18 studios' members", by: "emma", ago: 8, answers: a },
    life: {
      ...{
        is: "contacted",
        ago: 3,
        method: "video",
        content: "Carla liked the demo and asked for references.",
      },
      next: { in: 4, method: "phone" },
    },
  },
];

const nurtured: readonly SampleLead[] = [
  {
    ...{ company: "龙泉青瓷研究所", contact: ["季老师", "所长"], phone: "13901000013" },
    ...{ source: "community", need: "想了解数字化展厅", by: "wang", ago: 25, answers: c },
    life: { is: "nurturing", ago: 24 },
  },
  {
    ...{ company: "千岛湖民宿协会", contact: ["余会长", "会长"], phone: "13901000014" },
    ...{ source: "outreach", need: "会员单位的订房统计", by: "li", ago: 20, answers: unpaid },
    life: { is: "nurturing", ago: 19 },
  },
  {
    ...{ company: "雁荡山茶业合作社", contact: ["项社长", "社长"], phone: "13901000015" },
    ...{ source: "content", need: "茶叶溯源，暂时没有预算", by: "chen", ago: 16, answers: unpaid },
    life: { is: "nurturing", ago: 15 },
  },
  {
    ...{ company: "仙居杨梅电商", contact: ["应老板", "店主"], phone: "13901000016" },
    ...{ source: "advertising", need: "旺季前再联系", by: "li", ago: 11, answers: c },
    life: { is: "nurturing", ago: 10 },
  },
  {
    ...{ company: "Pinecone Toys", contact: ["Owen Blake", "Founder"], email: "owen@pinecone.example" },
    ...{ source: "website", need: "Curious, no budget before next year", by: "emma", ago: 14 },
    ...{ answers: unpaid, life: { is: "nurturing", ago: 13 } },
  },
];

const pooled: readonly SampleLead[] = [
  {
    ...{ company: "德清钢琴制造厂", contact: ["莫厂长", "厂长"], phone: "13901000017" },
    ...{ source: "exhibition", need: "经销商返利核算", by: "wang", ago: 50, answers: b },
    life: { is: "pooled", ago: 14, why: "recycled" },
  },
  {
    ...{ company: "桐庐快递之乡产业园", contact: ["申屠主任", "园区主任"], phone: "13901000018" },
    ...{ source: "partner", need: "园区车辆预约", by: "li", ago: 18, answers: b },
    life: { is: "pooled", ago: 4, why: "handed_back", reason: "客户要求换一位懂物流的同事" },
  },
  {
    ...{ company: "东阳红木家具城", contact: ["厉总", "总经理"], phone: "13901000019" },
    ...{ source: "dealer", need: "商场与厂家共享库存", by: "chen", ago: 45, answers: a },
    life: { is: "pooled", ago: 2, why: "recycled" },
  },
  {
    ...{
      company: "Bluewater Marine",
      contact: ["Erik Strand", "Purchasing"],
      email: "erik@bluewater.example",
    },
    ...{ source: "exhibition", need: "Spare parts catalogue for dealers", by: "emma", ago: 15, answers: b },
    life: { is: "pooled", ago: 3, why: "handed_back", reason: "Speaks Norwegian only" },
  },
];

const ended: readonly SampleLead[] = [
  {
    ...{ company: "南通江海船舶配套有限公司", contact: ["葛总", "采购总监"], phone: "13901000020" },
    ...{ source: "referral", need: "交期管理", by: "li", ago: 15, answers: b },
    life: { is: "converted", ago: 6, to: "江海船配" },
  },
  {
    ...{
      company: "Fjord Seafood AS",
      contact: ["Ola Hansen", "Managing Director"],
      email: "ola@fjord.example",
    },
    ...{ source: "website", need: "Cold-chain reports", by: "emma", ago: 18, answers: a },
    life: { is: "converted", ago: 8, to: "Fjord" },
  },
  {
    ...{ company: "磐安药材批发部", contact: ["羊老板", "店主"], phone: "13901000021" },
    ...{ source: "advertising", need: "只想要一个免费网站", by: "wang", ago: 12, answers: b },
    life: { is: "disqualified", ago: 9, reason: "要的不是我们做的" },
  },
];

/** Of every status and grade; the first of them says that there are some. */
export const sampleLeads: readonly SampleLead[] = [...fresh, ...owned, ...nurtured, ...pooled, ...ended];
