/** Stands in everything that is confidential: whoever is answered with it has seen it. */
export const secret = "xsecretx";
export const secretPhone = "13912345678";

/** What tells that something was seen: the word, or the phone however it is written. */
export function isSeen(answer: unknown): boolean {
  const said = JSON.stringify(answer);
  return said.includes(secret) || said.replace(/\D/g, "").includes(secretPhone);
}

export type Records = {
  readonly name: string;
  readonly customerId: string;
  readonly contactId: string;
  readonly followUpId: string;
  readonly todoId: string;
  /** Given to the owner, not contacted yet. */
  readonly leadId: string;
  /** Registered by the owner, not graded yet. */
  readonly newLeadId: string;
  /** In the public pool. */
  readonly pooledId: string;
  /** Words of the owner that wait for a customer, and others that wait to become a lead. */
  readonly draftId: string;
  readonly leadDraftId: string;
  /** Somebody at the door. */
  readonly newcomerId: string;
};
