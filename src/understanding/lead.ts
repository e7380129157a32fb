import { dimensions, type GradeAnswers } from "#domain/grading.ts";
import { type LeadSource, leadSources } from "#domain/lead.ts";
import { fold } from "./dates/fold.ts";
import { type DateContext, findDates, lastOf } from "./dates.ts";
import { takeWho, type Who } from "./lead/company.ts";
import { type Labelled, takeLabelled } from "./lead/labels.ts";
import { type Page, piecesOf, restOf, TAKEN, without } from "./lead/page.ts";
import { type Reach, takeReach } from "./lead/reach.ts";
import { ANSWER_WORDS, AROUND_SOURCE, BEHIND_SOURCE, SOURCE_WORDS } from "./lead/words.ts";

/** What one line says of a lead. What is not understood is in `need`, in the words of the line. */
export type LeadLine = Who &
  Reach & {
    readonly source?: LeadSource;
    readonly need?: string;
    /** `YYYY-MM-DD` */
    readonly acquiredOn?: string;
    readonly answers: Partial<GradeAnswers>;
  };

/** 杭州云深科技 王总 13800001234 展会 想要 200 台扫码枪，预算已批; the same in English, with labels or from a card. */
export function understandLead(text: string, context: DateContext): LeadLine {
  const original = text.replaceAll(TAKEN, " ").trim();
  const page: Page = { original, folded: fold(original) };
  const answers = answersIn(page.folded);
  const [reach, withoutReach] = takeReach(page);
  const [labelled, withoutLabels] = takeLabelled(withoutReach);
  const [who, withoutWho] = takeWho(withoutLabels, whoOf(labelled), (piece) => isTold(piece, context));
  const labels = readLabels(labelled, context);
  const [source, withoutSource] = takeSource(withoutWho, labels, context);
  const need = [restOf(withoutAnswers(withoutSource)) ?? [], labels.unread].flat().join(", ");
  return { ...who, ...reach, ...source, ...(need !== "" && { need }), answers };
}

function whoOf({ company, contactName, contactTitle }: Labelled): Who {
  return {
    ...(company !== undefined && { company }),
    ...(contactName !== undefined && { contactName }),
    ...(contactTitle !== undefined && { contactTitle }),
  };
}

/** The three questions, where the words answer them. */
function answersIn(folded: string): Partial<GradeAnswers> {
  const found = dimensions.flatMap((dimension) => {
    const answer = ANSWER_WORDS[dimension].find(([, words]) => words.test(folded))?.[0];
    return answer === undefined ? [] : [[dimension, answer] as const];
  });
  return Object.fromEntries(found);
}

/** Said with nothing beside it: kept as an answer, it need not be repeated in the need. */
function withoutAnswers(page: Page): Page {
  return piecesOf(page)
    .filter(({ text }) => isAnswer(text))
    .reduce(without, page);
}

function isAnswer(piece: string): boolean {
  const words = dimensions.flatMap((dimension) => ANSWER_WORDS[dimension].map(([, pattern]) => pattern));
  const rest = words.reduce((left, pattern) => left.replace(pattern, ""), piece);
  return (
    rest !== piece &&
    !/\d/.test(piece) &&
    /^(?:客户|对方|他们|已经|已|也|都|的|了|and|has|have|with|they|is|are|\s)*$/i.test(rest)
  );
}

/** A piece that says where the lead is from, when, or how good it is. */
function isTold(piece: string, context: DateContext): boolean {
  return isAnswer(piece) || sourceOf(piece, context)?.isAll === true || isDate(piece, context);
}

function isDate(piece: string, context: DateContext): boolean {
  const [date] = findDates(piece, context).dates;
  return date !== undefined && date.text.length === piece.length;
}

type SourcePiece = {
  readonly source: LeadSource;
  readonly at: number;
  readonly acquiredOn?: string;
  /** The piece says nothing else. */
  readonly isAll: boolean;
};

function sourceOf(piece: string, context: DateContext): SourcePiece | undefined {
  const found = SOURCE_WORDS.flatMap(([source, words]) => {
    const match = words.exec(piece);
    return match === null ? [] : [{ source, at: match.index, word: match[0] }];
  }).toSorted((a, b) => a.at - b.at);
  const [first] = found;
  if (first === undefined) return undefined;
  const { source, at, word } = first;
  const [date, ...others] = findDates(piece, { ...context, leansPast: true }).dates;
  const isWhen = date !== undefined && others.length === 0 && !date.deadline && isPast(lastOf(date), context);
  const cut = (part: string) => (isWhen ? part.replace(date.text, "") : part).replace(/[上在的\s]/g, "");
  const isAll =
    AROUND_SOURCE.test(cut(piece.slice(0, at))) && BEHIND_SOURCE.test(cut(piece.slice(at + word.length)));
  return { source, at, isAll, ...(isWhen && { acquiredOn: lastOf(date).slice(0, 10) }) };
}

function isPast(day: string, { now }: DateContext): boolean {
  return new Date(day).getTime() <= now.getTime();
}

type Sourced = { readonly source?: LeadSource; readonly acquiredOn?: string };
type Labels = Sourced & {
  /** What stood behind a label and is neither. */
  readonly unread: readonly string[];
};

function takeSource(page: Page, labels: Labels, context: DateContext): readonly [Sourced, Page] {
  const { unread: _, ...labelled } = labels;
  if (labelled.source !== undefined) return [labelled, page];
  for (const piece of piecesOf(page)) {
    const found = sourceOf(piece.text, context);
    if (found === undefined) continue;
    const { source, acquiredOn, isAll } = found;
    const sourced = { source, ...(acquiredOn !== undefined && { acquiredOn }), ...labelled };
    return [sourced, isAll ? without(page, piece) : page];
  }
  return [labelled, page];
}

/** What the labels say of source and day; what of it is not understood stays among the words. */
function readLabels({ source, acquired }: Labelled, context: DateContext): Labels {
  const named = source === undefined ? undefined : sourceOf(source, context);
  const key = named?.source ?? leadSources.find((each) => each === source?.toLowerCase());
  const date =
    acquired === undefined ? undefined : findDates(acquired, { ...context, leansPast: true }).dates[0];
  const on = date !== undefined && isPast(lastOf(date), context) ? lastOf(date).slice(0, 10) : undefined;
  const isSourceRead = key !== undefined && named?.isAll !== false;
  return {
    ...(key !== undefined && { source: key }),
    ...(on !== undefined && { acquiredOn: on }),
    unread: [isSourceRead ? "" : (source ?? ""), on === undefined ? (acquired ?? "") : ""].filter(
      (word) => word !== "",
    ),
  };
}
