import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dimensions, type Grade, type GradeAnswers, gradeAnswers, gradeOf, grades } from "#domain/grading.ts";

/** By hand: urgency, budget, influence, grade. */
const table: readonly (readonly [...string[], Grade])[] = [
  ["clear", "sufficient", "decision_maker", "A"],
  ["clear", "sufficient", "influencer", "B"],
  ["clear", "sufficient", "unknown", "B"],
  ["clear", "unconfirmed", "decision_maker", "B"],
  ["clear", "unconfirmed", "influencer", "B"],
  ["clear", "unconfirmed", "unknown", "B"],
  ["clear", "none", "decision_maker", "C"],
  ["clear", "none", "influencer", "C"],
  ["clear", "none", "unknown", "C"],
  ["latent", "sufficient", "decision_maker", "B"],
  ["latent", "sufficient", "influencer", "B"],
  ["latent", "sufficient", "unknown", "B"],
  ["latent", "unconfirmed", "decision_maker", "B"],
  ["latent", "unconfirmed", "influencer", "B"],
  ["latent", "unconfirmed", "unknown", "B"],
  ["latent", "none", "decision_maker", "C"],
  ["latent", "none", "influencer", "C"],
  ["latent", "none", "unknown", "C"],
  ["vague", "sufficient", "decision_maker", "C"],
  ["vague", "sufficient", "influencer", "C"],
  ["vague", "sufficient", "unknown", "C"],
  ["vague", "unconfirmed", "decision_maker", "C"],
  ["vague", "unconfirmed", "influencer", "C"],
  ["vague", "unconfirmed", "unknown", "C"],
  ["vague", "none", "decision_maker", "C"],
  ["vague", "none", "influencer", "C"],
  ["vague", "none", "unknown", "C"],
];

const all: readonly GradeAnswers[] = gradeAnswers.urgency.flatMap((urgency) =>
  gradeAnswers.budget.flatMap((budget) =>
    gradeAnswers.influence.map((influence) => ({ urgency, budget, influence })),
  ),
);
const anyAnswers: fc.Arbitrary<GradeAnswers> = fc.record({
  urgency: fc.constantFrom(...gradeAnswers.urgency),
  budget: fc.constantFrom(...gradeAnswers.budget),
  influence: fc.constantFrom(...gradeAnswers.influence),
});

describe("the grade of three answers", () => {
  test.each(table)("%s need, budget %s, influence %s: %s", (...row) => {
    const [urgency, budget, influence, grade] = row;
    const answers = all.find(
      (each) => each.urgency === urgency && each.budget === budget && each.influence === influence,
    );
    expect(answers && gradeOf(answers).grade).toBe(grade);
  });

  test("is in the table for all twenty-seven", () => {
    expect(new Set(table.map((row) => row.slice(0, 3).join())).size).toBe(27);
    expect(all).toHaveLength(27);
  });
});

/** Of answers in the order best to worst: as good as the other in each question. */
function isAsGood(one: GradeAnswers, other: GradeAnswers): boolean {
  return dimensions.every((dimension) => {
    const order: readonly string[] = gradeAnswers[dimension];
    return order.indexOf(one[dimension]) <= order.indexOf(other[dimension]);
  });
}

describe("grading", () => {
  test("never gives a worse grade for better answers", () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (one, other) => {
        fc.pre(isAsGood(one, other));
        expect(grades.indexOf(gradeOf(one).grade)).toBeLessThanOrEqual(grades.indexOf(gradeOf(other).grade));
      }),
    );
  });

  test("names what is missing: with it, and nothing else changed, the next better grade is reached", () => {
    for (const answers of all) {
      const { grade, missing } = gradeOf(answers);
      if (grade === "A") {
        expect(missing).toEqual([]);
        continue;
      }
      const better = Object.fromEntries(missing.map(({ dimension, wanted }) => [dimension, wanted.at(-1)]));
      const reached = all.find((each) =>
        dimensions.every((dimension) => each[dimension] === (better[dimension] ?? answers[dimension])),
      );
      expect(reached && gradeOf(reached).grade, JSON.stringify(answers)).toBe(grade === "C" ? "B" : "A");
      expect(missing.every(({ dimension, wanted }) => !wanted.includes(answers[dimension]))).toBe(true);
    }
  });

  test("gives all three answers as reasons, those that hold it down first", () => {
    const { reasons } = gradeOf({ urgency: "clear", budget: "none", influence: "influencer" });
    expect(reasons.map(({ dimension, allows }) => `${dimension} ${allows}`)).toEqual([
      "budget C",
      "influence B",
      "urgency A",
    ]);
  });

  test("counts no influence at all as no worse than B", () => {
    expect(gradeOf({ urgency: "clear", budget: "sufficient", influence: "unknown" }).missing).toEqual([
      { dimension: "influence", wanted: ["decision_maker"] },
    ]);
  });
});
