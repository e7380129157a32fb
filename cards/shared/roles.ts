const zh = {
  rep: "销售专员",
  senior_rep: "资深销售",
  supervisor: "主管",
  manager: "销售经理",
  director: "总监",
  legal: "法务",
  service: "客服",
  admin: "管理员",
};

const en: typeof zh = {
  rep: "Sales rep",
  senior_rep: "Senior rep",
  supervisor: "Supervisor",
  manager: "Sales manager",
  director: "Director",
  legal: "Legal",
  service: "Service",
  admin: "Admin",
};

/** What a person may be. */
export const roleNames = { zh, en };
