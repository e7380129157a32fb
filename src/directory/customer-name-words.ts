/** What in a company's name says little about which company it is. All in the form that `normalName` gives. */

/** Longest first, so that the whole of a suffix goes at once. */
export const legalSuffixes = [
  "股份有限责任公司",
  "集团股份有限公司",
  "控股集团有限公司",
  "有限责任公司",
  "集团有限公司",
  "控股有限公司",
  "股份有限公司",
  "有限合伙企业",
  "个体工商户",
  "特殊普通合伙",
  "普通合伙",
  "有限合伙",
  "股份公司",
  "有限公司",
  "集团公司",
  "控股集团",
  "株式会社",
  "总公司",
  "分公司",
  "子公司",
  "办事处",
  "集团",
  "控股",
  "公司",
] as const;

/** Whole words at the end of a Latin name. */
export const latinLegalSuffixes: ReadonlySet<string> = new Set(
  "aps spa co company corp corporation inc incorporated ltd limited llc llp lp plc gmbh ag kg se sa sas sarl srl spa bv nv ab as oy kk pte pty sdn bhd holding holdings group international intl".split(
    " ",
  ),
);

/** With a place before them they are a kind of business, not a name: 上海银行 keeps its place. */
export const genericWords: ReadonlySet<string> = new Set(
  "银行 大学 学院 医院 机场 港口 地铁 公交 电力 电网 电信 联通 移动 石油 石化 医药 汽车 机床 钢铁 航空 铁路 建工 城建 城投 水务 燃气 热力 烟草 证券 保险 信托 农商行 农商银行 日报 电视台 广播 科技 贸易 实业 电子 机械 化工 食品 物流 制药 啤酒".split(
    " ",
  ),
);

/** Trades at the end of a name, longest first: before them stands the brand. */
export const trades = (
  "医疗器械 信息技术 网络科技 生物科技 精密制造 智能制造 智能装备 计算机系统 自动化设备 电子科技 环保科技 新能源 新材料 自动化 " +
  "科技 信息 网络 软件 电子 机械 贸易 实业 医疗 环保 食品 物流 生物 智能 制造 化工 建材 汽车 医药 制药 能源 装备 设备 技术 系统 仪器 通信 数据 文化 传媒 咨询 服务 工业 商贸 投资"
).split(" ");

const provinces =
  "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 中国";

const cities = `石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁
呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛
长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化
南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 昆山 江阴 张家港 常熟 太仓 宜兴
杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 义乌 慈溪 余姚 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城
福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 晋江 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶
济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源
武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 仙桃 潜江 天门 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西
广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 顺德 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左
海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 六盘水 遵义 安顺 毕节 铜仁
昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲
西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 西宁 海东 银川 石嘴山 吴忠 固原 中卫
乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 伊犁 喀什 阿克苏 和田 台北 高雄 台中 新竹`;

/** Provinces and cities without 省 and 市. */
export const places: ReadonlySet<string> = new Set(`${provinces} ${cities}`.split(/\s+/));

/** What may follow a place at the start of a name. */
export const placeEndings = ["省", "市", "自治区", "特别行政区", "地区"] as const;

/** The place at the end of a text, as it is written there; empty where there is none. The whole country is none. */
export function placeBefore(text: string): string {
  for (const ending of ["", ...placeEndings]) {
    if (!text.endsWith(ending)) continue;
    const rest = text.slice(0, text.length - ending.length);
    const place = [4, 3, 2].map((length) => rest.slice(-length)).find((word) => places.has(word));
    if (place !== undefined && place !== "中国") return place + ending;
  }
  return "";
}

/** 半导体有限公司, right behind a known name; 半导体公司 as well, but not 今年公司. */
export const companyRest = new RegExp(
  "^([\\p{Script=Han}（）()·]{1,16}?)(?:有限责任公司|有限公司|有限合伙)|^([\\p{Script=Han}（）()·]{1,12}?)股份公司|" +
    `^(\\p{Script=Han}{0,4}?(?:半导体|机器人|芯片|${[...trades, ...genericWords].join("|")}))公司`,
  "u",
);
