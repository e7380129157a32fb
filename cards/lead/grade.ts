import type { Form, FormField } from "#chat/form.ts";
import type { Locale } from "#chat/locale.ts";
import { md } from "#chat/text.ts";
import { gradeTexts } from "./grade-texts.ts";

type Dimension = "urgency" | "budget" | "influence";
type Reason = { readonly dimension: Dimension; readonly answer: string; readonly allows: string };
type Missing = { readonly dimension: Dimension; readonly wanted: readonly string[] };

export type GradingWords = {
  readonly grade: string;
  readonly reasons: readonly Reason[];
  readonly missing: readonly Missing[];
};

const better: Readonly<Record<string, string>> = { B: "A", C: "B" };

/** Why the rule says so, and what is missing for the next better grade. One a line. */
export function gradeReasons(locale: Locale, { grade, reasons, missing }: GradingWords): string[] {
  const t = gradeTexts[locale];
  const lines = reasons.map(({ dimension, answer, allows }) =>
    t.reason(t.dimensions[dimension], answerName(locale, dimension, answer), allows),
  );
  const wanted = missing
    .map(({ dimension, wanted: answers }) =>
      t.wanted(
        t.dimensions[dimension],
        answers.map((answer) => answerName(locale, dimension, answer)).join(t.or),
      ),
    )
    .join(t.and);
  const next = better[grade];
  return next === undefined || wanted === "" ? lines : [...lines, t.missing(next, wanted)];
}

/** An answer in words. */
function answerName(locale: Locale, dimension: Dimension, answer: string): string {
  const names: Readonly<Record<string, string>> = gradeTexts[locale].answers[dimension];
  return names[answer] ?? answer;
}

export type GradeFormView = {
  readonly leadId: string;
  readonly company: string;
  readonly version: number;
  readonly answers: { readonly [D in Dimension]?: string | undefined };
  readonly arguedGrade?: string | undefined;
  readonly argument?: string | undefined;
};

/** Three questions; and another grade than the rule's, with a reason. */
export function gradeForm(locale: Locale, view: GradeFormView): Form {
  const t = gradeTexts[locale];
  return {
    ...{ id: "lead.grade", title: t.title, submit: t.submit, cancel: t.cancel },
    payload: { leadId: view.leadId, version: String(view.version) },
    intro: md`**${view.company}**\n${t.intro}`,
    fields: [
      question(locale, "urgency", view),
      question(locale, "budget", view),
      question(locale, "influence", view),
      {
        ...{ name: "arguedGrade", label: t.arguedGrade, type: "select" },
        options: ["A", "B", "C"].map((grade) => ({ value: grade, label: t.grade(grade) })),
        ...(view.arguedGrade !== undefined && { initial: view.arguedGrade }),
      },
      {
        ...{ name: "argument", label: t.argument, type: "multiline", maxLength: 500 },
        placeholder: t.argumentHint,
        ...(view.argument !== undefined && { initial: view.argument }),
      },
    ],
  };
}

function question(locale: Locale, dimension: Dimension, { answers }: GradeFormView): FormField {
  const t = gradeTexts[locale];
  const initial = answers[dimension];
  return {
    ...{ name: dimension, label: t.dimensions[dimension], required: true, type: "select" },
    options: Object.entries(t.answers[dimension]).map(([value, label]) => ({ value, label })),
    ...(initial !== undefined && { initial }),
  };
}
