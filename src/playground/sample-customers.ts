/** A customer of the sample team; `owner` and `also` (collaborators) are the beginnings of their e-mails. */
export type SampleCustomer = {
  readonly name: string;
  readonly short: readonly string[];
  readonly owner: string;
  readonly also?: readonly string[];
  readonly industry: string;
  readonly address: string;
  readonly sizePeople: number;
  readonly level: "large" | "medium" | "small";
  readonly stage: "potential" | "intent" | "cooperating" | "strategic";
  readonly segment: "strategic_maintenance" | "key_expansion" | "routine";
  /** Name and title, the first decides. */
  readonly contacts: readonly (readonly [name: string, title: string])[];
};

const strategic = { level: "large", stage: "strategic", segment: "strategic_maintenance" } as const;
const growing = { level: "large", stage: "intent", segment: "key_expansion" } as const;
const steady = { level: "medium", stage: "cooperating", segment: "routine" } as const;
const fresh = { level: "medium", stage: "potential", segment: "key_expansion" } as const;
const minor = { level: "small", stage: "potential", segment: "routine" } as const;

type Row = readonly [
  name: string,
  short: string,
  industry: string,
  address: string,
  sizePeople: number,
  contacts: string,
];

/** Contacts as `王总: 采购总监, 刘工: 技术经理`. */
function customers(owner: string, kind: Omit<SampleCustomer, keyof Named>, rows: readonly Row[]) {
  return rows.map(([name, short, industry, address, sizePeople, contacts]): SampleCustomer => {
    const named = contacts.split(", ").map((contact) => {
      const [who = "", title = ""] = contact.split(": ");
      return [who, title] as const;
    });
    return { name, short: short.split("/"), owner, industry, address, sizePeople, contacts: named, ...kind };
  });
}
type Named = Pick<
  SampleCustomer,
  "name" | "short" | "owner" | "industry" | "address" | "sizePeople" | "contacts"
>;

/** The whole sales team works for this one. */
const shared = { ...strategic, also: ["chen", "li", "emma"] } as const;

export const sampleCustomers: readonly SampleCustomer[] = [
  ...customers("wang", shared, [
    [
      "华为技术有限公司",
      "华为/Huawei",
      "通信设备",
      "深圳市龙岗区坂田",
      207_000,
      "王总: 采购总监, 刘工: 技术经理",
    ],
  ]),
  ...customers("wang", growing, [
    ["苏州汇澄精密机械有限公司", "汇澄精密", "精密机械", "苏州市吴中区", 860, "陆总: 总经理, 钱工: 生产经理"],
    ["宁波海天物流股份有限公司", "海天物流", "物流", "宁波市北仑区", 2300, "方总: 运营副总"],
  ]),
  ...customers("wang", steady, [
    ["杭州云栖食品有限公司", "云栖食品", "食品", "杭州市西湖区", 420, "沈经理: 采购经理"],
    ["无锡光华纺织有限公司", "光华纺织", "纺织", "无锡市新吴区", 610, "徐总: 总经理"],
    ["嘉兴恒信包装有限公司", "恒信包装", "包装", "嘉兴市南湖区", 180, "姚经理: 厂长"],
  ]),
  ...customers("wang", minor, [
    ["绍兴青禾农业科技有限公司", "青禾农业", "农业", "绍兴市柯桥区", 75, "孟总: 创始人"],
    ["湖州竹海家居有限公司", "竹海家居", "家居", "湖州市安吉县", 140, "谭经理: 采购主管"],
  ]),
  ...customers("li", growing, [
    [
      "上海申澄医疗器械有限公司",
      "申澄医疗",
      "医疗器械",
      "上海市浦东新区",
      1200,
      "顾总: 设备总监, 何医生: 临床顾问",
    ],
    ["南京紫金新能源有限公司", "紫金新能源", "新能源", "南京市江宁区", 950, "郑总: 副总经理"],
  ]),
  ...customers("li", steady, [
    ["合肥万里汽车零部件有限公司", "万里汽配", "汽车零部件", "合肥市经开区", 780, "高经理: 质量经理"],
    ["常州天宁电气有限公司", "天宁电气", "电气", "常州市天宁区", 330, "魏总: 总经理"],
    ["扬州瘦西湖酒店管理有限公司", "瘦西湖酒店", "酒店", "扬州市邗江区", 260, "邵经理: 行政经理"],
  ]),
  ...customers("li", fresh, [
    ["南通江海船舶配套有限公司", "江海船配", "船舶", "南通市崇川区", 540, "葛总: 采购总监"],
    ["芜湖江城文旅有限公司", "江城文旅", "文旅", "芜湖市鸠江区", 900, "丁经理: 项目经理"],
  ]),
  ...customers("chen", strategic, [
    [
      "上海临港港口集团有限公司",
      "临港集团",
      "港口",
      "上海市浦东新区临港",
      8600,
      "唐总: 副总裁, 严工: 信息中心主任",
    ],
    ["浙江远洋化工股份有限公司", "远洋化工", "化工", "宁波市镇海区", 5200, "冯总: 总工程师"],
  ]),
  ...customers("chen", growing, [
    ["安徽皖江钢铁有限公司", "皖江钢铁", "钢铁", "马鞍山市", 11_000, "曹总: 设备部长, 袁工: 点检长"],
    ["江苏润泽水务集团有限公司", "润泽水务", "水务", "南京市鼓楼区", 3100, "彭总: 总经理助理"],
  ]),
  ...customers("chen", steady, [
    ["上海虹桥会展服务有限公司", "虹桥会展", "会展", "上海市青浦区", 410, "苏经理: 招商经理"],
    ["温州瓯越鞋业有限公司", "瓯越鞋业", "鞋业", "温州市瓯海区", 1500, "叶总: 董事长"],
    ["台州博远模具有限公司", "博远模具", "模具", "台州市黄岩区", 220, "蒋工: 技术总监"],
  ]),
  ...customers("emma", strategic, [
    [
      "Northwind Retail Group",
      "Northwind",
      "Retail",
      "London",
      14_000,
      "Jane Miller: Head of Procurement, Tom Baker: IT Director",
    ],
  ]),
  ...customers("emma", growing, [
    ["Acme Steel Ltd", "Acme", "Steel", "Sheffield", 2400, "Peter Lane: Plant Manager"],
    ["Bergmann Logistik GmbH", "Bergmann", "Logistics", "Hamburg", 3800, "Anna Vogel: Operations Director"],
    ["Fjord Seafood AS", "Fjord", "Food", "Bergen", 650, "Ola Hansen: Managing Director"],
  ]),
  ...customers("emma", steady, [
    ["Harbour Lane Hotels", "Harbour Lane", "Hotels", "Brighton", 480, "Ruth Cole: Purchasing Manager"],
    ["Lumière Packaging SAS", "Lumiere", "Packaging", "Lyon", 310, "Luc Martin: Directeur général"],
  ]),
  ...customers("emma", minor, [
    ["Greenfield Farms Co-op", "Greenfield", "Agriculture", "Norwich", 90, "Sam Reed: Chair"],
    ["Pixel & Pine Studio", "Pixel and Pine", "Design", "Bristol", 35, "Maya Shah: Founder"],
  ]),
];
