/** What the decision about a lead's grade is called where it is stored. */
export const gradeKindName = "lead.grade";
