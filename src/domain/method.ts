/** How a contact was made. */
export const methods = ["visit", "phone", "video", "message", "email", "other"] as const;
export type Method = (typeof methods)[number];

export function isMethod(text: string): text is Method {
  return methods.some((method) => method === text);
}
