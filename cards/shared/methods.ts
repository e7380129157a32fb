const zh = {
  visit: "拜访",
  phone: "电话",
  video: "视频会议",
  message: "微信/消息",
  email: "邮件",
  other: "其他",
};

const en: typeof zh = {
  visit: "Visit",
  phone: "Phone",
  video: "Video call",
  message: "Message",
  email: "E-mail",
  other: "Other",
};

/** How a customer was, or will be, contacted. */
export const methodNames = { zh, en };
