/** How good a lead is, by three questions. The table is the rule; a sales manager argues about it, nobody about the code. */

export const grades = ["A", "B", "C"] as const;
export type Grade = (typeof grades)[number];

export const gradeAnswers = {
  urgency: ["clear", "latent", "vague"],
  budget: ["sufficient", "unconfirmed", "none"],
  influence: ["decision_maker", "influencer", "unknown"],
} as const;
export type Dimension = keyof typeof gradeAnswers;
export type GradeAnswers = { readonly [D in Dimension]: (typeof gradeAnswers)[D][number] };

/** The best grade that an answer allows. */
const allows = {
  urgency: { clear: "A", latent: "B", vague: "C" },
  budget: { sufficient: "A", unconfirmed: "B", none: "C" },
  influence: { decision_maker: "A", influencer: "B", unknown: "B" },
} as const satisfies { readonly [D in Dimension]: Readonly<Record<GradeAnswers[D], Grade>> };

export const dimensions = ["urgency", "budget", "influence"] as const satisfies readonly Dimension[];

export type GradeReason = { readonly dimension: Dimension; readonly answer: string; readonly allows: Grade };

export type Grading = {
  readonly grade: Grade;
  /** All three answers, those that hold the grade down first. */
  readonly reasons: readonly GradeReason[];
  /** What has to become true for the next better grade; empty for A. */
  readonly missing: readonly { readonly dimension: Dimension; readonly wanted: readonly string[] }[];
};

/** A: clear need, sufficient budget, decision maker reached. C: vague need or no budget. B: all else. */
export function gradeOf(answers: GradeAnswers): Grading {
  const reasons = dimensions
    .map(
      (dimension): GradeReason => ({
        dimension,
        answer: answers[dimension],
        allows: allowed(answers, dimension),
      }),
    )
    .toSorted((a, b) => b.allows.localeCompare(a.allows));
  const grade = reasons[0]?.allows ?? "A";
  return { grade, reasons, missing: missingFor(betterThan(grade), reasons) };
}

function allowed(answers: GradeAnswers, dimension: Dimension): Grade {
  const table: Readonly<Record<string, Grade>> = allows[dimension];
  return table[answers[dimension]] ?? "C";
}

function betterThan(grade: Grade): Grade | undefined {
  return grades[grades.indexOf(grade) - 1];
}

function missingFor(wanted: Grade | undefined, reasons: readonly GradeReason[]): Grading["missing"] {
  if (wanted === undefined) return [];
  return reasons
    .filter((reason) => reason.allows > wanted)
    .map(({ dimension }) => ({
      dimension,
      wanted: Object.entries(allows[dimension]).flatMap(([answer, best]) => (best <= wanted ? [answer] : [])),
    }));
}
