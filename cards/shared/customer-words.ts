const segmentZh = {
  strategic_maintenance: "战略维护型",
  key_expansion: "重点拓展型",
  routine: "常规跟进型",
};
const segmentEn: typeof segmentZh = {
  strategic_maintenance: "Strategic maintenance",
  key_expansion: "Key expansion",
  routine: "Routine",
};
/** Decides how often a customer is contacted. */
export const segmentNames = { zh: segmentZh, en: segmentEn };

const levelZh = { large: "大型", medium: "中型", small: "小型" };
const levelEn: typeof levelZh = { large: "Large", medium: "Medium", small: "Small" };
export const levelNames = { zh: levelZh, en: levelEn };

const stageZh = { potential: "潜在", intent: "意向", cooperating: "合作中", strategic: "战略级" };
const stageEn: typeof stageZh = {
  potential: "Potential",
  intent: "Intent",
  cooperating: "Cooperating",
  strategic: "Strategic",
};
export const stageNames = { zh: stageZh, en: stageEn };

const decisionRoleZh = {
  user: "使用者",
  influencer: "影响者",
  decision_maker: "决策人",
  buyer: "采购",
  gatekeeper: "把关人",
};
const decisionRoleEn: typeof decisionRoleZh = {
  user: "User",
  influencer: "Influencer",
  decision_maker: "Decision maker",
  buyer: "Buyer",
  gatekeeper: "Gatekeeper",
};
/** A contact's part in the customer's decision. */
export const decisionRoleNames = { zh: decisionRoleZh, en: decisionRoleEn };
